package dev.ligature.luau.ffi;

import dev.ligature.ffi.Memory;
import dev.ligature.ffi.NativeType;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.Reference;
import java.util.Optional;

/**
 * Reading and writing one scalar as method handles, for {@link DirectAccess}. They take the address
 * from a check that was made just before, and the object whose memory it is, to keep it that long.
 *
 * <pre>
 *   reader(I32)          (owner, address) -> (double) Memory.Unchecked.readInt(address)
 *   writer(I32, double)  (owner, address, d) -> Memory.Unchecked.writeInt(address, toI32(d))
 * </pre>
 */
final class DirectMemory {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  private DirectMemory() {}

  /** What to do with integers that do not fit their type. */
  enum Overflow {
    REFUSE,
    TRUNCATE
  }

  /** {@return {@code (Object owner, long address)Object}, empty for types read in general} */
  static Optional<MethodHandle> reader(FfiHost host, NativeType type) {
    if (type == NativeType.VOID) {
      return Optional.empty();
    }
    Class<?> carrier = carrier(type);
    String name = carrier.getName();
    MethodHandle read =
        own(
            "read" + Character.toUpperCase(name.charAt(0)) + name.substring(1),
            carrier,
            Object.class,
            long.class);
    return toLuau(host, type).map(convert -> MethodHandles.filterReturnValue(read, convert));
  }

  /**
   * {@return {@code (long bits)Object} for a scalar whose bytes are the lowest of a long, empty for
   * types read in general}
   */
  static Optional<MethodHandle> ofBits(FfiHost host, NativeType type) {
    if (type == NativeType.VOID) {
      return Optional.empty();
    }
    Class<?> carrier = carrier(type);
    MethodHandle narrow =
        type == NativeType.F32 || type == NativeType.F64
            ? own(carrier + "Of", carrier, long.class)
            : MethodHandles.explicitCastArguments(
                MethodHandles.identity(carrier), MethodType.methodType(carrier, long.class));
    return toLuau(host, type).map(convert -> MethodHandles.filterReturnValue(narrow, convert));
  }

  static float floatOf(long bits) {
    return Float.intBitsToFloat((int) bits);
  }

  static double doubleOf(long bits) {
    return Double.longBitsToDouble(bits);
  }

  /** {@return {@code (carrier)Object}} */
  private static Optional<MethodHandle> toLuau(FfiHost host, NativeType type) {
    boolean reads =
        switch (type) {
          case VOID, BOOL, STRING -> false;
          case POINTER -> host.access instanceof NativeAccess.Full;
          default -> true;
        };
    return reads
        ? Optional.of(
            MethodHandles.insertArguments(
                find(
                    CallTarget.class,
                    "of" + type.name(),
                    MethodType.methodType(Object.class, FfiHost.class, carrier(type))),
                0,
                host))
        : Optional.empty();
  }

  /**
   * {@return {@code (Object owner, long address, V value)void}, empty for types written in general}
   *
   * @param value V: long, double or Object
   */
  static Optional<MethodHandle> writer(NativeType type, Class<?> value, Overflow overflow) {
    if (type == NativeType.VOID) {
      return Optional.empty();
    }
    Class<?> carrier = carrier(type);
    MethodHandle write =
        find(
            DirectMemory.class,
            "write",
            MethodType.methodType(void.class, Object.class, long.class, carrier));
    return conversion(type, carrier, value, overflow)
        .map(convert -> MethodHandles.filterArguments(write, 2, convert));
  }

  /** {@return {@code (V)carrier}} */
  private static Optional<MethodHandle> conversion(
      NativeType type, Class<?> carrier, Class<?> value, Overflow overflow) {
    return switch (type) {
      case VOID, BOOL, POINTER, STRING -> Optional.empty();
      case F32, F64 -> {
        MethodHandle convert = own("floating", double.class, value);
        yield Optional.of(
            MethodHandles.explicitCastArguments(convert, MethodType.methodType(carrier, value)));
      }
      default -> {
        MethodHandle convert =
            MethodHandles.insertArguments(
                own(
                    overflow == Overflow.REFUSE ? "whole" : "truncated",
                    long.class,
                    NativeType.class,
                    value),
                0,
                type);
        yield Optional.of(
            MethodHandles.explicitCastArguments(convert, MethodType.methodType(carrier, value)));
      }
    };
  }

