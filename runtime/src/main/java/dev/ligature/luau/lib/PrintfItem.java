package dev.ligature.luau.lib;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * One conversion of {@code string.format}: flags, width and precision as C's {@code printf} has
 * them, and the writing of integers, floating-point numbers and strings under them. Floating-point
 * output is the exactly rounded one (halves to even).
 */
final class PrintfItem {
  private static final byte[] LOWER_DIGITS =
      "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  private static final byte[] UPPER_DIGITS =
      "0123456789ABCDEF".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  private boolean left;
  private boolean plus;
  private boolean space;
  private boolean alternate;
  private boolean zero;
  private boolean bare;
  private int width;
  private int precision;

  /** Significant digits of the number being written, as values 0 to 9. */
  private byte[] digits = new byte[24];

  private int digitCount;

  /** Place of the decimal point relative to the first digit. */
  private int dot;

  /**
   * Reads flags, width and precision that begin at {@code at}.
   *
   * @return the index of the conversion letter
   */
  int parse(byte[] format, int at) {
    left = plus = space = alternate = zero = false;
    int start = at;
    for (boolean flag = true; flag && at < format.length; ) {
      switch (format[at]) {
        case '-' -> left = true;
        case '+' -> plus = true;
        case ' ' -> space = true;
        case '#' -> alternate = true;
        case '0' -> zero = true;
        default -> flag = false;
      }
      at += flag ? 1 : 0;
    }
    if (at - start >= 6) {
      throw LibError.of("invalid format (repeated flags)");
    }
    width = 0;
    for (int i = 0; i < 2 && isDigit(format, at); i++) {
      width = width * 10 + format[at++] - '0';
    }
    precision = -1;
    if (at < format.length && format[at] == '.') {
      at++;
      precision = 0;
      for (int i = 0; i < 2 && isDigit(format, at); i++) {
        precision = precision * 10 + format[at++] - '0';
      }
    }
    if (isDigit(format, at)) {
      throw LibError.of("invalid format (width or precision too long)");
    }
    bare = at == start;
    return at;
  }

  /** {@return whether the item has neither flags nor width nor precision} */
  boolean isBare() {
    return bare;
  }

  boolean hasPrecision() {
    return precision >= 0;
  }

  private static boolean isDigit(byte[] format, int at) {
    return at < format.length && format[at] >= '0' && format[at] <= '9';
  }

  /** {@code %c}. */
  void writeByte(ByteBuilder out, int value) {
    pad(out, 1, false);
    out.append((byte) value);
    pad(out, 1, true);
  }

  /** {@code %s} with flags: the text ends at its first zero byte. */
  void writeText(ByteBuilder out, byte[] text) {
    int count = 0;
    int limit = precision >= 0 ? Math.min(precision, text.length) : text.length;
    while (count < limit && text[count] != 0) {
      count++;
    }
    pad(out, count, false);
    out.append(text, 0, count);
    pad(out, count, true);
  }

  private void pad(ByteBuilder out, int count, boolean after) {
    if (after == left) {
      out.fill(' ', width - count);
    }
  }

  /** {@code %d} and {@code %i}. */
  void writeSigned(ByteBuilder out, long value) {
    if (bare) {
      out.append(value);
      return;
    }
    String sign = value < 0 ? "-" : plus ? "+" : space ? " " : "";
    byte[] text = NumberFormat.format(value);
    int from = value < 0 ? 1 : 0;
    writeInteger(out, sign, text, from, text.length - from);
  }

