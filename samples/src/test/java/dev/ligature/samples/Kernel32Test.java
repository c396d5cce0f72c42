package dev.ligature.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The samples of kernel32, with a stand-in for the library that {@code kernel32.c} makes. */
class Kernel32Test {
  @TempDir static Path library;
  @TempDir Path directory;

  @BeforeAll
  static void compileTheStandIn() throws InterruptedException, IOException {
    Process gcc;
    try {
      gcc =
          new ProcessBuilder(
                  "gcc",
                  "-shared",
                  "-fPIC",
                  "-O1",
                  "-Wall",
                  "-Werror",
                  "-o",
                  library.resolve("kernel32.dll").toString(),
                  Path.of("src/test/resources/kernel32.c").toString(),
                  "-lpthread")
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      abort("gcc cannot be run: apt-get install gcc");
      return;
    }
    String output = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(gcc.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(gcc.exitValue()).as(output).isZero();
  }

  private static List<Program> programs(String script, String mainClass) {
    String dll = library.resolve("kernel32.dll").toString();
    return List.of(
        Program.luau("kernel32", script).with("LD_LIBRARY_PATH", library.toString()),
        Program.java("kernel32", mainClass).property("bindings.Kernel32.library", dll));
  }

  static List<Program> systems() {
    return programs("system", "SystemInfo");
  }

  static List<Program> copies() {
    return programs("copy", "Copy");
  }

  static List<Program> laters() {
    return programs("later", "Later");
  }

  @ParameterizedTest
  @MethodSource("systems")
  void structsUnionsAndBitFieldsAreRead(Program system) throws Exception {
    List<String> lines = system.output().lines().toList();

    assertThat(lines.get(0)).isEqualTo("name        PC-Ü😀");
    assertThat(lines.get(1)).matches("processors  [1-9]\\d* of x64, pages of 4096 bytes");
    assertThat(lines.get(2)).matches("memory      \\d+\\.\\d GiB, \\d+ % in use");
    assertThat(lines.get(3)).matches("up          \\d+\\.\\d hours");
    assertThat(lines.get(4)).matches("time        20\\d\\d-[01]\\d-[0-3]\\d [0-2]\\d:[0-5]\\d UTC");
    assertThat(lines.get(5)).isEqualTo("COM1        115200 baud, 8 bits, CTS, DTR, RTS handshake");
  }

  @ParameterizedTest
  @MethodSource("copies")
  void callbacksGetUnionsByValue(Program copy) throws Exception {
    byte[] content = new byte[1_200_000];
    content[content.length - 1] = (byte) 0xfe;
    Path from = Files.write(directory.resolve("from.bin"), content);
    Path to = directory.resolve("to.bin");

    assertThat(copy.output(from.toString(), to.toString()))
        .isEqualTo(
            """
              1048576 of 1200000 bytes
            1200000 bytes copied in 19 steps, the last are 00 00 00 fe
            """);
    assertThat(to).hasBinaryContent(content);
  }

  @ParameterizedTest
  @MethodSource("copies")
  void errorsOfTheSystemHaveATextInUtf16(Program copy) throws Exception {
    String missing = directory.resolve("missing").toString();

    assertThat(copy.failure(missing, directory.resolve("to").toString()))
        .isEqualTo("copy: " + missing + ": The system cannot find the file specified. (error 2)\n");
  }

  @ParameterizedTest
  @MethodSource("laters")
  void callbacksAreCalledLater(Program later) throws Exception {
    String inThisThread =
        """
        sleeping
        called with 1: one
        called with 2: two
        woken by 0xc0
        """;
    String inAnother =
        """
        another thread sees 2 texts
        the thread ended with 20
        """;

    assertThat(later.output("one", "two"))
        .isEqualTo(later.toString().endsWith(".java") ? inThisThread + inAnother : inThisThread);
  }
}
