package dev.ligature.luau.vm;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Numbers as text and back, as {@code tostring} and {@code tonumber} do it. */
public final class NumberText {
  private NumberText() {}

  /** {@return the shortest text that reads back as the same number} */
  public static LuauString format(double value) {
    if (value == (int) value && (value != 0 || 1 / value > 0)) {
      return LuauString.of(Integer.toString((int) value));
    }
    if (value != value) {
      return LuauString.of("nan");
    }
    if (Double.isInfinite(value)) {
      return LuauString.of(value > 0 ? "inf" : "-inf");
    }
    if (value == 0) {
      return LuauString.of("-0");
    }
    BigDecimal decimal = new BigDecimal(Double.toString(Math.abs(value))).stripTrailingZeros();
    String digits = decimal.unscaledValue().toString();
    int point = digits.length() - decimal.scale();
    StringBuilder out = new StringBuilder(value < 0 ? "-" : "");
    if (point > 21 || point < -5) {
      out.append(digits.charAt(0));
      if (digits.length() > 1) {
        out.append('.').append(digits, 1, digits.length());
      }
      int exponent = point - 1;
      out.append(exponent < 0 ? "e-" : "e+");
      if (Math.abs(exponent) < 10) {
        out.append('0');
      }
      out.append(Math.abs(exponent));
    } else if (point <= 0) {
      out.append("0.").append("0".repeat(-point)).append(digits);
    } else if (point >= digits.length()) {
      out.append(digits).append("0".repeat(point - digits.length()));
    } else {
      out.append(digits, 0, point).append('.').append(digits, point, digits.length());
    }
    return LuauString.of(out.toString());
  }

  /** {@return the number that a text stands for, null if it is none} */
  public static Double parse(LuauString text) {
    String s = new String(text.bytes(), StandardCharsets.ISO_8859_1).strip();
    boolean negative = s.startsWith("-");
    String body = negative || s.startsWith("+") ? s.substring(1) : s;
    if (body.isEmpty() || !Character.isLetterOrDigit(body.charAt(0)) && body.charAt(0) != '.') {
      return null;
    }
    if (body.length() > 2 && body.charAt(0) == '0' && (body.charAt(1) | 32) == 'x') {
      double value = 0;
      for (int i = 2; i < body.length(); i++) {
        int digit = Character.digit(body.charAt(i), 16);
        if (digit < 0) {
          return null;
        }
        value = value * 16 + digit;
      }
      return negative ? -value : value;
    }
    char last = body.charAt(body.length() - 1);
    if (!Character.isDigit(last) && last != '.'
        || !Character.isDigit(body.charAt(0)) && body.charAt(0) != '.') {
      return null;
    }
    try {
      double value = Double.parseDouble(body);
      return negative ? -value : value;
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }
}
