package dev.ligature.luau;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command: what it prints where, and its exit codes. */
class MainTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(byte[] script, String... arguments) throws Exception {
    Path file = folder.resolve("script.luau");
    Files.write(file, script);
    String[] all = new String[arguments.length + 1];
    all[0] = file.toString();
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return Main.run(List.of(all), out, new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private int run(String script, String... arguments) throws Exception {
    return run(script.getBytes(StandardCharsets.UTF_8), arguments);
  }

  @Test
  void argumentsAreTheScriptsVarargs() throws Exception {
    assertThat(run("print(...)", "one", "two")).isZero();
    assertThat(out).hasToString("one\ttwo\n");
    assertThat(err.size()).isZero();
  }

  @Test
  void errorsGoToStderrWithTheirStack() throws Exception {
    assertThat(run("local function f() error('boo') end\nf()")).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("script.luau:1: boo")
        .contains("script.luau:1 function f")
        .contains("script.luau:2");
  }

  @Test
  void syntaxErrorsAreOneMessage() throws Exception {
    assertThat(run("local x = = 1")).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .endsWith("script.luau:1: Expected identifier when parsing expression, got '='\n");
  }

  @Test
  void binaryGarbageIsASyntaxError() throws Exception {
    assertThat(run(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2})).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("Expected identifier when parsing expression, got invalid UTF-8 sequence");
  }

  @Test
  void aMissingFileIsOneMessage() throws Exception {
    int code =
        Main.run(
            List.of(folder.resolve("none.luau").toString()),
            out,
            new PrintStream(err, true, StandardCharsets.UTF_8));
    assertThat(code).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("Error opening ")
        .endsWith("none.luau: no such file\n");
  }

  @Test
  void theReplGathersLinesAndPrintsResults() throws Exception {
    String input =
        """
        1 + 1, "two"
        x = 20
        function f(n)
          return n + 1
        end
        f(x)
        local y = = 1
        error("boo")
        nil
        """;
    new Repl(
            Luau.builder().output(out).build(),
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            out)
        .run();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("2\ttwo\n21\n")
        .contains("stdin:1: Expected identifier when parsing expression, got '='")
        .contains("stdin:1: boo\nstack backtrace:\n")
        .endsWith("nil\n");
  }
}
