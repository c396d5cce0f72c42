package dev.ligature.luau.ffi;

import dev.ligature.ffi.Block;
import dev.ligature.ffi.FfiException;
import dev.ligature.ffi.Lifetime;
import dev.ligature.ffi.Memory;
import dev.ligature.ffi.NativeType;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.Operators;

/**
 * Luau values to C values and back, the same for memory, calls and callbacks.
 *
 * <p>Integers must be whole and in range; a 64-bit value that a double cannot hold is a Luau {@code
 * integer}. Unsigned 64-bit values from 2^63 up that no double holds are the integer of the same
 * bits, except the one with all bits set, {@code SIZE_MAX}: that is the number which the literal
 * {@code 0xFFFFFFFFFFFFFFFF} is, and which comes back in as all bits set.
 */
final class Conversions {
  /** Whole numbers up to here are exact in a double. */
  private static final long EXACT = 1L << 53;

  /** How far a narrowed script's string results may reach, in bytes. */
  private static final int LONGEST_FOREIGN_STRING = 1 << 20;

  private static final double TWO_63 = 0x1p63;
  private static final double TWO_64 = 0x1p64;

  private Conversions() {}

  // ---- C to Luau ----

  /** {@return a signed 64-bit C value} */
  static Object ofSigned(long value) {
    if (value >= -EXACT && value <= EXACT
        || (long) (double) value == value && value != Long.MAX_VALUE) {
      return (double) value;
    }
    return value;
  }

  /** {@return an unsigned 64-bit C value} */
  static Object ofUnsigned(long value) {
    if (value >= 0) {
      return ofSigned(value);
    }
    if (value == -1L) {
      return TWO_64;
    }
    double rounded = (double) (value & Long.MAX_VALUE) + TWO_63;
    return (value & 0x7ff) == 0 ? (Object) rounded : (Object) value;
  }

  /** {@return an address from C: nil for NULL} */
  static Object ofAddress(FfiHost host, long address) {
    if (address == 0) {
      return null;
    }
    Block block = host.narrowed ? Block.opaque(address, Lifetime.UNBOUNDED) : Block.UNMANAGED;
    return new RawPointer(host, address, block);
  }

  /** {@return an address from C that has so many bytes behind it: nil for NULL} */
  static Object ofAddress(FfiHost host, long address, long size) {
    return address == 0
        ? null
        : new RawPointer(host, address, Block.of(address, size, Lifetime.UNBOUNDED));
  }

  /** {@return a {@code char *} from C: its bytes, nil for NULL} */
  static Object ofString(FfiHost host, long address) {
    if (address == 0) {
      return null;
    }
    return LuauString.of(
        host.narrowed
            ? Memory.foreignString(address, LONGEST_FOREIGN_STRING)
            : Memory.cString(Block.UNMANAGED, address));
  }

  // ---- Luau to C: integers ----

  /**
   * {@return the bits of an integer of that type, sign-extended or zero-extended}
   *
   * @throws FfiException if the value is none, or out of range
   */
  static long integer(NativeType type, Object value, int place) {
    return value instanceof Double d
        ? integer(type, d.doubleValue(), place)
        : integerSlowly(type, value, place);
  }

  /**
   * {@return the bits of an integer of that type, sign-extended or zero-extended}
   *
   * @throws FfiException if the number is none, or out of range
   */
  static long integer(NativeType type, double value, int place) {
    if (type.maximum() >>> 31 == 0) { // HotSpot removes an int's way to double and back
      int i = (int) value;
      if (i == value && i >= type.minimum() && i <= type.maximum()) {
        return i;
      }
    } else {
      long l = (long) value;
      if (l == value
          && l >= type.minimum()
          && (l <= type.maximum() || type.maximum() == -1L)
          && l != Long.MAX_VALUE) { // which may be a larger double, cut
        return l;
      }
    }
    return integerSlowly(type, value, place);
  }

