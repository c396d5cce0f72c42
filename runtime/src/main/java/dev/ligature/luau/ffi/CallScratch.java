package dev.ligature.luau.ffi;

import dev.ligature.ffi.Block;
import dev.ligature.ffi.Memory;
import dev.ligature.ffi.NativeArena;

/**
 * Memory for what lives as long as one call: copies of strings, records built from tables. A stack,
 * since calls nest through callbacks: whoever calls notes {@link #mark} and gives everything back
 * with {@link #release}.
 */
final class CallScratch {
  private static final int SIZE = 64 << 10;

  private final NativeArena arena = new NativeArena();
  private Block block;
  private int top;
  private NativeArena overflow;
  private int overflowFrom = -1;

  /** {@return the present height of the stack} */
  int mark() {
    return top;
  }

  /** Gives back all that was allocated since that mark. */
  void release(int mark) {
    top = mark;
    if (overflow != null && mark <= overflowFrom) {
      overflow.free();
      overflow = null;
    }
  }

  /** {@return the address of a copy of bytes with a zero byte behind it} */
  long copy(byte[] bytes) {
    long address = allocate(bytes.length + 1L);
    Memory.Unchecked.put(address, bytes);
    Memory.Unchecked.writeByte(address + bytes.length, (byte) 0);
    return address;
  }

  /**
   * {@return the address of memory aligned to 16 bytes, not zeroed}
   *
   * @param size bytes
   */
  long allocate(long size) {
    if (block == null) {
      block = arena.allocate(SIZE, 16);
    }
    long rounded = (size + 15) & -16;
    if (rounded > SIZE - top) {
      if (overflow == null) {
        overflow = new NativeArena();
        overflowFrom = top;
      }
      return overflow.allocate(size, 16).address();
    }
    long address = block.address() + top;
    top += (int) rounded;
    return address;
  }
}
