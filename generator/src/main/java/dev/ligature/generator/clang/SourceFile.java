package dev.ligature.generator.clang;

import java.util.Arrays;
import org.bytedeco.llvm.clang.CXFile;

/**
 * A file of a translation unit. There is one object a file, so they compare by identity.
 *
 * @see TranslationUnit#contents
 */
public final class SourceFile {
  /** What stands for the place of things that are in no file: predefined macros. */
  public static final SourceFile NONE = new SourceFile("", null);

  private final String path;
  private final CXFile raw;
  private byte[] contents = {};
  private boolean read;
  private int[] lineStarts = {};

  SourceFile(String path, CXFile raw) {
    this.path = path;
    this.raw = raw;
  }

  /** {@return the path as clang found it: the directory searched and the name in the include} */
  public String path() {
    return path;
  }

  CXFile raw() {
    return raw;
  }

  byte[] cached() {
    return contents;
  }

  boolean isRead() {
    return read;
  }

  void cache(byte[] bytes) {
    contents = bytes;
    read = true;
  }

  /** {@return the place at an offset; the contents must be cached} */
  Place place(int offset) {
    if (lineStarts.length == 0) {
      int[] starts = new int[Math.max(16, contents.length / 16)];
      int count = 1;
      for (int i = 0; i < contents.length; i++) {
        // A carriage return ends a line, too, unless a newline follows.
        if (contents[i] == '\n'
            || (contents[i] == '\r' && !(i + 1 < contents.length && contents[i + 1] == '\n'))) {
          if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
          }
          starts[count++] = i + 1;
        }
      }
      lineStarts = Arrays.copyOf(starts, count);
    }
    int index = Arrays.binarySearch(lineStarts, offset);
    int line = index >= 0 ? index : -index - 2;
    return new Place(this, line + 1, offset - lineStarts[line] + 1, offset);
  }

  @Override
  public String toString() {
    return path;
  }
}