  /** {@code %o}, {@code %u}, {@code %x} and {@code %X}. */
  void writeUnsigned(ByteBuilder out, long value, char conversion) {
    byte[] text = new byte[24];
    int from = text.length;
    String prefix = "";
    switch (conversion) {
      case 'u' -> {
        do {
          long rest = Long.divideUnsigned(value, 10);
          text[--from] = (byte) ('0' + (value - rest * 10));
          value = rest;
        } while (value != 0);
      }
      case 'o' -> {
        boolean zeroValue = value == 0;
        do {
          text[--from] = (byte) ('0' + (value & 7));
          value >>>= 3;
        } while (value != 0);
        if (alternate && !(zeroValue && precision != 0) && precision <= text.length - from) {
          if (zeroValue) {
            precision = 1;
          } else {
            text[--from] = '0';
          }
        }
      }
      default -> {
        byte[] alphabet = conversion == 'x' ? LOWER_DIGITS : UPPER_DIGITS;
        if (alternate && value != 0) {
          prefix = conversion == 'x' ? "0x" : "0X";
        }
        do {
          text[--from] = alphabet[(int) value & 15];
          value >>>= 4;
        } while (value != 0);
      }
    }
    writeInteger(out, prefix, text, from, text.length - from);
  }

  private void writeInteger(ByteBuilder out, String prefix, byte[] text, int from, int count) {
    if (precision == 0 && count == 1 && text[from] == '0') {
      count = 0;
    }
    int zeros = Math.max(0, precision - count);
    int total = prefix.length() + zeros + count;
    if (zero && !left && precision < 0 && width > total) {
      zeros = width - total;
      total = width;
    }
    pad(out, total, false);
    out.append(prefix);
    out.fill('0', zeros);
    out.append(text, from, from + count);
    pad(out, total, true);
  }

  /** {@code %e}, {@code %f}, {@code %g} and their upper-case forms. */
  void writeDouble(ByteBuilder out, double value, char conversion) {
    boolean nan = value != value;
    boolean negative = !nan && Double.doubleToRawLongBits(value) < 0;
    String sign = negative ? "-" : plus ? "+" : space ? " " : "";
    boolean upper = conversion < 'a';
    if (value - value != 0) {
      String text = nan ? (upper ? "NAN" : "nan") : upper ? "INF" : "inf";
      pad(out, sign.length() + 3, false);
      out.append(sign);
      out.append(text);
      pad(out, sign.length() + 3, true);
      return;
    }
    double magnitude = Math.abs(value);
    int places = precision < 0 ? 6 : precision;
    switch (conversion | 0x20) {
      case 'f' -> {
        roundToPlaces(magnitude, places);
        writeFixed(out, sign, places, alternate);
      }
      case 'e' -> {
        roundToDigits(magnitude, places + 1);
        writeScientific(out, sign, places, alternate, upper);
      }
      default -> {
        int significant = Math.max(places, 1);
        roundToDigits(magnitude, significant);
        int exponent = dot - 1;
        if (!alternate) {
          while (digitCount > 1 && digits[digitCount - 1] == 0) {
            digitCount--;
          }
        }
        if (exponent >= -4 && exponent < significant) {
          int fraction = alternate ? significant - 1 - exponent : Math.max(0, digitCount - dot);
          writeFixed(out, sign, fraction, alternate);
        } else {
          writeScientific(
              out, sign, alternate ? significant - 1 : digitCount - 1, alternate, upper);
        }
      }
    }
  }

  private void writeFixed(ByteBuilder out, String sign, int places, boolean point) {
    int whole = Math.max(dot, 1);
    int total = sign.length() + whole + (places > 0 || point ? 1 : 0) + places;
    begin(out, sign, total);
    out.reserve(total);
    byte[] target = out.bytes;
    int at = out.length;
    for (int i = dot > 0 ? 0 : dot - 1; i < dot; i++) {
      target[at++] = (byte) ('0' + (i >= 0 && i < digitCount ? digits[i] : 0));
    }
    if (places > 0 || point) {
      target[at++] = '.';
    }
    for (int i = dot; i < dot + places; i++) {
      target[at++] = (byte) ('0' + (i >= 0 && i < digitCount ? digits[i] : 0));
    }
    out.length = at;
    pad(out, total, true);
  }

