package dev.ligature.tests.ffi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    Path shim = Shim.compile(directory);
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
}
