package dev.ligature.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ligature.idl.IdlReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The sample of libclang lists what headers declare. */
class LibclangTest {
  @TempDir Path directory;

  @BeforeAll
  static void needsTheLibrary() {
    Program.needs("libclang-14.so.1", "libclang1-14");
  }

  static List<Program> programs() {
    return Program.inBothLanguages("libclang", "functions", "Functions");
  }

  private String header(String text) throws Exception {
    return Files.writeString(directory.resolve("sample.h"), text).toString();
  }

  @ParameterizedTest
  @MethodSource("programs")
  void listsFunctions(Program functions) throws Exception {
    String header =
        header(
            """
            struct point { int x, y; };
            typedef unsigned long size;
            struct point middle(struct point a, struct point b);

            int print(const char *format, ...);
            size (*variable)(void);
            void visit(int (*each)(void *, size),
                       TYPE);
            """);

    assertThat(functions.output(header, "-DTYPE=long *"))
        .startsWith(
            """
                3  struct point middle(struct point a, struct point b)
                5  int print(const char * format, ...)
                7  void visit(int (*)(void *, size) each, long *)
            3 functions, says\
            """)
        .contains("clang version 14");
  }

  @ParameterizedTest
  @MethodSource("programs")
  void findsAsManyFunctionsAsTheBindingHas(Program functions) throws Exception {
    Path kernel32 = Path.of("kernel32", "kernel32.h").toAbsolutePath();
    int declared =
        IdlReader.read(Path.of("kernel32", "bindings", "kernel32.json").toAbsolutePath())
            .functions()
            .size();

    String output = functions.output(kernel32.toString(), "-target", "x86_64-w64-windows-gnu");

    assertThat(declared).isGreaterThan(100);
    assertThat(output.lines().toList().getLast()).startsWith(declared + " functions, says");
  }

  @ParameterizedTest
  @MethodSource("programs")
  void showsWhatClangSays(Program functions) throws Exception {
    String header = header("int f(missing x);\n");

    assertThat(functions.output(header))
        .contains(header + ":1:7: error: unknown type name 'missing'\n", "1 functions, says");
    assertThat(functions.failure("missing.h")).isEqualTo("functions: can't read missing.h\n");
  }
}
