package dev.ligature.luau.syntax;

import java.util.OptionalDouble;

/** Reads number literals; underscores are already gone from the text. */
final class NumberLiterals {
  private NumberLiterals() {}

  /** {@return the value of a number literal, empty where it is malformed} */
  static OptionalDouble number(String text) {
    if (text.length() > 2 && text.charAt(0) == '0') {
      char prefix = text.charAt(1);
      if (prefix == 'b' || prefix == 'B') {
        return bits(text.substring(2), 2);
      }
      if (prefix == 'x' || prefix == 'X') {
        return bits(text.substring(2), 16);
      }
    }
    return isDecimal(text) ? OptionalDouble.of(Double.parseDouble(text)) : OptionalDouble.empty();
  }

  private static OptionalDouble bits(String digits, int base) {
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(i), base);
      if (digit < 0) {
        return OptionalDouble.empty();
      }
      if (overflows(value, base)) {
        // The official compiler saturates at 64 bits and goes on.
        return restIsDigits(digits, i, base) ? OptionalDouble.of(0x1p64) : OptionalDouble.empty();
      }
      value = value * base + digit;
    }
    return OptionalDouble.of(unsignedToDouble(value));
  }

  private static boolean restIsDigits(String digits, int from, int base) {
    return digits.chars().skip(from).allMatch(c -> Character.digit(c, base) >= 0);
  }

  private static boolean overflows(long value, int base) {
    return base == 2 ? value < 0 : value >>> 60 != 0;
  }

  private static double unsignedToDouble(long value) {
    // Halving keeps the lowest bit sticky, so that the one rounding of the conversion stays exact.
    return value >= 0 ? (double) value : (double) (value >>> 1 | value & 1) * 2.0;
  }

  private static boolean isDecimal(String text) {
    int i = digits(text, 0);
    int mantissa = i;
    if (i < text.length() && text.charAt(i) == '.') {
      int fraction = digits(text, i + 1);
      mantissa += fraction - i - 1;
      i = fraction;
    }
    if (mantissa == 0) {
      return false;
    }
    if (i < text.length() && (text.charAt(i) | ' ') == 'e') {
      i++;
      if (i < text.length() && (text.charAt(i) == '+' || text.charAt(i) == '-')) {
        i++;
      }
      int exponent = digits(text, i);
      if (exponent == i) {
        return false;
      }
      i = exponent;
    }
    return i == text.length();
  }

  private static int digits(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
      i++;
    }
    return i;
  }

  /** What became of an integer literal. */
  sealed interface IntegerResult {
    record Value(long value) implements IntegerResult {}

    record Malformed() implements IntegerResult {}

    record Overflow() implements IntegerResult {}
  }

  /** {@return the value of an integer literal, whose text ends in {@code i}} */
  static IntegerResult integer(String text) {
    int base = 10;
    int from = 0;
    if (text.length() > 2 && text.charAt(0) == '0') {
      char prefix = text.charAt(1);
      if (prefix == 'x' || prefix == 'X') {
        base = 16;
        from = 2;
      } else if (prefix == 'b' || prefix == 'B') {
        base = 2;
        from = 2;
      }
    }
    int end = text.length() - 1;
    if (from == end) {
      return new IntegerResult.Malformed();
    }
    long value = 0;
    boolean overflow = false;
    for (int i = from; i < end; i++) {
      int digit = Character.digit(text.charAt(i), base);
      if (digit < 0) {
        return new IntegerResult.Malformed();
      }
      // Hexadecimal and binary literals are bit patterns and may use the sign bit.
      if (base == 10) {
        overflow |= value > (Long.MAX_VALUE - digit) / 10;
      } else {
        overflow |= overflows(value, base);
      }
      value = value * base + digit;
    }
    return overflow ? new IntegerResult.Overflow() : new IntegerResult.Value(value);
  }
}
