package dev.ligature.tests.ffi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the scripts of {@code src/test/resources/ffi}, in which {@code shim} is the path of the
 * library compiled from {@code shim.c}.
 */
class FfiScriptsTest {
  private static final Path SCRIPTS = Path.of("src/test/resources/ffi");

  @TempDir static Path directory;

  @TestFactory
  List<DynamicContainer> scripts() throws Exception {
    Path shim = compileShim();
    List<DynamicContainer> suites = new ArrayList<>();
    try (Stream<Path> files = Files.list(SCRIPTS)) {
      for (Path script :
          files.filter(file -> file.toString().endsWith(".luau")).sorted().toList()) {
        suites.add(ScriptSuite.of(script, Map.of("shim", shim.toString())));
      }
    }
    assertThat(suites).isNotEmpty();
    return suites;
  }

  private static Path compileShim() throws IOException, InterruptedException {
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
                SCRIPTS.resolve("shim.c").toString(),
                "-lpthread")
            .redirectErrorStream(true)
            .start();
    String output = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(gcc.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(gcc.exitValue()).as(output).isZero();
    return library;
  }
}
