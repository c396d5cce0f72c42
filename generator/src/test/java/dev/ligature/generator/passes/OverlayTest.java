package dev.ligature.generator.passes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ligature.idl.Declaration;
import dev.ligature.idl.Idl;
import dev.ligature.idl.Signature;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OverlayTest {
  private static final Optional<String> NONE = Optional.empty();

  private static Overlay.FunctionNotes notes(Map<String, Overlay.ParameterNotes> parameters) {
    return new Overlay.FunctionNotes(
        Optional.of(true), Optional.of(true), Optional.of("drop"), Optional.of("old"), parameters);
  }

  @Test
  void addsWhatTheHeaderDoesNotSay() {
    Idl idl = GivenC.idl("char *make(int, char *buf, int len);\nvoid drop(char *);\n");
    Overlay.ParameterNotes buffer =
        new Overlay.ParameterNotes(
            Optional.of(true), Optional.of("len"), Optional.of(false), Optional.of("utf-8"));
    Overlay.ParameterNotes first =
        new Overlay.ParameterNotes(Optional.of(true), NONE, Optional.empty(), NONE);

    Overlay.Result result =
        new Overlay(Map.of("make", notes(Map.of("buf", buffer, "1", first))), Map.of(), Map.of())
            .apply(idl);

    assertThat(result.unknown()).isEmpty();
    Declaration.Function make = result.idl().functions().get("make");
    assertThat(make.leaf()).isTrue();
    assertThat(make.errno()).isTrue();
    assertThat(make.freeWith()).contains("drop");
    assertThat(make.deprecated()).contains("old");
    assertThat(make.signature().args().get(1).hints())
        .isEqualTo(
            new Signature.Hints(
                true, Optional.of("len"), Optional.of(false), Optional.of("utf-8")));
    assertThat(make.signature().args().getFirst().hints().out()).isTrue();
    assertThat(result.idl().functions().get("drop")).isEqualTo(idl.functions().get("drop"));
  }

  @Test
  void marksTypesAsDeprecated() {
    Idl idl = GivenC.idl("struct s { int x; };\ntypedef int t;\n");

    Overlay.Result result =
        new Overlay(Map.of(), Map.of(), Map.of("struct s", "use r", "t", "use u")).apply(idl);

    assertThat(result.idl().records().get("struct s").deprecated()).contains("use r");
    assertThat(result.idl().aliases().get("t").deprecated()).contains("use u");
  }

  @Test
  void tellsWhatIsNotThere() {
    Idl idl = GivenC.idl("char *make(char *buf);\n");
    Overlay.ParameterNotes lost =
        new Overlay.ParameterNotes(Optional.empty(), Optional.of("len"), Optional.empty(), NONE);

    Overlay.Result result =
        new Overlay(
                Map.of("make", notes(Map.of("buf", lost, "nosuch", lost)), "none", notes(Map.of())),
                Map.of("cb", notes(Map.of())),
                Map.of("struct x", "gone"))
            .apply(idl);

    assertThat(result.unknown())
        .containsExactlyInAnyOrder(
            "functions/make/params/buf/lengthParam: len",
            "functions/make/params/nosuch",
            "functions/make/freeWith: drop",
            "functions/none",
            "callbacks/cb",
            "deprecated/struct x");
  }
}
