package dev.ligature.luau.lib;

import dev.ligature.luau.vm.LuauBuffer;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauTable;
import dev.ligature.luau.vm.Results;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The {@code buffer} library: little-endian numbers in runs of bytes. Offsets and sizes are in
 * bytes, those of {@code readbits} and {@code writebits} in bits. The static methods on {@link
 * LuauBuffer} are called directly by compiled code.
 */
public final class BufferLib extends LibraryFunction {
  /** Largest buffer in bytes. */
  static final int MAX_SIZE = 1 << 30;

  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle FLOAT =
      MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle DOUBLE =
      MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

  private static final String[] NAMES = {
    "create", "fromstring", "tostring", "readi8", "readu8", "readi16", "readu16", "readi32",
    "readu32", "readf32", "readf64", "writei8", "writeu8", "writei16", "writeu16", "writei32",
    "writeu32", "writef32", "writef64", "readstring", "writestring", "len", "copy", "fill",
    "readbits", "writebits", "readinteger", "writeinteger"
  };

  private BufferLib(String name, int id) {
    super(name, id);
  }

  /** {@return the table of the library} */
  public static LuauTable open() {
    return table(NAMES, BufferLib::new, 0);
  }

  @Override
  Object invoke(int count, Object a, Object b, Object c, Object[] all) {
    String name = name();
    switch (id) {
      case 0 -> {
        int size = Args.integer(a, 1, name);
        Args.check(size >= 0, 1, name, "size");
        if (size > MAX_SIZE) {
          throw LibError.of("memory allocation error: block too big");
        }
        return new LuauBuffer(new byte[size]);
      }
      case 1 -> {
        return new LuauBuffer(Args.bytes(a, 1, name).clone());
      }
      case 2 -> {
        return LuauString.of(Args.buffer(a, 1, name).clone());
      }
      case 21 -> {
        return (double) Args.buffer(a, 1, name).length;
      }
      default -> {}
    }
    Args.buffer(a, 1, name);
    LuauBuffer buffer = (LuauBuffer) a;
    double place = Args.number(b, 2, name);
    int offset = Numbers.toInt(place);
    switch (id) {
      case 3 -> {
        return (double) readi8(buffer, offset);
      }
      case 4 -> {
        return (double) readu8(buffer, offset);
      }
      case 5 -> {
        return (double) readi16(buffer, offset);
      }
      case 6 -> {
        return (double) readu16(buffer, offset);
      }
      case 7 -> {
        return (double) readi32(buffer, offset);
      }
      case 8 -> {
        return (double) Integer.toUnsignedLong(readi32(buffer, offset));
      }
      case 9 -> {
        return readf32(buffer, offset);
      }
      case 10 -> {
        return readf64(buffer, offset);
      }
      case 11, 12 -> writei8(buffer, offset, Args.unsigned(c, 3, name));
      case 13, 14 -> writei16(buffer, offset, Args.unsigned(c, 3, name));
      case 15, 16 -> writei32(buffer, offset, Args.unsigned(c, 3, name));
      case 17 -> writef32(buffer, offset, Args.number(c, 3, name));
      case 18 -> writef64(buffer, offset, Args.number(c, 3, name));
      case 19 -> {
        int size = Args.integer(c, 3, name);
        Args.check(size >= 0, 3, name, "size");
        int at = at(buffer, offset, size);
        return LuauString.of(buffer.bytes, at, at + size);
      }
      case 20 -> {
        byte[] text = Args.bytes(c, 3, name);
        int size = Args.integer(argument(3, count, a, b, c, all), 4, name, text.length);
        Args.check(size >= 0, 4, name, "count");
        if (size > text.length) {
          throw LibError.of("string length overflow");
        }
        System.arraycopy(text, 0, buffer.bytes, at(buffer, offset, size), size);
      }
      case 22 -> copy(buffer, offset, count, a, b, c, all);
      case 23 -> {
        int value = Args.unsigned(c, 3, name);
        int rest = buffer.bytes.length - offset;
        int size = Args.integer(argument(3, count, a, b, c, all), 4, name, rest);
        int at = at(buffer, offset, checkedSize(size));
        Arrays.fill(buffer.bytes, at, at + size, (byte) value);
      }
      case 24 -> {
        return readbits(buffer, place, Args.number(c, 3, name));
      }
      case 25 -> {
        double bits = Args.number(c, 3, name);
        Object value = argument(3, count, a, b, c, all);
        writebits(buffer, place, bits, Args.number(value, 4, name));
      }
      case 26 -> {
        return readinteger(buffer, offset);
      }
      case 27 -> writeinteger(buffer, offset, Args.integer64(c, 3, name));
      default -> throw new IllegalStateException("buffer function " + id);
    }
    return Results.NONE;
  }

  private void copy(
      LuauBuffer target, int offset, int count, Object a, Object b, Object c, Object[] all) {
    Args.buffer(c, 3, "copy");
    LuauBuffer source = (LuauBuffer) c;
    int from = Args.integer(argument(3, count, a, b, c, all), 4, "copy", 0);
    int rest = source.bytes.length - from;
    int size = Args.integer(argument(4, count, a, b, c, all), 5, "copy", rest);
    checkedSize(size);
    at(source, from, size);
    System.arraycopy(source.bytes, from, target.bytes, at(target, offset, size), size);
  }

