package dev.ligature.ffi;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;

/**
 * Reads and writes native memory. The methods that take a {@link Block} check bounds and lifetime;
 * those of {@link Unchecked} check nothing. Unaligned addresses are fine everywhere.
 *
 * <p>Loops stay fast because the checks are plain comparisons of fields that a loop does not
 * change, so C2 hoists them.
 */
public final class Memory {

  private Memory() {}

  public static byte readByte(Block block, long address) {
    block.checkRead(address, 1);
    byte value = Unchecked.readByte(address);
    Reference.reachabilityFence(block);
    return value;
  }

  public static short readShort(Block block, long address) {
    block.checkRead(address, 2);
    short value = Unchecked.readShort(address);
    Reference.reachabilityFence(block);
    return value;
  }

  public static int readInt(Block block, long address) {
    block.checkRead(address, 4);
    int value = Unchecked.readInt(address);
    Reference.reachabilityFence(block);
    return value;
  }

  public static long readLong(Block block, long address) {
    block.checkRead(address, 8);
    long value = Unchecked.readLong(address);
    Reference.reachabilityFence(block);
    return value;
  }

  public static float readFloat(Block block, long address) {
    block.checkRead(address, 4);
    float value = Unchecked.readFloat(address);
    Reference.reachabilityFence(block);
    return value;
  }

  public static double readDouble(Block block, long address) {
    block.checkRead(address, 8);
    double value = Unchecked.readDouble(address);
    Reference.reachabilityFence(block);
    return value;
  }

  public static void writeByte(Block block, long address, byte value) {
    block.checkWrite(address, 1);
    Unchecked.writeByte(address, value);
    Reference.reachabilityFence(block);
  }

  public static void writeShort(Block block, long address, short value) {
    block.checkWrite(address, 2);
    Unchecked.writeShort(address, value);
    Reference.reachabilityFence(block);
  }

  public static void writeInt(Block block, long address, int value) {
    block.checkWrite(address, 4);
    Unchecked.writeInt(address, value);
    Reference.reachabilityFence(block);
  }

  public static void writeLong(Block block, long address, long value) {
    block.checkWrite(address, 8);
    Unchecked.writeLong(address, value);
    Reference.reachabilityFence(block);
  }

  public static void writeFloat(Block block, long address, float value) {
    block.checkWrite(address, 4);
    Unchecked.writeFloat(address, value);
    Reference.reachabilityFence(block);
  }

  public static void writeDouble(Block block, long address, double value) {
    block.checkWrite(address, 8);
    Unchecked.writeDouble(address, value);
    Reference.reachabilityFence(block);
  }

  /**
   * Copies bytes; the ranges may overlap.
   *
   * @throws FfiException if either range may not be used
   */
  public static void copy(Block to, long toAddress, Block from, long fromAddress, long size) {
    requireCount(size);
    if (fromAddress == 0 || toAddress == 0) {
      throw new FfiException("Cannot copy to/from null pointer");
    }
    from.checkRead(fromAddress, size);
    to.checkWrite(toAddress, size);
    Unchecked.copy(toAddress, fromAddress, size);
    Reference.reachabilityFence(from);
    Reference.reachabilityFence(to);
  }

  /**
   * Fills bytes with one value.
   *
   * @throws FfiException if the range may not be written
   */
  public static void fill(Block block, long address, long size, byte value) {
    requireCount(size);
    if (address == 0) {
      throw new FfiException("Cannot fill null pointer");
    }
    block.checkWrite(address, size);
    Unchecked.fill(address, size, value);
    Reference.reachabilityFence(block);
  }

  /**
   * {@return a copy of bytes}
   *
   * @throws FfiException if they may not be read, or are more than a Java array holds
   */
  public static byte[] bytes(Block block, long address, long size) {
    requireCount(size);
    block.checkRead(address, size);
    if (size > Integer.MAX_VALUE - 8) {
      throw new FfiException("String of " + size + " bytes is too long");
    }
    byte[] bytes = new byte[(int) size];
    MemorySegment.copy(Unchecked.ALL, JAVA_BYTE, address, bytes, 0, bytes.length);
    Reference.reachabilityFence(block);
    return bytes;
  }