  // ---- conversions; the type is a constant where they are used ----

  static long whole(NativeType type, long value) {
    boolean fits = value >= type.minimum() && (value <= type.maximum() || type.maximum() == -1L);
    return fits ? value : Conversions.integer(type, (double) value, Place.MEMORY);
  }

  static long whole(NativeType type, double value) {
    return Conversions.integer(type, value, Place.MEMORY);
  }

  static long whole(NativeType type, Object value) {
    return Conversions.integer(type, value, Place.MEMORY);
  }

  static long truncated(NativeType type, long value) {
    return value;
  }

  static long truncated(NativeType type, double value) {
    long whole = (long) value;
    return whole != Long.MAX_VALUE ? whole : Conversions.truncated(type, value, Place.MEMORY);
  }

  static long truncated(NativeType type, Object value) {
    return value instanceof Double d
        ? truncated(type, d.doubleValue())
        : Conversions.truncated(type, value, Place.MEMORY);
  }

  static double floating(long value) {
    return value;
  }

  static double floating(double value) {
    return value;
  }

  static double floating(Object value) {
    return value instanceof Double d
        ? d
        : Conversions.floating(NativeType.F64, value, Place.MEMORY);
  }

  // ---- memory ----

  static byte readByte(Object owner, long address) {
    byte value = Memory.Unchecked.readByte(address);
    Reference.reachabilityFence(owner);
    return value;
  }

  static short readShort(Object owner, long address) {
    short value = Memory.Unchecked.readShort(address);
    Reference.reachabilityFence(owner);
    return value;
  }

  static int readInt(Object owner, long address) {
    int value = Memory.Unchecked.readInt(address);
    Reference.reachabilityFence(owner);
    return value;
  }

  static long readLong(Object owner, long address) {
    long value = Memory.Unchecked.readLong(address);
    Reference.reachabilityFence(owner);
    return value;
  }

  static float readFloat(Object owner, long address) {
    float value = Memory.Unchecked.readFloat(address);
    Reference.reachabilityFence(owner);
    return value;
  }

  static double readDouble(Object owner, long address) {
    double value = Memory.Unchecked.readDouble(address);
    Reference.reachabilityFence(owner);
    return value;
  }

  static void write(Object owner, long address, byte value) {
    Memory.Unchecked.writeByte(address, value);
    Reference.reachabilityFence(owner);
  }

  static void write(Object owner, long address, short value) {
    Memory.Unchecked.writeShort(address, value);
    Reference.reachabilityFence(owner);
  }

  static void write(Object owner, long address, int value) {
    Memory.Unchecked.writeInt(address, value);
    Reference.reachabilityFence(owner);
  }

  static void write(Object owner, long address, long value) {
    Memory.Unchecked.writeLong(address, value);
    Reference.reachabilityFence(owner);
  }

  static void write(Object owner, long address, float value) {
    Memory.Unchecked.writeFloat(address, value);
    Reference.reachabilityFence(owner);
  }

  static void write(Object owner, long address, double value) {
    Memory.Unchecked.writeDouble(address, value);
    Reference.reachabilityFence(owner);
  }

  private static Class<?> carrier(NativeType type) {
    return switch ((int) type.byteSize()) {
      case 0 -> void.class;
      case 1 -> byte.class;
      case 2 -> short.class;
      case 4 -> type == NativeType.F32 ? float.class : int.class;
      default -> type == NativeType.F64 ? double.class : long.class;
    };
  }

  private static MethodHandle own(String name, Class<?> result, Class<?>... parameters) {
    return find(DirectMemory.class, name, MethodType.methodType(result, parameters));
  }

  static MethodHandle find(Class<?> owner, String name, MethodType type) {
    try {
      return LOOKUP.findStatic(owner, name, type);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("no method " + name + type, e);
    }
  }
}
