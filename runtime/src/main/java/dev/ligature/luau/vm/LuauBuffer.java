package dev.ligature.luau.vm;

/** A buffer: bytes of fixed number, numbers in it little-endian. */
public final class LuauBuffer {
  /** The bytes. */
  public final byte[] bytes;

  /** Makes a buffer over {@code bytes}, which is taken, not copied. */
  public LuauBuffer(byte[] bytes) {
    this.bytes = bytes;
  }

  /** {@return the number of bytes} */
  public int length() {
    return bytes.length;
  }
}