  private static long integerSlowly(NativeType type, Object value, int place) {
    boolean wide = type.byteSize() == 8;
    switch (value) {
      case Double d -> {
        double x = d;
        if (x != Math.rint(x) || Double.isInfinite(x)) {
          throw refuse(type, value, place, x != x ? "is not a number" : "is not a whole number");
        }
        if (wide && type.isUnsigned() && x >= TWO_63 && x <= TWO_64) {
          return x == TWO_64 ? -1L : (long) (x - TWO_63) | Long.MIN_VALUE;
        }
        throw outOfRange(type, value, place);
      }
      case Long l -> {
        if (wide || l >= type.minimum() && l <= type.maximum()) {
          return l;
        }
        throw outOfRange(type, value, place);
      }
      case FfiObject object when wide && object.hasAddress() -> {
        return object.address();
      }
      case LuauString text -> {
        Double parsed = Operators.toNumber(text);
        if (parsed != null) {
          return integer(type, parsed, place);
        }
      }
      case null, default -> {}
    }
    throw refuse(type, value, place, "is no number");
  }

  /** {@return the bits of an integer as C converts any number: modulo its width} */
  static long truncated(NativeType type, Object value, int place) {
    if (value instanceof Double d) {
      double x = d;
      return x >= TWO_63 && x <= TWO_64
          ? (x == TWO_64 ? -1L : (long) (x - TWO_63) | Long.MIN_VALUE)
          : (long) x;
    }
    return value instanceof Long l ? l : integerSlowly(NativeType.I64, value, place);
  }

  // ---- Luau to C: the other scalars ----

  /**
   * {@return a floating value}
   *
   * @throws FfiException if the value is no number
   */
  static double floating(NativeType type, Object value, int place) {
    if (value instanceof Double d) {
      return d;
    }
    if (value instanceof Long l) {
      return l;
    }
    Double parsed = value instanceof LuauString ? Operators.toNumber(value) : null;
    if (parsed == null) {
      throw refuse(type, value, place, "is no number");
    }
    return parsed;
  }

  /** {@return a truth value as C sees it: nil, false and the number 0 are false} */
  static boolean bool(Object value) {
    return switch (value) {
      case null -> false;
      case Boolean b -> b;
      case Double d -> d != 0;
      case Long l -> l != 0;
      default -> true;
    };
  }

  /**
   * {@return an address that outlives the call: of a pointer object, a number, or nil}
   *
   * @throws FfiException if the value is no address, or its memory is gone
   */
  static long address(NativeType type, Object value, int place) {
    switch (value) {
      case null -> {
        return 0;
      }
      case FfiObject object when object.hasAddress() -> {
        if (!object.block().lifetime().isAlive()) {
          throw refuse(
              type,
              value,
              place,
              "points to freed memory: " + object.block().lifetime().endReason());
        }
        if (object.host.narrowed && !object.block().includes(object.address())) {
          throw refuse(
              type, value, place, "points outside its memory, and native access is narrowed");
        }
        return object.address();
      }
      case Double d -> {
        return integer(NativeType.USIZE, d, place);
      }
      case Long l -> {
        return l;
      }
      case LuauString text ->
          throw refuse(
              type,
              value,
              place,
              "would have no owner: allocate memory for it (arena:alloc, ffi.buffer) and store its"
                  + " pointer");
      default -> throw refuse(type, value, place, "is no pointer");
    }
  }

  /**
   * {@return an address that is good for one call: strings are copied into scratch memory}
   *
   * @throws FfiException if the value is no address, or a C string would end too early
   */
  static long argumentAddress(FfiHost host, NativeType type, Object value, int place) {
    if (value instanceof LuauString text) {
      return type == NativeType.STRING
          ? copyOfText(host, text, place)
          : host.scratch.copy(text.bytes());
    }
    if (value instanceof FfiObject object && !object.hasAddress()) {
      throw refuse(type, value, place, "is no pointer");
    }
    if (value instanceof Double || value instanceof Long) {
      host.access.checkAddresses("Passing a number as a pointer");
    }
    return address(type, value, place);
  }

  private static long copyOfText(FfiHost host, LuauString text, int place) {
    long address = host.scratch.copyOfText(text.bytes());
    if (address == 0) {
      throw refuse(NativeType.STRING, text, place, "contains a zero byte, where C would end it");
    }
    return address;
  }

  private static FfiException outOfRange(NativeType type, Object value, int place) {
    String range =
        type.isUnsigned()
            ? "0 to " + Long.toUnsignedString(type.maximum())
            : type.minimum() + " to " + type.maximum();
    return refuse(type, value, place, "is out of range (" + range + ")");
  }

  static FfiException refuse(NativeType type, Object value, int place, String why) {
    return new FfiException(
        Place.describe(place) + " (" + type.spelling() + "): " + Describe.value(value) + " " + why);
  }
}
