package dev.ligature.luau.lib;

/**
 * Conversions of doubles to machine integers as C compilers for x86-64 make them, which is what
 * scripts see of arguments out of range: the "integer indefinite" value instead of saturation.
 */
public final class Numbers {
  private Numbers() {}

  /** {@return {@code (int) value}; {@code Integer.MIN_VALUE} where that does not fit or is NaN} */
  public static int toInt(double value) {
    int truncated = (int) value;
    if (truncated == Integer.MAX_VALUE && value >= 0x1p31 || value != value) {
      return Integer.MIN_VALUE;
    }
    return truncated;
  }

  /** {@return {@code (int) value}; {@code Integer.MIN_VALUE} where that does not fit} */
  public static int toInt(long value) {
    return (int) value == value ? (int) value : Integer.MIN_VALUE;
  }

  /** {@return {@code (long) value}; {@code Long.MIN_VALUE} where that does not fit or is NaN} */
  public static long toLong(double value) {
    long truncated = (long) value;
    if (truncated == Long.MAX_VALUE || value != value) {
      return Long.MIN_VALUE;
    }
    return truncated;
  }

  /**
   * {@return the low 32 bits of the truncated value; 0 where that does not fit 64 bits or is NaN}
   */
  public static int toUnsigned(double value) {
    long truncated = (long) value;
    return truncated == Long.MAX_VALUE ? 0 : (int) truncated;
  }

  /**
   * {@return the value truncated to an unsigned 64-bit integer, negative values two's complement}
   */
  public static long toUnsignedLong(double value) {
    if (value < 0x1p63) {
      return toLong(value);
    }
    return toLong(value - 0x1p63) ^ Long.MIN_VALUE;
  }

  /**
   * {@return whether a value is an integer, no negative zero, and within two bounds, both included}
   */
  public static boolean isWhole(double value, long min, long max) {
    long truncated = (long) value;
    return Double.doubleToRawLongBits(truncated) == Double.doubleToRawLongBits(value)
        && truncated >= min
        && truncated <= max;
  }

  /** {@return the double nearest to an unsigned 64-bit integer} */
  public static double fromUnsigned(long value) {
    return value >= 0 ? (double) value : (double) (value >>> 1 | value & 1) * 2.0;
  }
}
