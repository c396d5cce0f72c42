package dev.ligature.luau.lib;

/**
 * Classes of bytes as C's {@code <ctype.h>} has them in the "C" locale, and as the letters after
 * {@code %} in a pattern name them.
 */
final class CharClass {
  private static final int UPPER = 1;
  private static final int LOWER = 2;
  private static final int DIGIT = 4;
  private static final int SPACE = 8;
  private static final int CONTROL = 16;
  private static final int PUNCTUATION = 32;
  private static final int HEXADECIMAL = 64;

  private static final byte[] TYPES = new byte[256];

  static {
    for (int c = 0; c < 128; c++) {
      int type = 0;
      if (c >= 'A' && c <= 'Z') {
        type |= UPPER;
      } else if (c >= 'a' && c <= 'z') {
        type |= LOWER;
      } else if (c >= '0' && c <= '9') {
        type |= DIGIT;
      } else if (c > ' ' && c < 127) {
        type |= PUNCTUATION;
      }
      if (c == ' ' || (c >= 9 && c <= 13)) {
        type |= SPACE;
      }
      if (c < ' ' || c == 127) {
        type |= CONTROL;
      }
      if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')) {
        type |= HEXADECIMAL;
      }
      TYPES[c] = (byte) type;
    }
  }

  private CharClass() {}

  static boolean isSpace(byte b) {
    return b == ' ' || (b >= 9 && b <= 13);
  }

  static boolean isAlphanumeric(byte b) {
    return (TYPES[b & 0xff] & (UPPER | LOWER | DIGIT)) != 0;
  }

  /** {@return the value of a digit in bases up to 36, or -1} */
  static int digit(byte b) {
    if (b >= '0' && b <= '9') {
      return b - '0';
    }
    int letter = b | 0x20;
    return letter >= 'a' && letter <= 'z' ? letter - 'a' + 10 : -1;
  }

  /** {@return whether {@code c} (0 to 255) belongs to the class that {@code letter} names} */
  static boolean matches(int c, int letter) {
    int mask =
        switch (letter | 0x20) {
          case 'a' -> UPPER | LOWER;
          case 'c' -> CONTROL;
          case 'd' -> DIGIT;
          case 'g' -> UPPER | LOWER | DIGIT | PUNCTUATION;
          case 'l' -> LOWER;
          case 'p' -> PUNCTUATION;
          case 's' -> SPACE;
          case 'u' -> UPPER;
          case 'w' -> UPPER | LOWER | DIGIT;
          case 'x' -> HEXADECIMAL;
          case 'z' -> 0;
          default -> -1;
        };
    if (mask < 0 || (TYPES[letter] & (UPPER | LOWER)) == 0) {
      return c == letter;
    }
    boolean member = (letter | 0x20) == 'z' ? c == 0 : (TYPES[c] & mask) != 0;
    return member == ((TYPES[letter] & LOWER) != 0);
  }
}
