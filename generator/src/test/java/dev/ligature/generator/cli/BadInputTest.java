package dev.ligature.generator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes get one clear message and a documented exit code, and leave every file as it was. */
class BadInputTest {
  @TempDir Path folder;

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static void assertFails(BindgenRun run, ExitCode code, String message) {
    assertThat(run.err()).contains(message).doesNotContain("\tat ").doesNotContain("Exception");
    assertThat(run.exitCode()).isEqualTo(code.code());
    assertThat(run.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--outptu x.luau a.h | unknown option '--outptu': did you mean --output?",
        "--frob a.h | unknown option '--frob': see bindgen --help",
        "a.h -o | -o needs a value: -o OUT",
        "a.h | no output given",
        "-o x.luau | no header given",
        "a.h -o x.html | can't tell what to write to 'x.html'",
        "a.h -o x.luau -o ./x.luau | './x.luau' is given twice",
        "a.h -o x.luau --check=yes | --check takes no value",
        "a.h -o x.luau --lang cobol | --lang is one of luau, java, json, not 'cobol'",
        "a.h -o x.luau --color blue | --color is one of auto, always, never, not 'blue'",
        "a.h -o x.luau --allow ( | --allow: '(' is no regular expression",
        "a.h -o x.luau --target a --target b | run bindgen once for each --target",
        "a.h -o x.luau --module 1x | --module '1x' is no identifier",
        "a.json b.h -o x.luau | an IDL stands alone",
        "validate | bindgen validate needs one or more IDL files",
        "diff a.json | bindgen diff OLD NEW",
        "init --force | bindgen init knows no option '--force'",
      })
  void refusesAWrongCommandLine(String arguments, String message) {
    assertFails(BindgenRun.of(arguments.split(" ")), ExitCode.USAGE, message);
  }

  @Test
  void asksForSomethingToDo() {
    assertFails(BindgenRun.of(), ExitCode.USAGE, "see bindgen --help");
  }

  @Test
  void namesAMissingHeader() throws IOException {
    BindgenRun run = BindgenRun.of(path("none.h"), "-o", path("x.luau"));

    assertFails(run, ExitCode.INPUT_OUTPUT, "none.h");
    assertThat(files()).isEmpty();
  }

  @Test
  void showsErrorsOfTheHeaderAsClangDoes() throws IOException {
    String header = write("bad.h", "int good(void);\nint bad(unknown_t x);\n");
    Files.writeString(folder.resolve("x.luau"), "old");

    BindgenRun run = BindgenRun.of(header, "-o", path("x.luau"));

    assertFails(run, ExitCode.FAILED, "bad.h:2:9: error: unknown type name 'unknown_t'");
    assertThat(run.err()).contains("int bad(unknown_t x);").contains("^");
    assertThat(run.err()).contains("bindgen: error: 1 error; nothing was written");
    assertThat(Files.readString(folder.resolve("x.luau"))).isEqualTo("old");
    assertThat(files()).containsExactly("bad.h", "x.luau");
  }

