package dev.ligature.luau.ffi;

import dev.ligature.ffi.Block;
import dev.ligature.ffi.Memory;
import dev.ligature.ffi.NativeArena;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Memory for what lives as long as one call: copies of strings, records built from tables. A stack,
 * since calls nest through callbacks: whoever calls notes {@link #mark} and gives everything back
 * with {@link #release}.
 */
final class CallScratch {
  private static final int SIZE = 64 << 10;
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long ONES = 0x0101010101010101L;

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
   * {@return the address of a copy of bytes with a zero byte behind it, 0 if one of them is zero}
   */
  long copyOfText(byte[] bytes) {
    int length = bytes.length;
    if (length < 8) {
      long address = allocate(8);
      for (int i = 0; i < length; i++) {
        if (bytes[i] == 0) {
          return 0;
        }
        Memory.Unchecked.writeByte(address + i, bytes[i]);
      }
      Memory.Unchecked.writeByte(address + length, (byte) 0);
      return address;
    }
    // Eight bytes at a time, from both ends, which may overlap: short text then takes no loop.
    long address = allocate(length + 1L);
    long zeros = copyEight(bytes, 0, address) | copyEight(bytes, length - 8, address);
    if (length > 16) {
      zeros |= copyEight(bytes, 8, address) | copyEight(bytes, length - 16, address);
      for (int i = 16; i < length - 16; i += 8) {
        zeros |= copyEight(bytes, i, address);
      }
    }
    Memory.Unchecked.writeByte(address + length, (byte) 0);
    return zeros == 0 ? address : 0;
  }

  /** Copies eight bytes; {@return 0 if none of them is zero} */
  private static long copyEight(byte[] bytes, int at, long address) {
    long eight = (long) EIGHT.get(bytes, at);
    Memory.Unchecked.writeLong(address + at, eight);
    return eight - ONES & ~eight & ONES << 7;
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
