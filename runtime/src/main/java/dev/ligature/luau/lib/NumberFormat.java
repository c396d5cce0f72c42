package dev.ligature.luau.lib;

import java.nio.charset.StandardCharsets;

/**
 * Numbers as {@code tostring} writes them: the shortest digits that read back, in fixed notation
 * while the decimal point lies between five places before the digits and 21 after their start, else
 * in scientific notation with an exponent of at least two digits.
 */
public final class NumberFormat {
  /** Upper bound of the length in bytes of any formatted number. */
  public static final int MAX_LENGTH = 32;

  /** Below it every integer is a double of its own, and its digits are the shortest. */
  private static final long MAX_EXACT = 1L << 53;

  private static final byte[] NAN = {'n', 'a', 'n'};
  private static final byte[] INF = {'i', 'n', 'f'};
  private static final byte[] NEGATIVE_INF = {'-', 'i', 'n', 'f'};

  private NumberFormat() {}

  /** {@return the text of {@code value}; the array may be shared and must not be modified} */
  public static byte[] format(double value) {
    long integer = (long) value;
    if (integer == value && integer < MAX_EXACT && integer > -MAX_EXACT) {
      return integer == 0 && Double.doubleToRawLongBits(value) != 0
          ? new byte[] {'-', '0'}
          : format(integer);
    }
    if (value - value != 0) {
      return value != value ? NAN : value > 0 ? INF : NEGATIVE_INF;
    }
    byte[] buffer = new byte[MAX_LENGTH];
    int length = write(buffer, 0, value);
    return java.util.Arrays.copyOf(buffer, length);
  }

  /** {@return the text of {@code value} as a Java string} */
  public static String toString(double value) {
    return new String(format(value), StandardCharsets.ISO_8859_1);
  }

  /** {@return the decimal text of a 64-bit integer} */
  public static byte[] format(long value) {
    int length = decimalLength(value);
    byte[] text = new byte[length];
    writeLong(text, 0, value, length);
    return text;
  }

  /**
   * Writes the text of {@code value} at {@code at}.
   *
   * @return the position after the last byte written, at most {@link #MAX_LENGTH} further
   */
  public static int write(byte[] target, int at, double value) {
    long integer = (long) value;
    if (integer == value && integer < MAX_EXACT && integer > -MAX_EXACT) {
      if (integer == 0 && Double.doubleToRawLongBits(value) != 0) {
        target[at++] = '-';
      }
      return write(target, at, integer);
    }
    if (value - value != 0) {
      byte[] text = value != value ? NAN : value > 0 ? INF : NEGATIVE_INF;
      System.arraycopy(text, 0, target, at, text.length);
      return at + text.length;
    }
    if (value < 0) {
      target[at++] = '-';
    }
    ShortestDecimal decimal = ShortestDecimal.of(value);
    long digits = decimal.digits();
    int count = unsignedLength(digits);
    int dot = count + decimal.exponent();
    if (dot < -5 || dot > 21) {
      return writeScientific(target, at, digits, count, dot - 1);
    }
    if (dot <= 0) {
      target[at++] = '0';
      target[at++] = '.';
      for (int i = dot; i < 0; i++) {
        target[at++] = '0';
      }
      writeUnsigned(target, at + count, digits);
      return at + count;
    }
    writeUnsigned(target, at + count, digits);
    if (dot >= count) {
      for (int i = count; i < dot; i++) {
        target[at + i] = '0';
      }
      return at + dot;
    }
    System.arraycopy(target, at + dot, target, at + dot + 1, count - dot);
    target[at + dot] = '.';
    return at + count + 1;
  }

  /**
   * Writes the decimal text of a 64-bit integer at {@code at}.
   *
   * @return the position after the last byte written
   */
  public static int write(byte[] target, int at, long value) {
    int length = decimalLength(value);
    writeLong(target, at, value, length);
    return at + length;
  }

  private static int writeScientific(byte[] target, int at, long digits, int count, int exponent) {
    writeUnsigned(target, at + count + 1, digits);
    target[at] = target[at + 1];
    if (count == 1) {
      at += 1;
    } else {
      target[at + 1] = '.';
      at += count + 1;
    }
    target[at++] = 'e';
    target[at++] = (byte) (exponent < 0 ? '-' : '+');
    int magnitude = Math.abs(exponent);
    if (magnitude >= 100) {
      target[at++] = (byte) ('0' + magnitude / 100);
      magnitude %= 100;
    }
    target[at++] = (byte) ('0' + magnitude / 10);
    target[at++] = (byte) ('0' + magnitude % 10);
    return at;
  }

  private static int decimalLength(long value) {
    return value >= 0
        ? unsignedLength(value)
        : value == Long.MIN_VALUE ? 20 : 1 + unsignedLength(-value);
  }

  /** {@return the number of decimal digits of a value in [0, 2^63)} */
  static int unsignedLength(long value) {
    if (value < 10) {
      return 1;
    }
    int length = 1;
    for (long bound = 10; length < 19 && bound <= value; bound *= 10) {
      length++;
    }
    return length;
  }

  private static void writeLong(byte[] target, int at, long value, int length) {
    if (value < 0) {
      target[at] = '-';
      // The magnitude of Long.MIN_VALUE does not fit: its last digit is written apart.
      if (value == Long.MIN_VALUE) {
        target[at + length - 1] = '8';
        writeUnsigned(target, at + length - 1, -(value / 10));
        return;
      }
      value = -value;
    }
    writeUnsigned(target, at + length, value);
  }

  /** Writes the digits of a non-negative value so that they end before {@code end}. */
  static void writeUnsigned(byte[] target, int end, long value) {
    while (value > Integer.MAX_VALUE) {
      long next = value / 100;
      int pair = (int) (value - next * 100);
      target[--end] = (byte) ('0' + pair % 10);
      target[--end] = (byte) ('0' + pair / 10);
      value = next;
    }
    int rest = (int) value;
    while (rest >= 10) {
      int next = rest / 10;
      target[--end] = (byte) ('0' + (rest - next * 10));
      rest = next;
    }
    target[--end] = (byte) ('0' + rest);
  }
}