  @Test
  void keepsGoingIfTold() throws IOException {
    String header = write("bad.h", "int good(void);\nint bad(unknown_t x);\n");

    BindgenRun run = BindgenRun.of(header, "-o", path("x.luau"), "--keep-going");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).contains("unknown type name");
    assertThat(Files.readString(folder.resolve("x.luau"))).contains("good");
  }

  @Test
  void survivesAHeaderThatIncludesItself() throws IOException {
    String header = write("self.h", "#include \"self.h\"\nint f(void);\n");

    BindgenRun run = BindgenRun.of(header, "-o", path("x.luau"));

    assertFails(run, ExitCode.FAILED, "nested too deeply");
  }

  @Test
  void readsKeywordsAndHostileCommentsWithoutBreakingTheOutput() throws IOException {
    String header =
        write(
            "hostile.h",
            """
            /** ]] ]=] --[[ */
            int end(int function, int local);
            /** \\u002a/ evil */
            struct class { int record, then; };
            #define nil 3
            #define TEXT "a\\"b]]\\n\\\\"
            """);

    BindgenRun run = BindgenRun.of(header, "-o", path("H.luau"), "-o", path("H.java"));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(Files.readString(folder.resolve("H.java"))).doesNotContain("\\u002a/ evil");
  }

  @Test
  void writesDiagnosticsAsJsonLines() throws IOException {
    String header = write("bad.h", "int bad(unknown_t x);\n");

    BindgenRun run = BindgenRun.of(header, "-o", path("x.luau"), "--diagnostics=json");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("{\"severity\":\"error\"") && line.endsWith("}"));
    assertThat(run.err())
        .contains("\"line\":1,\"column\":9")
        .contains("\"message\":\"unknown type");
  }

  @Test
  void namesTheLineOfAMistakeInTheConfig() throws IOException {
    String wrong = write("c.yaml", "headers: [a.h]\noutputs: 3\nfoo: bar\n");
    String broken = write("d.yaml", "headers: [a.h\nmodule: X\n");
    String twice = write("e.yaml", "module: A\nmodule: B\n");

    assertFails(
        BindgenRun.of("--config", wrong),
        ExitCode.USAGE,
        wrong + ":2: /outputs: found 3, expected a text or a list of texts");
    assertThat(BindgenRun.of("--config", wrong).err()).contains(wrong + ":3: unknown key 'foo'");
    assertFails(BindgenRun.of("--config", broken), ExitCode.USAGE, broken + ":2: ");
    assertFails(BindgenRun.of("--config", twice), ExitCode.USAGE, twice + ":2: ");
    assertFails(
        BindgenRun.of("--config", path("none.yaml")),
        ExitCode.INPUT_OUTPUT,
        "none.yaml': no such file or directory");
  }

  @Test
  void saysWhereAnIdlIsMalformed() throws IOException {
    String notJson = write("a.json", "{ \"idl\": ");
    String wrong = write("b.json", "{ \"idl\": \"1.0\", \"module\": 3 }\n");

    assertFails(BindgenRun.of(notJson, "-o", path("x.luau")), ExitCode.USAGE, "is no IDL");
    assertFails(BindgenRun.of(wrong, "-o", path("x.luau")), ExitCode.USAGE, "/");
    BindgenRun validate = BindgenRun.of("validate", wrong);
    assertThat(validate.exitCode()).isEqualTo(1);
    assertThat(validate.err()).contains(wrong + ": ");
  }

  @Test
  void leavesEverythingAsItWasIfOneOutputCannotBeWritten() throws IOException {
    String header = write("a.h", "int f(void);\n");
    Files.writeString(folder.resolve("first.luau"), "old");

    BindgenRun run =
        BindgenRun.of(header, "-o", path("first.luau"), "-o", path("none/second.luau"));

    assertFails(run, ExitCode.INPUT_OUTPUT, "none/second.luau': no such file or directory");
    assertThat(Files.readString(folder.resolve("first.luau"))).isEqualTo("old");
    assertThat(files()).containsExactly("a.h", "first.luau");
  }

  @Test
  void saysThatTheDiskIsFull() throws IOException {
    assumeTrue(Files.exists(Path.of("/dev/full")), "no /dev/full here");
    String header = write("a.h", "int f(void);\n");
    Files.writeString(folder.resolve("good.luau"), "old");

    BindgenRun run =
        BindgenRun.of(header, "-o", path("good.luau"), "-o", "/dev/full", "--lang", "luau");

    assertFails(run, ExitCode.INPUT_OUTPUT, "can't write '/dev/full': No space left on device");
    assertThat(Files.readString(folder.resolve("good.luau"))).isEqualTo("old");
    assertThat(files()).containsExactly("a.h", "good.luau");
  }

  @Test
  void refusesMalformedOverlaysRulesAndLibraries() throws IOException {
    String header = write("a.h", "int f(int n);\nint g(void);\n");
    String overlay = write("o.yaml", "functions:\n  f:\n    params: { n: { oot: true } }\n");
    String text = write("notes.txt", "hello");

    assertFails(
        BindgenRun.of(header, "-o", path("x.luau"), "--overlay", overlay),
        ExitCode.USAGE,
        overlay + ":3: /functions/f/params/n: unknown key 'oot'");
    assertFails(
        BindgenRun.of(header, "-o", path("x.luau"), "--rename", "f"),
        ExitCode.USAGE,
        "'f' is no rename rule");
    assertFails(
        BindgenRun.of(header, "-o", path("x.luau"), "--rename", "(f|g)=h"),
        ExitCode.USAGE,
        "the one name 'h'");
    assertFails(
        BindgenRun.of(header, "-o", path("x.luau"), "--exports", text),
        ExitCode.USAGE,
        "no library that we know");
    assertFails(
        BindgenRun.of(header, "-o", path("x.luau"), "--exports", path("none.so")),
        ExitCode.INPUT_OUTPUT,
        "none.so");
  }

  @Test
  void warnsOfNotesAboutNothing() throws IOException {
    String header = write("a.h", "int f(int n);\n");
    String overlay = write("o.yaml", "functions: { nosuch: { leaf: true } }\n");

    BindgenRun run = BindgenRun.of(header, "-o", path("x.luau"), "--overlay", overlay);

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).contains("warning: " + overlay + ": functions/nosuch");
  }
}
