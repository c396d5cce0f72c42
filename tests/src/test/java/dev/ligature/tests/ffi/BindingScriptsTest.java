package dev.ligature.tests.ffi;

import dev.ligature.tests.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Checked-in Luau bindings call their libraries on our engine. */
class BindingScriptsTest {
  private static final Path SCRIPTS = Path.of("src/test/resources/bindings");

  @TempDir static Path directory;

  @TestFactory
  DynamicContainer zlib() throws IOException {
    return suite("zlib", "Zlib.luau");
  }

  @TestFactory
  DynamicContainer sqlite3() throws IOException {
    return suite("sqlite3", "Sqlite3.luau");
  }

  /** Puts script and binding side by side, as a user would have them. */
  private static DynamicContainer suite(String sample, String module) throws IOException {
    Path binding = Repository.root().resolve("samples/" + sample + "/bindings/" + module);
    Path folder = Files.createDirectories(directory.resolve(sample));
    Files.copy(binding, folder.resolve(module));
    Path script = folder.resolve(sample + ".luau");
    Files.copy(SCRIPTS.resolve(sample + ".luau"), script);
    return ScriptSuite.of(script, Map.of());
  }
}
