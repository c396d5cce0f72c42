package dev.ligature.luau.vm;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A string of Luau: bytes in no particular encoding, immutable. */
public final class LuauString implements Comparable<LuauString> {
  /** The empty string. */
  public static final LuauString EMPTY = new LuauString(new byte[0]);

  private static final LuauString[] SINGLE = new LuauString[256];
  private static final InternTable INTERNED = new InternTable();

  static {
    for (int b = 0; b < SINGLE.length; b++) {
      SINGLE[b] = new LuauString(new byte[] {(byte) b});
    }
  }

  private final byte[] bytes;
  private int hash;

  private LuauString(byte[] bytes) {
    this.bytes = bytes;
  }

  /** {@return a string of these bytes; the array is taken, not copied} */
  public static LuauString of(byte[] bytes) {
    return switch (bytes.length) {
      case 0 -> EMPTY;
      case 1 -> SINGLE[bytes[0] & 0xff];
      default -> new LuauString(bytes);
    };
  }

  /** {@return a string of a part of {@code bytes}, copied} */
  public static LuauString of(byte[] bytes, int from, int to) {
    return switch (to - from) {
      case 0 -> EMPTY;
      case 1 -> SINGLE[bytes[from] & 0xff];
      default -> new LuauString(Arrays.copyOfRange(bytes, from, to));
    };
  }

  /** {@return the text in UTF-8} */
  public static LuauString of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** {@return the string of one byte} */
  public static LuauString ofByte(int value) {
    return SINGLE[value & 0xff];
  }

  /** {@return the one object that stands for this text wherever it is a constant} */
  public static LuauString interned(String text) {
    return of(text).intern();
  }

  /** {@return the one object that stands for these bytes wherever they are a constant} */
  public LuauString intern() {
    return bytes.length < 2 ? this : INTERNED.intern(this);
  }

  /** {@return the bytes themselves, not to be modified} */
  public byte[] bytes() {
    return bytes;
  }

  /** {@return the number of bytes} */
  public int length() {
    return bytes.length;
  }

  /** {@return whether it begins with two underscores, as the names of metamethods do} */
  boolean maybeMetamethod() {
    return bytes.length > 2 && bytes[0] == '_' && bytes[1] == '_';
  }

  @Override
  public int hashCode() {
    int h = hash;
    if (h == 0) {
      h = Arrays.hashCode(bytes) * 0x9E3779B9;
      h ^= h >>> 15;
      h = h == 0 ? 1 : h;
      hash = h;
    }
    return h;
  }

  @Override
  public boolean equals(Object other) {
    return this == other || other instanceof LuauString that && same(that);
  }

  /** {@return whether both hold the same bytes} */
  public boolean same(LuauString that) {
    if (this == that) {
      return true;
    }
    if (hash != 0 && that.hash != 0 && hash != that.hash) {
      return false;
    }
    return Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int compareTo(LuauString that) {
    return Arrays.compareUnsigned(bytes, that.bytes);
  }

  /** {@return the bytes read as UTF-8, malformed ones replaced} */
  @Override
  public String toString() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