  /**
   * Writes bytes.
   *
   * @throws FfiException if the range may not be written
   */
  public static void put(Block block, long address, byte[] bytes) {
    block.checkWrite(address, bytes.length);
    Unchecked.put(address, bytes);
    Reference.reachabilityFence(block);
  }

  /**
   * {@return the bytes before the first zero byte}
   *
   * @throws FfiException if the block ends before a zero byte
   */
  public static byte[] cString(Block block, long address) {
    block.checkRead(address, 1);
    if (block.upper == Long.MAX_VALUE) {
      return bytes(block, address, NativeHeap.stringLength(address));
    }
    long available = block.upper - address;
    byte[] bytes = bytesToZero(block, address, available);
    if (bytes.length == available) {
      throw new FfiException(
          "String is not terminated: no zero byte in the " + available + " bytes of its block");
    }
    return bytes;
  }

  /**
   * {@return the bytes before the first zero byte, or all {@code size} of them if there is none}
   *
   * @throws FfiException if they may not be read
   */
  public static byte[] bytesToZero(Block block, long address, long size) {
    block.checkRead(address, size);
    long length = 0;
    while (length < size && Unchecked.readByte(address + length) != 0) {
      length++;
    }
    return bytes(block, address, length);
  }

  /**
   * {@return the bytes before the first zero byte at an address that C gave}
   *
   * @param most bytes to look at
   * @throws FfiException if none of them is zero
   */
  public static byte[] foreignString(long address, int most) {
    int length = 0;
    while (Unchecked.readByte(address + length) != 0) {
      if (++length > most) {
        throw new FfiException("String from C is longer than " + most + " bytes");
      }
    }
    return bytes(Block.UNMANAGED, address, length);
  }

  private static void requireCount(long size) {
    if (size < 0) {
      throw new FfiException("Negative length: " + size);
    }
  }

  /** Access to any address, as C does it: a wrong one crashes the process. */
  public static final class Unchecked {
    @SuppressWarnings("restricted") // the whole address space is what an unchecked access means
    static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private Unchecked() {}

    public static byte readByte(long address) {
      return ALL.get(JAVA_BYTE, address);
    }

    public static short readShort(long address) {
      return ALL.get(JAVA_SHORT_UNALIGNED, address);
    }

    public static int readInt(long address) {
      return ALL.get(JAVA_INT_UNALIGNED, address);
    }

    public static long readLong(long address) {
      return ALL.get(JAVA_LONG_UNALIGNED, address);
    }

    public static float readFloat(long address) {
      return ALL.get(JAVA_FLOAT_UNALIGNED, address);
    }

    public static double readDouble(long address) {
      return ALL.get(JAVA_DOUBLE_UNALIGNED, address);
    }

    public static void writeByte(long address, byte value) {
      ALL.set(JAVA_BYTE, address, value);
    }

    public static void writeShort(long address, short value) {
      ALL.set(JAVA_SHORT_UNALIGNED, address, value);
    }

    public static void writeInt(long address, int value) {
      ALL.set(JAVA_INT_UNALIGNED, address, value);
    }

    public static void writeLong(long address, long value) {
      ALL.set(JAVA_LONG_UNALIGNED, address, value);
    }

    public static void writeFloat(long address, float value) {
      ALL.set(JAVA_FLOAT_UNALIGNED, address, value);
    }

    public static void writeDouble(long address, double value) {
      ALL.set(JAVA_DOUBLE_UNALIGNED, address, value);
    }

    /** Writes bytes. */
    public static void put(long address, byte[] bytes) {
      MemorySegment.copy(bytes, 0, ALL, JAVA_BYTE, address, bytes.length);
    }

    public static void copy(long to, long from, long size) {
      MemorySegment.copy(ALL, from, ALL, to, size);
    }

    public static void fill(long address, long size, byte value) {
      ALL.asSlice(address, size).fill(value);
    }

    /** {@return a segment over bytes at any address, for a call that passes a record by value} */
    public static MemorySegment segment(long address, long size) {
      return ALL.asSlice(address, size);
    }
  }
}
