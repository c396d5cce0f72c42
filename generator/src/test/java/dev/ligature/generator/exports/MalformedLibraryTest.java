package dev.ligature.generator.exports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ligature.ffi.exports.ExportException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Libraries are untrusted: whatever is cut off or flipped, the answer is a table or a message. */
class MalformedLibraryTest {
  private static final int ROUNDS = 400;

  @TempDir Path folder;

  static Stream<List<String>> libraries() {
    String mingw = "x86_64-w64-mingw32-gcc";
    return Stream.of(
        List.of("gcc", "-shared", "-fPIC", "-nostdlib", "-o", "lib.bin", "lib.c"),
        List.of(mingw, "-shared", "-nostdlib", "-o", "lib.bin", "lib.c"),
        List.of(mingw, "-shared", "-nostdlib", "-o", "d.dll", "lib.c", "-Wl,--out-implib,lib.bin"));
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void neverBreaksTheReader(List<String> command) throws Exception {
    Toolchain.write(
        folder, "lib.c", "int f(void) { return 1; }\nint v = 2;\nint g(int a) { return a; }\n");
    Toolchain.run(folder, command.toArray(String[]::new));
    byte[] library = Files.readAllBytes(folder.resolve("lib.bin"));
    assertThat(LibraryFile.read(folder.resolve("lib.bin"), "x86_64").exports()).isNotEmpty();

    Random random = new Random(library.length);
    Path damaged = folder.resolve("damaged");
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = library.clone();
      if (round % 4 == 0) {
        bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      }
      for (int flips = random.nextInt(8); flips >= 0 && bytes.length > 0; flips--) {
        // Headers and tables are what readers believe; most of the rest is padding.
        int at = random.nextInt(random.nextBoolean() ? Math.min(1024, bytes.length) : bytes.length);
        bytes[at] = (byte) random.nextInt(256);
      }
      Files.write(damaged, bytes);
      try {
        LibraryFile.read(damaged, "x86_64");
      } catch (ExportException e) {
        refused++;
        assertThat(e).hasMessageContaining("damaged");
      }
    }
    assertThat(refused).isPositive();
  }
}
