package dev.ligature.templates.java;

import dev.ligature.idl.CType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Java source of values. */
final class JavaLiterals {
  private JavaLiterals() {}

  /** A constant in a class file has at most 65,535 bytes; a char takes at most three. */
  private static final int MAX_CHARS = 20_000;

  /**
   * {@return an integer's literal of the Java type that carries {@code ctype}: the same bits, so
   * that unsigned values above the signed range are hexadecimal}
   *
   * @param hexadecimal whether the header wrote it so
   */
  static String integer(BigInteger value, CType ctype, boolean hexadecimal) {
    int bits = 8 * ctype.size(8);
    long low = value.longValue();
    return switch (ctype) {
      case BOOL -> value.signum() != 0 ? "true" : "false";
      case I8, U8 -> "(byte) " + number(low, bits, ctype, hexadecimal);
      case I16, U16 -> "(short) " + number(low, bits, ctype, hexadecimal);
      case I32, U32 -> number(low, bits, ctype, hexadecimal);
      default -> number(low, bits, ctype, hexadecimal) + "L";
    };
  }

  private static String number(long value, int bits, CType ctype, boolean hexadecimal) {
    long mask = bits == 64 ? -1 : (1L << bits) - 1;
    long unsigned = value & mask;
    long signed = unsigned << (64 - bits) >> (64 - bits);
    boolean large = signed < 0 && ctype.isUnsigned();
    return large || hexadecimal && signed >= 0
        ? "0x" + Long.toHexString(unsigned).toUpperCase(java.util.Locale.ROOT)
        : Long.toString(signed);
  }

  /** {@return a floating literal} */
  static String floating(double value, CType ctype) {
    String suffix = ctype == CType.F32 ? "f" : "";
    if (Double.isNaN(value)) {
      return "0.0" + suffix + " / 0.0" + suffix;
    }
    if (Double.isInfinite(value)) {
      return (value > 0 ? "1.0" : "-1.0") + suffix + " / 0.0" + suffix;
    }
    return ctype == CType.F32 ? Float.toString((float) value) + "f" : Double.toString(value);
  }

  /** {@return the expression of a text; a constant expression unless it is too long for one} */
  static String string(String text) {
    if (text.length() <= MAX_CHARS) {
      return quoted(text);
    }
    List<String> parts = new ArrayList<>();
    for (int from = 0; from < text.length(); from += MAX_CHARS) {
      parts.add(text.substring(from, Math.min(text.length(), from + MAX_CHARS)));
    }
    return parts.stream()
        .map(JavaLiterals::quoted)
        .collect(
            Collectors.joining(",\n          ", "String.join(\n          \"\",\n          ", ")"));
  }

  /** {@return whether {@link #string} gives a constant expression} */
  static boolean isConstant(String text) {
    return text.length() <= MAX_CHARS;
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c >= ' ' && c < 0x7f) {
            out.append(c);
          } else if (c < 0x100) {
            // Three octal digits: a digit that follows does not join them.
            out.append('\\')
                .append((char) ('0' + (c >> 6)))
                .append((char) ('0' + (c >> 3 & 7)))
                .append((char) ('0' + (c & 7)));
          } else {
            out.append(String.format("\\u%04x", (int) c));
          }
        }
      }
    }
    return out.append('"').toString();
  }
}
