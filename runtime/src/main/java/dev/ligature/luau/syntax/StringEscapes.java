package dev.ligature.luau.syntax;

import java.util.Arrays;
import java.util.Optional;

/** Turns the text between the delimiters of a string literal into its value. */
final class StringEscapes {
  private StringEscapes() {}

  /**
   * {@return the value of a quoted or interpolated literal's text, or empty where an escape
   * sequence is malformed}
   */
  static Optional<byte[]> unescape(byte[] source, int start, int length) {
    int end = start + length;
    int first = start;
    while (first < end && source[first] != '\\') {
      first++;
    }
    if (first == end) {
      return Optional.of(Arrays.copyOfRange(source, start, end));
    }
    byte[] value = new byte[length];
    int size = 0;
    int i = start;
    while (i < end) {
      byte c = source[i++];
      if (c != '\\') {
        value[size++] = c;
        continue;
      }
      if (i == end) {
        return Optional.empty();
      }
      byte escape = source[i++];
      switch (escape) {
        case '\n' -> value[size++] = '\n';
        case '\r' -> {
          value[size++] = '\n';
          if (i < end && source[i] == '\n') {
            i++;
          }
        }
        case 'x' -> {
          if (i + 2 > end || digit(source[i]) < 0 || digit(source[i + 1]) < 0) {
            return Optional.empty();
          }
          value[size++] = (byte) (digit(source[i]) * 16 + digit(source[i + 1]));
          i += 2;
        }
        case 'z' -> {
          while (i < end && Lexer.isSpace(source[i])) {
            i++;
          }
        }
        case 'u' -> {
          if (i + 3 > end || source[i] != '{' || source[i + 1] == '}') {
            return Optional.empty();
          }
          i++;
          // The official lexer takes up to 16 digits into 32 bits.
          int code = 0;
          for (int n = 0; n < 16 && i < end && source[i] != '}'; n++, i++) {
            int digit = digit(source[i]);
            if (digit < 0) {
              return Optional.empty();
            }
            code = code * 16 + digit;
          }
          if (i == end || source[i] != '}' || Integer.compareUnsigned(code, 0x110000) >= 0) {
            return Optional.empty();
          }
          i++;
          size = encode(code, value, size);
        }
        default -> {
          if (escape >= '0' && escape <= '9') {
            int code = escape - '0';
            for (int n = 0; n < 2 && i < end && source[i] >= '0' && source[i] <= '9'; n++) {
              code = code * 10 + source[i++] - '0';
            }
            if (code > 255) {
              return Optional.empty();
            }
            value[size++] = (byte) code;
          } else {
            value[size++] = simple(escape);
          }
        }
      }
    }
    return Optional.of(Arrays.copyOf(value, size));
  }

  /** {@return the value of a long string's text: no first newline, line ends as {@code \n}} */
  static byte[] longString(byte[] source, int start, int length) {
    int end = start + length;
    int i = start;
    if (i + 1 < end && source[i] == '\r' && source[i + 1] == '\n') {
      i += 2;
    } else if (i < end && source[i] == '\n') {
      i++;
    }
    byte[] value = new byte[end - i];
    int size = 0;
    while (i < end) {
      if (source[i] == '\r' && i + 1 < end && source[i + 1] == '\n') {
        i++;
      }
      value[size++] = source[i++];
    }
    return Arrays.copyOf(value, size);
  }

  private static byte simple(byte escape) {
    return switch (escape) {
      case 'a' -> 7;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> 11;
      default -> escape;
    };
  }

  private static int digit(byte c) {
    return c < 0 ? -1 : Character.digit(c, 16);
  }

  /** Writes UTF-8, surrogates too, which Java's own encoder would refuse. */
  private static int encode(int code, byte[] value, int size) {
    int at = size;
    if (code < 0x80) {
      value[at++] = (byte) code;
    } else if (code < 0x800) {
      value[at++] = (byte) (0xC0 | code >> 6);
      value[at++] = (byte) (0x80 | code & 0x3F);
    } else if (code < 0x10000) {
      value[at++] = (byte) (0xE0 | code >> 12);
      value[at++] = (byte) (0x80 | code >> 6 & 0x3F);
      value[at++] = (byte) (0x80 | code & 0x3F);
    } else {
      value[at++] = (byte) (0xF0 | code >> 18);
      value[at++] = (byte) (0x80 | code >> 12 & 0x3F);
      value[at++] = (byte) (0x80 | code >> 6 & 0x3F);
      value[at++] = (byte) (0x80 | code & 0x3F);
    }
    return at;
  }
}
