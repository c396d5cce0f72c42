package dev.ligature.templates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files that hold what is expected, under src/test/resources. {@code -Dgolden.update=true} writes
 * what is there instead; look at the difference before committing it.
 */
public final class Golden {
  private static final Path RESOURCES = Path.of("src/test/resources/dev/ligature/templates");

  private Golden() {}

  /** Checks a text against the golden file of that name. */
  public static void check(String name, String actual) throws IOException {
    Path file = RESOURCES.resolve(name);
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, actual);
    }
    assertThat(file).as("golden file; write it with -Dgolden.update=true").exists();
    assertThat(actual).isEqualTo(Files.readString(file));
  }
}
