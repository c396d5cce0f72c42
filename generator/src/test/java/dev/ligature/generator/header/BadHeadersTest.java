package dev.ligature.generator.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ligature.idl.Skip.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadHeadersTest {
  @TempDir Path folder;

  private ParsedHeaders parse(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.write(file, bytes);
    return new HeaderFrontend().parse(ParseRequest.of("Bad", new HeaderInput.File(file)));
  }

  private ParsedHeaders parse(String name, String text) throws IOException {
    return parse(name, text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void errorsAreShownAsClangShowsThem() {
    ParsedHeaders parsed = Parse.headers(Parse.LINUX, "int ok;\n\tstruct s { int a; }\nint b;\n");
    assertThat(parsed.hasErrors()).isTrue();
    assertThat(parsed.idl().variables()).isEmpty();
    assertThat(parsed.diagnostics().getFirst().text())
        .isEqualTo(
            """
            test.h:2:21: error: expected ';' after struct
                2 |         struct s { int a; }
                  |                            ^
                  |                            ;\
            """);
  }

  @Test
  void errorsOfIncludedFilesSayWhoIncludesThem() throws IOException {
    Files.writeString(folder.resolve("in.h"), "int f(;\n");
    ParsedHeaders parsed = parse("out.h", "\n#include \"in.h\"\n");
    assertThat(parsed.hasErrors()).isTrue();
    assertThat(parsed.diagnostics().getFirst().text())
        .startsWith("In file included from " + folder.resolve("out.h") + ":2:\n")
        .contains("in.h:1:7: error: ");
  }

  @Test
  void goingOnSkipsWhatIsBroken() {
    ParsedHeaders parsed =
        new HeaderFrontend()
            .parse(
                ParseRequest.of(
                        "Test",
                        new HeaderInput.Text("t.h", "int a(int);\nint b(unknown);\nint c(int);\n"))
                    .withKeepGoing(true));
    assertThat(parsed.hasErrors()).isTrue();
    assertThat(parsed.idl().functions()).containsKeys("a", "c");
    assertThat(parsed.idl().skipped())
        .filteredOn(skip -> skip.reason() == Reason.INVALID)
        .extracting(skip -> skip.name())
        .isSubsetOf("b");
  }

  @Test
  void whatIsNoHeaderIsRefused() {
    assertThatThrownBy(
            () ->
                new HeaderFrontend()
                    .parse(ParseRequest.of("M", new HeaderInput.File(Path.of("no/such.h")))))
        .isInstanceOf(HeaderException.class)
        .hasMessageContaining("no/such.h: no such header");
    assertThatThrownBy(
            () -> new HeaderFrontend().parse(ParseRequest.of("M", new HeaderInput.File(folder))))
        .isInstanceOf(HeaderException.class)
        .hasMessageContaining("is a directory");
  }

  @Test
  void anUnknownTargetIsRefused() {
    assertThatThrownBy(() -> Parse.headers("nonsense-unknown-nowhere", "int a;\n"))
        .isInstanceOf(HeaderException.class)
        .hasMessageContaining("nonsense");
  }

  @Test
  void targetsOf16BitsAreRefused() {
    assertThatThrownBy(() -> Parse.headers("msp430", "int i;\n"))
        .isInstanceOf(HeaderException.class)
        .hasMessageContaining("'msp430' has pointers of 16 bits");
  }

  @Test
  void aHeaderThatIncludesItselfIsAnError() throws IOException {
    ParsedHeaders parsed = parse("self.h", "#include \"self.h\"\n");
    assertThat(parsed.hasErrors()).isTrue();
    assertThat(parsed.diagnostics().getFirst().message()).contains("nested too deeply");
    assertThat(parsed.diagnostics().getFirst().text()).doesNotContain("In file included");
  }

  @Test
  void headersThatIncludeEachOtherAreTracedToTheOneThatWasNamed() throws IOException {
    Files.writeString(
        folder.resolve("inner.h"), "#pragma once\n#include \"outer.h\"\nnowhere_t inner(void);\n");
    ParsedHeaders parsed =
        parse("outer.h", "#pragma once\n#include \"inner.h\"\nnowhere_t outer(void);\n");
    assertThat(parsed.diagnostics())
        .extracting(diagnostic -> diagnostic.text().lines().findFirst().orElseThrow())
        .containsExactly(
            "In file included from " + folder.resolve("outer.h") + ":2:",
            folder.resolve("outer.h") + ":3:1: error: unknown type name 'nowhere_t'");
  }

  @Test
  void commentsMayBeLatin1() throws IOException {
    byte[] text =
        ("/** Gr\u00fc\u00dfe. */\nint f(void);\n/** \u00e9t\u00e9 */\n#define M 1\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    ParsedHeaders parsed = parse("latin1.h", text);
    assertThat(parsed.idl().functions().get("f").doc().orElseThrow().brief())
        .isEqualTo("Gr\u00fc\u00dfe.");
    assertThat(parsed.idl().constants().get("M").doc().orElseThrow().brief())
        .isEqualTo("\u00e9t\u00e9");
  }

  @Test
  void garbageIsAnErrorAndNoCrash() throws IOException {
    byte[] bytes = new byte[50_000];
    new Random(7).nextBytes(bytes);
    assertThat(parse("garbage.h", bytes).hasErrors()).isTrue();
  }

  @Test
  void deepNestingIsAnError() throws IOException {
    assertThat(parse("parens.h", "int x = " + "(".repeat(50_000) + ";").hasErrors()).isTrue();
    assertThat(parse("structs.h", "struct {".repeat(5_000)).hasErrors()).isTrue();
    assertThatThrownBy(() -> parse("stars.h", "int " + "*".repeat(5_000) + "p;"))
        .isInstanceOf(HeaderException.class)
        .hasMessageContaining("levels deep");
  }

  @Test
  void identifiersMayBeUnicode() {
    assertThat(Parse.c("int größe; void f(int \\u00e4);").variables()).containsOnlyKeys("größe");
  }
}