  private static int checkedSize(int size) {
    if (size < 0) {
      throw outOfBounds();
    }
    return size;
  }

  private static RuntimeException outOfBounds() {
    return LibError.of("buffer access out of bounds");
  }

  /** {@return the index of an access of {@code size} bytes, checked} */
  private static int at(LuauBuffer buffer, int offset, int size) {
    if (offset < 0 || offset > buffer.bytes.length - size) {
      throw outOfBounds();
    }
    return offset;
  }

  /** {@code buffer.len}. */
  public static int len(LuauBuffer buffer) {
    return buffer.bytes.length;
  }

  /** {@code buffer.readi8}. */
  public static int readi8(LuauBuffer buffer, int offset) {
    return buffer.bytes[at(buffer, offset, 1)];
  }

  /** {@code buffer.readu8}. */
  public static int readu8(LuauBuffer buffer, int offset) {
    return buffer.bytes[at(buffer, offset, 1)] & 0xff;
  }

  /** {@code buffer.readi16}. */
  public static int readi16(LuauBuffer buffer, int offset) {
    return (short) SHORT.get(buffer.bytes, at(buffer, offset, 2));
  }

  /** {@code buffer.readu16}. */
  public static int readu16(LuauBuffer buffer, int offset) {
    return (short) SHORT.get(buffer.bytes, at(buffer, offset, 2)) & 0xffff;
  }

  /** {@code buffer.readi32} and, unsigned, {@code buffer.readu32}. */
  public static int readi32(LuauBuffer buffer, int offset) {
    return (int) INT.get(buffer.bytes, at(buffer, offset, 4));
  }

  /** {@code buffer.readf32}. */
  public static double readf32(LuauBuffer buffer, int offset) {
    return (float) FLOAT.get(buffer.bytes, at(buffer, offset, 4));
  }

  /** {@code buffer.readf64}. */
  public static double readf64(LuauBuffer buffer, int offset) {
    return (double) DOUBLE.get(buffer.bytes, at(buffer, offset, 8));
  }

  /** {@code buffer.writei8} and {@code buffer.writeu8}. */
  public static void writei8(LuauBuffer buffer, int offset, int bits) {
    buffer.bytes[at(buffer, offset, 1)] = (byte) bits;
  }

  /** {@code buffer.writei16} and {@code buffer.writeu16}. */
  public static void writei16(LuauBuffer buffer, int offset, int bits) {
    SHORT.set(buffer.bytes, at(buffer, offset, 2), (short) bits);
  }

  /** {@code buffer.writei32} and {@code buffer.writeu32}. */
  public static void writei32(LuauBuffer buffer, int offset, int bits) {
    INT.set(buffer.bytes, at(buffer, offset, 4), bits);
  }

  /** {@code buffer.writef32}. */
  public static void writef32(LuauBuffer buffer, int offset, double value) {
    FLOAT.set(buffer.bytes, at(buffer, offset, 4), (float) value);
  }

  /** {@code buffer.writef64}. */
  public static void writef64(LuauBuffer buffer, int offset, double value) {
    DOUBLE.set(buffer.bytes, at(buffer, offset, 8), value);
  }

  /** {@code buffer.readinteger}. */
  public static long readinteger(LuauBuffer buffer, int offset) {
    return (long) LONG.get(buffer.bytes, at(buffer, offset, 8));
  }

  /** {@code buffer.writeinteger}. */
  public static void writeinteger(LuauBuffer buffer, int offset, long value) {
    LONG.set(buffer.bytes, at(buffer, offset, 8), value);
  }

  /** {@code buffer.readbits}. */
  public static double readbits(LuauBuffer buffer, double offset, double count) {
    long bit = Numbers.toLong(offset);
    int bits = Numbers.toInt(count);
    checkBits(buffer, bit, bits);
    long data = load(buffer.bytes, (int) (bit >> 3), (int) (bit + bits + 7 >> 3));
    return data >>> (bit & 7) & (1L << bits) - 1;
  }

  /** {@code buffer.writebits}. */
  public static void writebits(LuauBuffer buffer, double offset, double count, double value) {
    long bit = Numbers.toLong(offset);
    int bits = Numbers.toInt(count);
    checkBits(buffer, bit, bits);
    int from = (int) (bit >> 3);
    int to = (int) (bit + bits + 7 >> 3);
    long mask = (1L << bits) - 1 << (bit & 7);
    long data = load(buffer.bytes, from, to) & ~mask;
    data |= (Numbers.toUnsigned(value) & 0xffff_ffffL) << (bit & 7) & mask;
    for (int i = from; i < to; i++) {
      buffer.bytes[i] = (byte) data;
      data >>>= 8;
    }
  }

  private static void checkBits(LuauBuffer buffer, long bit, int bits) {
    if (bit < 0) {
      throw outOfBounds();
    }
    if (bits < 0 || bits > 32) {
      throw LibError.of("bit count is out of range of [0; 32]");
    }
    if (bit > buffer.bytes.length * 8L - bits) {
      throw outOfBounds();
    }
  }

  private static long load(byte[] bytes, int from, int to) {
    long data = 0;
    for (int i = to - 1; i >= from; i--) {
      data = data << 8 | bytes[i] & 0xff;
    }
    return data;
  }
}
