package dev.ligature.templates;

import java.io.Writer;

/** A writer onto a builder, without the lock of {@link java.io.StringWriter}. */
final class BuilderWriter extends Writer {
  private final StringBuilder out;
  private final boolean splittable;

  private BuilderWriter(StringBuilder out, boolean splittable) {
    this.out = out;
    this.splittable = splittable;
  }

  /** {@return a writer of a whole text, long lists of which two threads may share} */
  static BuilderWriter whole(StringBuilder out) {
    return new BuilderWriter(out, true);
  }

  /** {@return a writer of one thread's part} */
  static BuilderWriter part(StringBuilder out) {
    return new BuilderWriter(out, false);
  }

  boolean isSplittable() {
    return splittable;
  }

  /** {@return what is written to} */
  StringBuilder text() {
    return out;
  }

  @Override
  public void write(char[] chars, int offset, int length) {
    out.append(chars, offset, length);
  }

  @Override
  public void write(String text) {
    out.append(text);
  }

  @Override
  public void write(String text, int offset, int length) {
    out.append(text, offset, offset + length);
  }

  @Override
  public void write(int c) {
    out.append((char) c);
  }

  @Override
  public Writer append(CharSequence text) {
    out.append(text);
    return this;
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
