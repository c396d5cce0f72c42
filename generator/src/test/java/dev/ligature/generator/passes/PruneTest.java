package dev.ligature.generator.passes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PruneTest {
  @Test
  void prunesToWhatIsReached() {
    var idl =
        GivenC.idl(
            "struct a { int x; };\n"
                + "struct b { struct a *a; };\n"
                + "void f(struct b *b);\n"
                + "void g(void);\n");

    var pruned = Prune.keep(idl, (key, _) -> key.equals("f"));

    assertThat(pruned.functions()).containsOnlyKeys("f");
    assertThat(pruned.records()).containsOnlyKeys("struct a", "struct b");
    assertThat(Prune.keep(idl, (key, _) -> key.equals("g")).records()).isEmpty();
  }
}
