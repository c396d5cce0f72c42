package dev.ligature.luau.lib;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Plain search for bytes in bytes. */
final class ByteSearch {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long TOPS = 0x8080808080808080L;

  private ByteSearch() {}

  /** {@return the first index from {@code from} on where {@code wanted} begins, or -1} */
  static int indexOf(byte[] text, int from, byte[] wanted) {
    int size = wanted.length;
    if (size == 0) {
      return from <= text.length ? from : -1;
    }
    int last = text.length - size;
    byte first = wanted[0];
    int at = from;
    while (true) {
      at = indexOf(text, at, last + 1, first);
      if (at < 0) {
        return -1;
      }
      int i = 1;
      while (i < size && text[at + i] == wanted[i]) {
        i++;
      }
      if (i == size) {
        return at;
      }
      at++;
    }
  }

  /** {@return the first index in {@code [from, end)} that holds {@code wanted}, or -1} */
  static int indexOf(byte[] text, int from, int end, byte wanted) {
    int at = from;
    long pattern = (wanted & 0xffL) * ONES;
    // Eight bytes at a time: a zero byte of the difference borrows into its top bit.
    for (; at <= end - 8; at += 8) {
      long difference = (long) LONG.get(text, at) ^ pattern;
      long hit = difference - ONES & ~difference & TOPS;
      if (hit != 0) {
        return at + (Long.numberOfTrailingZeros(hit) >>> 3);
      }
    }
    for (; at < end; at++) {
      if (text[at] == wanted) {
        return at;
      }
    }
    return -1;
  }
}
