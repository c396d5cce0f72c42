package dev.ligature.ffi.exports;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A file's bytes, or a part of them, with bounds-checked reads. Offsets are bytes from the start of
 * the part; they are {@code long} because files say so, and checked because files lie.
 */
final class Bytes {
  private static final int LONGEST_NAME = 1 << 16;

  private final ByteBuffer buffer;
  private final String what;

  /**
   * @param what the file, for messages
   */
  Bytes(ByteBuffer buffer, ByteOrder order, String what) {
    this.buffer = buffer.duplicate().order(order);
    this.what = what;
  }

  long size() {
    return buffer.limit();
  }

  Bytes order(ByteOrder order) {
    return new Bytes(buffer, order, what);
  }

  /** {@return the part of {@code length} bytes from {@code offset}, with offsets of its own} */
  Bytes slice(long offset, long length) throws ExportException {
    int start = check(offset, length);
    return new Bytes(buffer.slice(start, (int) length), buffer.order(), what);
  }

  int u8(long offset) throws ExportException {
    return Byte.toUnsignedInt(buffer.get(check(offset, 1)));
  }

  int u16(long offset) throws ExportException {
    return Short.toUnsignedInt(buffer.getShort(check(offset, 2)));
  }

  long u32(long offset) throws ExportException {
    return Integer.toUnsignedLong(buffer.getInt(check(offset, 4)));
  }

  /** Reads 64 bits; a value of 2<sup>63</sup> or more is negative, and no offset accepts it. */
  long u64(long offset) throws ExportException {
    return buffer.getLong(check(offset, 8));
  }

  /** {@return the bytes up to the next NUL, as Latin-1: names are compared, not read} */
  String cString(long offset) throws ExportException {
    int start = check(offset, 1);
    int limit = (int) Math.min(buffer.limit(), (long) start + LONGEST_NAME);
    for (int end = start; end < limit; end++) {
      if (buffer.get(end) == 0) {
        return text(start, end - start);
      }
    }
    throw error("a name without an end", offset);
  }

  /** {@return {@code length} bytes as Latin-1} */
  String text(long offset, int length) throws ExportException {
    int start = check(offset, length);
    byte[] bytes = new byte[length];
    buffer.get(start, bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /**
   * {@return {@code count}, if that many entries of {@code size} bytes fit behind {@code offset}}
   */
  int count(long count, long size, long offset) throws ExportException {
    if (count < 0 || count > size() / size) {
      throw error(count + " entries of " + size + " bytes, more than the file holds,", offset);
    }
    check(offset, count * size);
    return (int) count;
  }

  ExportException error(String problem, long offset) {
    return new ExportException(
        what + ": malformed: " + problem + " at offset 0x" + Long.toHexString(offset));
  }

  private int check(long offset, long length) throws ExportException {
    if (offset < 0 || length < 0 || offset > buffer.limit() - length) {
      throw error(
          "something of "
              + length
              + " bytes is said to be past the end (0x"
              + Long.toHexString(size())
              + ")",
          offset);
    }
    return (int) offset;
  }
}
