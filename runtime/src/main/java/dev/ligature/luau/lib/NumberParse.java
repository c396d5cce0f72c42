package dev.ligature.luau.lib;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * Text to number as {@code tonumber} and string arithmetic read it: the grammar of C's {@code
 * strtod} in the "C" locale (blanks around, sign, decimal, hexadecimal with binary exponent, {@code
 * inf}, {@code infinity}, {@code nan}) and of {@code strtoull} for other bases. A zero byte ends
 * the text, as in C.
 */
public final class NumberParse {
  private static final double[] EXACT_POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  /**
   * A NaN with a payload of its own, given back where the text is no number; told from a parsed
   * {@code nan} by {@link #isFailure}.
   */
  private static final double FAILURE = Double.longBitsToDouble(0x7ff8_4c49_4741_5455L);

  private static final long FAILURE_BITS = Double.doubleToRawLongBits(FAILURE);

  private NumberParse() {}

  /** {@return whether a result of {@link #parse} says that the text was no number} */
  public static boolean isFailure(double result) {
    return result != result && Double.doubleToRawLongBits(result) == FAILURE_BITS;
  }

  /** {@return the number that {@code text} spells, or a value that {@link #isFailure} accepts} */
  public static double parse(byte[] text) {
    return parse(text, 0, text.length);
  }

  /** As {@link #parse(byte[])}, for the bytes of {@code text} in {@code [at, end)}. */
  public static double parse(byte[] text, int at, int end) {
    while (at < end && CharClass.isSpace(text[at])) {
      at++;
    }
    boolean negative = false;
    if (at < end && (text[at] == '-' || text[at] == '+')) {
      negative = text[at] == '-';
      at++;
    }
    if (at >= end) {
      return FAILURE;
    }
    int lead = text[at] | 0x20;
    double magnitude;
    if (lead == 'i') {
      int stop = word(text, at, end, "inf");
      if (stop < 0) {
        return FAILURE;
      }
      int longer = word(text, at, end, "infinity");
      at = longer < 0 ? stop : longer;
      magnitude = Double.POSITIVE_INFINITY;
    } else if (lead == 'n') {
      at = word(text, at, end, "nan");
      if (at < 0) {
        return FAILURE;
      }
      at = skipNanPayload(text, at, end);
      magnitude = Double.NaN;
    } else if (text[at] == '0' && at + 1 < end && (text[at + 1] | 0x20) == 'x') {
      return parseHexadecimal(text, at + 2, end, negative);
    } else {
      return parseDecimal(text, at, end, negative);
    }
    return finish(text, at, end, negative ? -magnitude : magnitude);
  }

  /**
   * {@return the number that {@code text} spells in {@code base} (2 to 36) as C's {@code strtoull}
   * reads it, or a failure value}
   */
  public static double parse(byte[] text, int base) {
    IntegerScan scan = IntegerScan.of(text, base);
    if (!scan.complete()) {
      return FAILURE;
    }
    long value = scan.unsigned();
    return value >= 0 ? value : (value >>> 1 | value & 1) * 2.0;
  }

  /**
   * {@return the 64-bit integer that {@code text} spells, or null if it does not} Base 10 is read
   * signed and saturates, a hexadecimal prefix and other bases are read unsigned.
   */
  public static Long parseInteger(byte[] text, int base) {
    IntegerScan scan = IntegerScan.of(text, base);
    if (base == 10 && scan.stoppedAtHexadecimalPrefix()) {
      scan = IntegerScan.of(text, 16);
    } else if (base == 10 && scan.complete()) {
      return scan.signed();
    }
    return scan.complete() ? Long.valueOf(scan.unsigned()) : null;
  }

  private static int word(byte[] text, int at, int end, String word) {
    if (end - at < word.length()) {
      return -1;
    }
    for (int i = 0; i < word.length(); i++) {
      if ((text[at + i] | 0x20) != word.charAt(i)) {
        return -1;
      }
    }
    return at + word.length();
  }

  private static int skipNanPayload(byte[] text, int at, int end) {
    if (at < end && text[at] == '(') {
      int stop = at + 1;
      while (stop < end && (CharClass.isAlphanumeric(text[stop]) || text[stop] == '_')) {
        stop++;
      }
      if (stop < end && text[stop] == ')') {
        return stop + 1;
      }
    }
    return at;
  }

  /** Accepts only blanks, or a zero byte, after the number. */
  private static double finish(byte[] text, int at, int end, double value) {
    while (at < end && CharClass.isSpace(text[at])) {
      at++;
    }
    return at >= end || text[at] == 0 ? value : FAILURE;
  }

  private static double parseDecimal(byte[] text, int at, int end, boolean negative) {
    int start = at;
    long digits = 0;
    int count = 0;
    int scale = 0;
    boolean any = false;
    while (at < end && isDigit(text[at])) {
      any = true;
      if (count < 18) {
        digits = digits * 10 + (text[at] - '0');
        count += digits == 0 ? 0 : 1;
      } else {
        count++;
      }
      at++;
    }
    if (at < end && text[at] == '.') {
      at++;
      while (at < end && isDigit(text[at])) {
        any = true;
        if (count < 18) {
          digits = digits * 10 + (text[at] - '0');
          count += digits == 0 ? 0 : 1;
          scale--;
        } else {
          count++;
        }
        at++;
      }
    }
    if (!any) {
      return FAILURE;
    }
    int mantissaEnd = at;
    int exponent = 0;
    if (at < end && (text[at] | 0x20) == 'e') {
      int stop = at + 1;
      boolean down = false;
      if (stop < end && (text[stop] == '-' || text[stop] == '+')) {
        down = text[stop] == '-';
        stop++;
      }
      if (stop < end && isDigit(text[stop])) {
        while (stop < end && isDigit(text[stop])) {
          exponent = Math.min(exponent * 10 + (text[stop] - '0'), 100_000_000);
          stop++;
        }
        exponent = down ? -exponent : exponent;
        at = stop;
        mantissaEnd = stop;
      }
    }
    double value;
    int power = scale + exponent;
    if (count <= 18 && digits < 1L << 53 && power >= -22 && power <= 22) {
      // Both factors are exact, so that one rounding gives the correct result (Clinger).
      value = power < 0 ? digits / EXACT_POWERS[-power] : digits * EXACT_POWERS[power];
    } else {
      value = correctlyRounded(text, start, mantissaEnd, exponent);
    }
    return finish(text, at, end, negative ? -value : value);
  }

