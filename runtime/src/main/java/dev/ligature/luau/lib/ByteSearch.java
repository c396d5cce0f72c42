package dev.ligature.luau.lib;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Plain search for bytes in bytes. */
final class ByteSearch {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long TOPS = 0x8080808080808080L;

  /** Bytes of the first and of later windows of a long search. */
  private static final int FIRST_WINDOW = 256;

  private static final int LAST_WINDOW = 1 << 14;

  private ByteSearch() {}

  /** {@return the first index from {@code from} on where {@code wanted} begins, or -1} */
  static int indexOf(byte[] text, int from, byte[] wanted) {
    int size = wanted.length;
    if (size == 0) {
      return from <= text.length ? from : -1;
    }
    int end = text.length - size + 1;
    if (size == 1) {
      return indexOf(text, from, end, wanted[0]);
    }
    if (end - from >= FIRST_WINDOW) {
      return byWindows(text, from, wanted);
    }
    int at = from;
    long first = (wanted[0] & 0xffL) * ONES;
    long second = (wanted[1] & 0xffL) * ONES;
    // Eight places at a time: those whose first two bytes are right. A borrow may make a place look
    // right that is not, so each is compared in full.
    for (; at <= end - 8; at += 8) {
      long hits = hits(text, at, first, second);
      while (hits != 0) {
        int place = at + (Long.numberOfTrailingZeros(hits) >>> 3);
        if (matches(text, place, wanted)) {
          return place;
        }
        hits &= hits - 1;
      }
    }
    for (; at < end; at++) {
      if (text[at] == wanted[0] && matches(text, at, wanted)) {
        return at;
      }
    }
    return -1;
  }

  /**
   * Searches by the JVM's vectorised {@code String.indexOf}, window by window, so that a hit near
   * the start costs no copy of the rest.
   */
  private static int byWindows(byte[] text, int from, byte[] wanted) {
    String needle = new String(wanted, ISO_8859_1);
    int overlap = wanted.length - 1;
    int window = Math.max(FIRST_WINDOW, 2 * wanted.length);
    for (int at = from; at < text.length - overlap; ) {
      int size = Math.min(window, text.length - at);
      int found = new String(text, at, size, ISO_8859_1).indexOf(needle);
      if (found >= 0) {
        return at + found;
      }
      at += size - overlap;
      window = Math.min(window * 4, Math.max(LAST_WINDOW, 2 * wanted.length));
    }
    return -1;
  }

  private static long hits(byte[] text, int at, long first, long second) {
    long difference =
        ((long) LONG.get(text, at) ^ first) | ((long) LONG.get(text, at + 1) ^ second);
    return difference - ONES & ~difference & TOPS;
  }

  private static boolean matches(byte[] text, int at, byte[] wanted) {
    for (int i = 1; i < wanted.length; i++) {
      if (text[at + i] != wanted[i]) {
        return false;
      }
    }
    return text[at] == wanted[0];
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
