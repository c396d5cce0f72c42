package dev.ligature.luau.lib;

import java.math.BigInteger;

/**
 * The shortest decimal that reads back as a given double: {@code digits * 10^exponent}, where
 * {@code digits} has at most 17 digits and does not end in zero.
 *
 * <p>Source: Raffaello Giulietti, "The Schubfach way to render doubles", 2021; the names of locals
 * follow the paper. Powers of ten are computed once, on first need, to 128 bits rounded up.
 */
final class ShortestDecimal {
  private static final int POWER_MIN = -292;
  private static final int POWER_MAX = 324;

  /** The upper 128 bits of a power of ten, normalised so that the top bit of {@code hi} is set. */
  private record Power(long hi, long lo) {
    static Power of(int exponent) {
      BigInteger ten = BigInteger.TEN.pow(Math.abs(exponent));
      BigInteger value;
      if (exponent >= 0) {
        int excess = ten.bitLength() - 128;
        value = excess <= 0 ? ten.shiftLeft(-excess) : ceilingShift(ten, excess);
      } else {
        int shift = 127 + ten.bitLength();
        BigInteger[] parts = BigInteger.ONE.shiftLeft(shift).divideAndRemainder(ten);
        value = parts[0].add(BigInteger.ONE);
        if (value.bitLength() > 128) {
          value = ceilingShift(value, value.bitLength() - 128);
        }
      }
      return new Power(value.shiftRight(64).longValue(), value.longValue());
    }

    private static BigInteger ceilingShift(BigInteger value, int bits) {
      BigInteger shifted = value.shiftRight(bits);
      return value.getLowestSetBit() < bits ? shifted.add(BigInteger.ONE) : shifted;
    }
  }

  private static final Power[] POWERS = new Power[POWER_MAX - POWER_MIN + 1];

  private final long digits;
  private final int exponent;

  private ShortestDecimal(long digits, int exponent) {
    this.digits = digits;
    this.exponent = exponent;
  }

  /** The significant digits as an integer, without trailing zeros; 0 only for zero. */
  long digits() {
    return digits;
  }

  /** The power of ten that scales {@link #digits()}. */
  int exponent() {
    return exponent;
  }

  /** {@return the shortest decimal for the magnitude of a finite {@code value}} */
  static ShortestDecimal of(double value) {
    long bits = Double.doubleToRawLongBits(value);
    int biased = (int) (bits >>> 52) & 0x7ff;
    long fraction = bits & ((1L << 52) - 1);
    if (biased == 0 && fraction == 0) {
      return new ShortestDecimal(0, 0);
    }
    long c = biased == 0 ? fraction : fraction | (1L << 52);
    int q = (biased == 0 ? 1 : biased) - 1075;
    if (q <= 0 && q > -53 && (c & ((1L << -q) - 1)) == 0) {
      return trimmed(c >>> -q, 0);
    }

    int irregular = c == (1L << 52) && q != -1074 ? 1 : 0;
    int out = (int) (c & 1);
    long cbl = 4 * c - 2 + irregular;
    long cb = 4 * c;
    long cbr = 4 * c + 2;
    int k = (int) ((q * 661_971_961_083L + (irregular != 0 ? -274_743_187_321L : 0)) >> 41);
    int h = q + (int) ((-k * 913_124_641_741L) >> 38) + 1;

    Power g = power(-k);
    long vbl = roundToOdd(g, cbl << h);
    long vb = roundToOdd(g, cb << h);
    long vbr = roundToOdd(g, cbr << h);

    long s = vb >>> 2;
    if (s >= 10) {
      long tens = s / 10;
      boolean lower = vbl + out <= 40 * tens;
      boolean upper = vbr >= 40 * tens + 40 + out;
      if (lower != upper) {
        return trimmed(upper ? tens + 1 : tens, k + 1);
      }
    }
    boolean lower = vbl + out <= 4 * s;
    boolean upper = 4 * s + 4 + out <= vbr;
    boolean up = lower != upper ? upper : vb >= 4 * s + 3 - (s & 1);
    return trimmed(up ? s + 1 : s, k);
  }

  private static ShortestDecimal trimmed(long digits, int exponent) {
    while (digits % 10 == 0) {
      digits /= 10;
      exponent++;
    }
    return new ShortestDecimal(digits, exponent);
  }

  private static Power power(int exponent) {
    Power power = POWERS[exponent - POWER_MIN];
    if (power == null) {
      power = Power.of(exponent);
      POWERS[exponent - POWER_MIN] = power;
    }
    return power;
  }

  private static long roundToOdd(Power g, long cp) {
    long x = Math.unsignedMultiplyHigh(g.lo, cp);
    long yHigh = Math.unsignedMultiplyHigh(g.hi, cp);
    long z = g.hi * cp + x;
    long carry = Long.compareUnsigned(z, x) < 0 ? 1 : 0;
    return (yHigh + carry) | (z == 0 || z == 1 ? 0 : 1);
  }
}
