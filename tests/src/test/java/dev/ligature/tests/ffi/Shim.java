package dev.ligature.tests.ffi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The C library made for these tests. */
final class Shim {
  private static final Path SOURCE = Path.of("src/test/resources/ffi/shim.c");

  private Shim() {}

  /** {@return the library, compiled into a directory} */
  static Path compile(Path directory) throws IOException, InterruptedException {
    Path library = directory.resolve("libshim.so");
    Process gcc =
        new ProcessBuilder(
                "gcc",
                "-shared",
                "-fPIC",
                "-O2",
                "-Wall",
                "-o",
                library.toString(),
                SOURCE.toString(),
                "-lpthread")
            .redirectErrorStream(true)
            .start();
    String output = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(gcc.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(gcc.exitValue()).as(output).isZero();
    return library;
  }
}
