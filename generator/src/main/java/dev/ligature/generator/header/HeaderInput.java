package dev.ligature.generator.header;

import java.nio.file.Path;
import java.util.Objects;

/** A header to read: one on disk, or text that was read from elsewhere. */
public sealed interface HeaderInput {

  /**
   * A header by its path. A relative path that names no file in the working directory is looked up
   * as {@code #include <path>} does, so that {@code windows.h} finds the target's own.
   */
  record File(Path path) implements HeaderInput {
    public File {
      Objects.requireNonNull(path, "path");
    }
  }

  /**
   * The text of a header that is in no file, such as standard input.
   *
   * @param name what diagnostics and locations call it, for example {@code "stdin.h"}
   */
  record Text(String name, String text) implements HeaderInput {
    public Text {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(text, "text");
    }
  }
}
