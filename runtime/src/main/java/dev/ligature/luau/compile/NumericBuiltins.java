package dev.ligature.luau.compile;

/**
 * The functions of {@code math} and {@code bit32} on plain numbers, for calls written out inline.
 */
public final class NumericBuiltins {
  private static final double TWO_32 = 4294967296.0;

  private NumericBuiltins() {}

  /** {@return {@code math.min}} */
  public static double min(double a, double b) {
    return b < a ? b : a;
  }

  /** {@return {@code math.max}} */
  public static double max(double a, double b) {
    return b > a ? b : a;
  }

  /** {@return {@code math.sign}} */
  public static double sign(double a) {
    return a > 0 ? 1 : a < 0 ? -1 : 0;
  }

  /** {@return {@code math.round}: halves away from zero} */
  public static double round(double a) {
    if (a != a || Math.abs(a) >= 1L << 52) {
      return a;
    }
    double down = Math.floor(Math.abs(a));
    double rounded = Math.abs(a) - down >= 0.5 ? down + 1 : down;
    return Math.copySign(rounded, a);
  }

  /** {@return {@code math.fmod}} */
  public static double fmod(double a, double b) {
    return a % b;
  }

  /** {@return {@code math.floor}} */
  public static double floor(double a) {
    return Math.floor(a);
  }

  private static int bits(double value) {
    return (int) (long) value;
  }

  private static double unsigned(int bits) {
    return bits & 0xffffffffL;
  }

  /** {@return {@code bit32.band}} */
  public static double band(double a, double b) {
    return unsigned(bits(a) & bits(b));
  }

  /** {@return {@code bit32.bor}} */
  public static double bor(double a, double b) {
    return unsigned(bits(a) | bits(b));
  }

  /** {@return {@code bit32.bxor}} */
  public static double bxor(double a, double b) {
    return unsigned(bits(a) ^ bits(b));
  }

  /** {@return {@code bit32.band}} */
  public static double band(double a, double b, double c) {
    return unsigned(bits(a) & bits(b) & bits(c));
  }

  /** {@return {@code bit32.bor}} */
  public static double bor(double a, double b, double c) {
    return unsigned(bits(a) | bits(b) | bits(c));
  }

  /** {@return {@code bit32.bxor}} */
  public static double bxor(double a, double b, double c) {
    return unsigned(bits(a) ^ bits(b) ^ bits(c));
  }

  /** {@return {@code bit32.bnot}} */
  public static double bnot(double a) {
    return unsigned(~bits(a));
  }

  /** {@return {@code bit32.lshift}} */
  public static double lshift(double a, double n) {
    int s = (int) n;
    return unsigned(s <= -32 || s >= 32 ? 0 : s >= 0 ? bits(a) << s : bits(a) >>> -s);
  }

  /** {@return {@code bit32.rshift}} */
  public static double rshift(double a, double n) {
    int s = (int) n;
    return unsigned(s <= -32 || s >= 32 ? 0 : s >= 0 ? bits(a) >>> s : bits(a) << -s);
  }

  /** {@return {@code bit32.arshift}} */
  public static double arshift(double a, double n) {
    int s = (int) n;
    if (s < 0) {
      return lshift(a, -n);
    }
    return unsigned(bits(a) >> Math.min(s, 31));
  }

  /** {@return {@code bit32.lrotate}} */
  public static double lrotate(double a, double n) {
    return unsigned(Integer.rotateLeft(bits(a), (int) n));
  }

  /** {@return {@code bit32.rrotate}} */
  public static double rrotate(double a, double n) {
    return unsigned(Integer.rotateRight(bits(a), (int) n));
  }

  /** {@return {@code math.deg}} */
  public static double deg(double a) {
    return a * (180.0 / Math.PI);
  }

  /** {@return {@code math.rad}} */
  public static double rad(double a) {
    return a * (Math.PI / 180.0);
  }

  /** {@return whether a number is one of unsigned 32 bits} */
  static boolean isUnsigned(double value) {
    return value >= 0 && value < TWO_32 && value == Math.floor(value);
  }
}