  private static double correctlyRounded(byte[] text, int start, int end, int exponent) {
    if (end - start > 100_000 && Math.abs(exponent) == 100_000_000) {
      return exponent > 0 ? Double.POSITIVE_INFINITY : 0.0;
    }
    return Double.parseDouble(new String(text, start, end - start, StandardCharsets.ISO_8859_1));
  }

  private static double parseHexadecimal(byte[] text, int at, int end, boolean negative) {
    long mantissa = 0;
    boolean sticky = false;
    boolean any = false;
    long exponent = 0;
    boolean fraction = false;
    for (; at < end; at++) {
      int digit = CharClass.digit(text[at]);
      if (text[at] == '.' && !fraction) {
        fraction = true;
        continue;
      }
      if (digit < 0 || digit > 15) {
        break;
      }
      any = true;
      if (mantissa >>> 58 == 0) {
        mantissa = mantissa << 4 | digit;
        exponent -= fraction ? 4 : 0;
      } else {
        sticky |= digit != 0;
        exponent += fraction ? 0 : 4;
      }
    }
    if (!any) {
      return FAILURE;
    }
    if (at < end && (text[at] | 0x20) == 'p') {
      int stop = at + 1;
      boolean down = false;
      if (stop < end && (text[stop] == '-' || text[stop] == '+')) {
        down = text[stop] == '-';
        stop++;
      }
      if (stop < end && isDigit(text[stop])) {
        long given = 0;
        while (stop < end && isDigit(text[stop])) {
          given = Math.min(given * 10 + (text[stop] - '0'), 1L << 40);
          stop++;
        }
        exponent += down ? -given : given;
        at = stop;
      }
    }
    double value = scale(mantissa, sticky, exponent);
    return finish(text, at, end, negative ? -value : value);
  }

  /**
   * {@return {@code mantissa * 2^exponent}, rounded once, a sticky bit standing for lost digits}
   */
  private static double scale(long mantissa, boolean sticky, long exponent) {
    if (mantissa == 0) {
      return 0.0;
    }
    if (exponent > 2000) {
      return Double.POSITIVE_INFINITY;
    }
    if (exponent < -2000) {
      return 0.0;
    }
    if (!sticky && mantissa < 1L << 53 && exponent >= -1074 && exponent <= 900) {
      return Math.scalb((double) mantissa, (int) exponent);
    }
    BigInteger exact = BigInteger.valueOf(mantissa).shiftLeft(1);
    if (sticky) {
      exact = exact.or(BigInteger.ONE);
    }
    int power = (int) exponent - 1;
    BigDecimal decimal = new BigDecimal(exact);
    return (power >= 0
            ? decimal.multiply(new BigDecimal(BigInteger.ONE.shiftLeft(power)))
            : decimal.divide(new BigDecimal(BigInteger.ONE.shiftLeft(-power))))
        .doubleValue();
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /** What C's {@code strtoull} sees: sign, magnitude, overflow and where the digits end. */
  private record IntegerScan(
      boolean any, boolean complete, boolean negative, long magnitude, boolean over, byte stop) {

    static IntegerScan of(byte[] text, int base) {
      int at = 0;
      int end = text.length;
      while (at < end && CharClass.isSpace(text[at])) {
        at++;
      }
      boolean negative = false;
      if (at < end && (text[at] == '-' || text[at] == '+')) {
        negative = text[at] == '-';
        at++;
      }
      if (base == 16
          && at + 2 < end
          && text[at] == '0'
          && (text[at + 1] | 0x20) == 'x'
          && CharClass.digit(text[at + 2]) >= 0
          && CharClass.digit(text[at + 2]) < 16) {
        at += 2;
      }
      long magnitude = 0;
      boolean any = false;
      boolean over = false;
      for (; at < end; at++) {
        int digit = CharClass.digit(text[at]);
        if (digit < 0 || digit >= base) {
          break;
        }
        any = true;
        long high = Math.unsignedMultiplyHigh(magnitude, base);
        long next = magnitude * base + digit;
        over |= high != 0 || Long.compareUnsigned(next, magnitude * base) < 0;
        magnitude = next;
      }
      byte stop = at < end ? text[at] : 0;
      while (at < end && CharClass.isSpace(text[at])) {
        at++;
      }
      boolean complete = any && (at >= end || text[at] == 0);
      return new IntegerScan(any, complete, negative, magnitude, over, stop);
    }

    long unsigned() {
      return over ? -1L : negative ? -magnitude : magnitude;
    }

    long signed() {
      if (over || (magnitude < 0 && !(negative && magnitude == Long.MIN_VALUE))) {
        return negative ? Long.MIN_VALUE : Long.MAX_VALUE;
      }
      return negative ? -magnitude : magnitude;
    }

    boolean stoppedAtHexadecimalPrefix() {
      return any && (stop | 0x20) == 'x';
    }
  }
}