  private void writeScientific(
      ByteBuilder out, String sign, int places, boolean point, boolean upper) {
    int exponent = dot - 1;
    int exponentDigits = Math.abs(exponent) >= 100 ? 3 : 2;
    int total = sign.length() + 1 + (places > 0 || point ? 1 : 0) + places + 2 + exponentDigits;
    begin(out, sign, total);
    out.append((byte) ('0' + digits[0]));
    if (places > 0 || point) {
      out.append((byte) '.');
    }
    for (int i = 1; i <= places; i++) {
      out.append((byte) ('0' + (i < digitCount ? digits[i] : 0)));
    }
    out.append((byte) (upper ? 'E' : 'e'));
    out.append((byte) (exponent < 0 ? '-' : '+'));
    int rest = Math.abs(exponent);
    if (rest >= 100) {
      out.append((byte) ('0' + rest / 100));
    }
    out.append((byte) ('0' + rest / 10 % 10));
    out.append((byte) ('0' + rest % 10));
    pad(out, total, true);
  }

  private void begin(ByteBuilder out, String sign, int total) {
    if (!zero || left) {
      pad(out, total, false);
    }
    out.append(sign);
    if (zero && !left) {
      out.fill('0', width - total);
    }
  }

  /** Rounds to {@code count} significant digits, the first of them not zero. */
  private void roundToDigits(double magnitude, int count) {
    loadShortest(magnitude);
    if (magnitude == 0) {
      dot = 1;
      return;
    }
    if (!roundShortest(magnitude, count)) {
      BigDecimal exact = new BigDecimal(magnitude);
      loadExact(exact.round(new MathContext(count, RoundingMode.HALF_EVEN)));
    }
  }

  /** Rounds to {@code places} digits after the decimal point. */
  private void roundToPlaces(double magnitude, int places) {
    loadShortest(magnitude);
    if (magnitude == 0) {
      return;
    }
    int count = dot + places;
    if (count < 0) {
      digitCount = 0;
    } else if (!roundShortest(magnitude, count)) {
      loadExact(new BigDecimal(magnitude).setScale(places, RoundingMode.HALF_EVEN));
    }
  }

  /**
   * Rounds the shortest digits to {@code count}, if that gives what the exact value gives.
   *
   * <p>The shortest decimal lies in the rounding interval of the double, and no decimal with fewer
   * digits, or as many and nearer, does. So no midpoint between two decimals of {@code count}
   * digits lies between the two, except where the shortest decimal is that midpoint itself. Where
   * it has fewer digits than asked for, the rest are zeros as long as 15 digits (which a double
   * always keeps) or the integer's exactness allow.
   */
  private boolean roundShortest(double magnitude, int count) {
    if (digitCount <= count) {
      return count <= 15 || (magnitude < 0x1p53 && magnitude == Math.rint(magnitude));
    }
    if (digitCount == count + 1 && digits[count] == 5) {
      return false;
    }
    boolean up = digits[count] >= 5;
    digitCount = count;
    if (up) {
      int i = count - 1;
      while (i >= 0 && digits[i] == 9) {
        i--;
      }
      if (i < 0) {
        digits[0] = 1;
        digitCount = 1;
        dot++;
      } else {
        digits[i]++;
        digitCount = i + 1;
      }
    }
    return true;
  }

  private void loadShortest(double magnitude) {
    ShortestDecimal decimal = ShortestDecimal.of(magnitude);
    long value = decimal.digits();
    digitCount = value == 0 ? 0 : NumberFormat.unsignedLength(value);
    dot = digitCount + decimal.exponent();
    for (int i = digitCount - 1; i >= 0; i--) {
      long rest = value / 10;
      digits[i] = (byte) (value - rest * 10);
      value = rest;
    }
  }

  private void loadExact(BigDecimal value) {
    String text = value.unscaledValue().toString();
    if (text.length() > digits.length) {
      digits = new byte[text.length()];
    }
    digitCount = text.equals("0") ? 0 : text.length();
    for (int i = 0; i < digitCount; i++) {
      digits[i] = (byte) (text.charAt(i) - '0');
    }
    dot = digitCount - value.scale();
  }
}
