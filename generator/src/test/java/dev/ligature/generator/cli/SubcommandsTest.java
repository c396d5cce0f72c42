package dev.ligature.generator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubcommandsTest {
  @TempDir Path folder;

  private String idl(String name, String header) throws IOException {
    Path file = Files.writeString(folder.resolve(name + ".h"), header);
    String out = folder.resolve(name + ".json").toString();
    assertThat(BindgenRun.of(file.toString(), "-o", out, "--module", "M").exitCode()).isZero();
    return out;
  }

  @Test
  void validatesIdls() throws IOException {
    String good = idl("good", "int f(void);\n");

    BindgenRun run = BindgenRun.of("validate", good, good);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo(good + ": valid\n" + good + ": valid\n");
  }

  @Test
  void tellsHowMuchAChangeBreaks() throws IOException {
    String old = idl("old", "int f(int a);\n#define N 1\n");
    String more = idl("more", "int f(int a);\nint g(void);\n#define N 1\n");
    String less = idl("less", "#define N 1\n");
    String value = idl("value", "int f(int a);\n#define N 2\n");

    assertThat(BindgenRun.of("diff", old, old).exitCode()).isZero();
    assertThat(BindgenRun.of("diff", old, more).exitCode()).isEqualTo(10);
    assertThat(BindgenRun.of("diff", old, value).exitCode()).isEqualTo(20);
    BindgenRun removal = BindgenRun.of("diff", old, less);
    assertThat(removal.exitCode()).isEqualTo(23);
    assertThat(removal.out()).contains("f");
  }

  @Test
  void runsAScriptWithItsArguments() throws IOException {
    String script =
        Files.writeString(
                folder.resolve("script.luau"),
                """
                local ffi = require("@lune/ffi")
                print(ffi.sizeof("i32"), ...)
                """)
            .toString();

    BindgenRun run = BindgenRun.of("run", script, "--help", "a b");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo("4\t--help\ta b\n");
  }

  @Test
  void aScriptThatFailsShowsWhere() throws IOException {
    String script = Files.writeString(folder.resolve("script.luau"), "error('no')").toString();

    BindgenRun run = BindgenRun.of("run", script);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("script.luau:1: no").contains("stacktrace:");
  }

  @Test
  void optionsOfRunNarrowTheScript() throws IOException {
    String script =
        Files.writeString(folder.resolve("script.luau"), "require('@lune/ffi').load('libc.so.6')")
            .toString();

    BindgenRun run = BindgenRun.of("run", "--no-ffi", script);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("Native access is switched off");
    assertThat(BindgenRun.of("run", "--help").out()).contains("--allow-lib=NAME");
  }

  @Test
  void writesAConfigThatWorksOnceItNamesAHeader() throws IOException {
    String config = folder.resolve("bindgen.yaml").toString();

    BindgenRun first = BindgenRun.of("init", config);
    BindgenRun second = BindgenRun.of("init", config);

    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(second.exitCode()).isEqualTo(ExitCode.INPUT_OUTPUT.code());
    assertThat(second.err()).contains("exists");

    Files.writeString(folder.resolve("mylib.h"), "int mylib_f(void);\n");
    BindgenRun run = BindgenRun.of("--config", config);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(folder.resolve("MyLib.luau")).content().contains("mylib_f");
  }

  @Test
  void theCommandLineWinsOverTheConfig() throws IOException {
    Files.writeString(
        folder.resolve("a.h"), "#ifdef EXTRA\nint extra(void);\n#endif\nint f(void);\n");
    Path config =
        Files.writeString(
            folder.resolve("c.json"),
            """
            { "headers": "a.h", "outputs": ["fromconfig.json"], "module": "FromConfig",
              "define": { "EXTRA": null }, "library": { "linux": "libconfig.so" } }
            """);
    String out = folder.resolve("fromcommand.json").toString();

    BindgenRun run = BindgenRun.of("--config", config.toString(), "-o", out, "--module", "Mine");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(folder.resolve("fromconfig.json")).doesNotExist();
    assertThat(Path.of(out))
        .content()
        .contains("\"module\": \"Mine\"")
        .contains("\"extra\"")
        .contains("libconfig.so");
  }
}
