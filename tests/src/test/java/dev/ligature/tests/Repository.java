package dev.ligature.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The checkout that the tests run in. */
public final class Repository {
  private static final Set<String> NOT_OURS =
      Set.of("target", ".git", "resources", "bindings", ".idea");

  private Repository() {}

  /** {@return the folder of the parent pom} */
  public static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("idl-schema"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("not in a checkout: " + Path.of("").toAbsolutePath());
      }
    }
    return folder;
  }

  /** {@return the Java files that people write: no resources, no generated bindings} */
  public static List<Path> javaSources() throws IOException {
    Path root = root();
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(
              file -> {
                for (Path name : root.relativize(file)) {
                  if (NOT_OURS.contains(name.toString())) {
                    return false;
                  }
                }
                return true;
              })
          .sorted()
          .toList();
    }
  }
}
