package dev.ligature.generator.clang;

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

  @Override
  public String toString() {
    return path;
  }
}
