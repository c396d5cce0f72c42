package dev.ligature.luau.lib;

import java.util.Arrays;

/** A growing run of bytes in which libraries build strings; bounded by the length of a string. */
public final class ByteBuilder {
  /** Longest string in bytes, as in the official implementation. */
  public static final int MAX_STRING = 1 << 30;

  byte[] bytes;
  int length;

  public ByteBuilder(int capacity) {
    bytes = new byte[capacity];
  }

  /** {@return the number of bytes written} */
  public int length() {
    return length;
  }

  /** Makes room for {@code count} more bytes; raises if the string would grow too long. */
  void reserve(int count) {
    if (bytes.length - length < count) {
      grow(count);
    }
  }

  private void grow(int count) {
    long needed = (long) length + count;
    if (needed > MAX_STRING) {
      throw LibError.of("memory allocation error: block too big");
    }
    long roomier = bytes.length + (bytes.length >> 1) + 16L;
    bytes = Arrays.copyOf(bytes, (int) Math.min(Math.max(roomier, needed), MAX_STRING));
  }

  public void append(byte value) {
    if (length == bytes.length) {
      grow(1);
    }
    bytes[length++] = value;
  }

  public void append(byte[] source) {
    append(source, 0, source.length);
  }

  /** Appends the bytes of {@code source} in {@code [from, to)}. */
  public void append(byte[] source, int from, int to) {
    int count = to - from;
    reserve(count);
    System.arraycopy(source, from, bytes, length, count);
    length += count;
  }

  /** Appends characters below 256, one byte each. */
  public void append(String latin) {
    int count = latin.length();
    reserve(count);
    for (int i = 0; i < count; i++) {
      bytes[length++] = (byte) latin.charAt(i);
    }
  }

  /** Appends {@code count} times the same byte; nothing if {@code count} is negative. */
  void fill(char value, int count) {
    if (count > 0) {
      reserve(count);
      Arrays.fill(bytes, length, length + count, (byte) value);
      length += count;
    }
  }

  /** Appends a number as {@code tostring} writes it. */
  public void append(double value) {
    reserve(NumberFormat.MAX_LENGTH);
    length = NumberFormat.write(bytes, length, value);
  }

  /** Appends a 64-bit integer in decimal. */
  public void append(long value) {
    reserve(NumberFormat.MAX_LENGTH);
    length = NumberFormat.write(bytes, length, value);
  }

  /**
   * {@return the bytes written, in an array of their length; the builder must not be used again}
   */
  public byte[] take() {
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }
}
