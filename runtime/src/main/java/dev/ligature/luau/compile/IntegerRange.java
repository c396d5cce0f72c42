package dev.ligature.luau.compile;

import java.util.Optional;

/**
 * The integers between two bounds, both included, of which an expression is known to give one.
 *
 * <p>Within 2<sup>53</sup> to either side a {@code long} and a {@code double} count alike, so that
 * the value may be kept as either. Zero is always the positive one: operations that could give a
 * negative zero have no range.
 */
record IntegerRange(long min, long max) {
  private static final long FARTHEST = 1L << 53;

  /** All integers that doubles hold exactly, with all between them. */
  static final IntegerRange EXACT = new IntegerRange(-FARTHEST, FARTHEST);

  /** The numbers of unsigned 32 bits. */
  static final IntegerRange UNSIGNED = new IntegerRange(0, 0xffff_ffffL);

  /** The numbers of signed 32 bits. */
  static final IntegerRange SIGNED = new IntegerRange(Integer.MIN_VALUE, Integer.MAX_VALUE);

  /** {@return the range, if doubles hold all of it exactly} */
  static Optional<IntegerRange> of(long min, long max) {
    return min >= -FARTHEST && max <= FARTHEST
        ? Optional.of(new IntegerRange(min, max))
        : Optional.empty();
  }

  /** {@return the range of one number, if it is an integer} */
  static Optional<IntegerRange> of(double value) {
    boolean integer = value == Math.rint(value) && (value != 0 || 1 / value > 0);
    return integer && Math.abs(value) <= FARTHEST
        ? of((long) value, (long) value)
        : Optional.empty();
  }

  boolean fitsInt() {
    return min >= Integer.MIN_VALUE && max <= Integer.MAX_VALUE;
  }

  Optional<IntegerRange> plus(IntegerRange other) {
    return of(min + other.min, max + other.max);
  }

  Optional<IntegerRange> minus(IntegerRange other) {
    return of(min - other.max, max - other.min);
  }

  Optional<IntegerRange> times(IntegerRange other) {
    boolean negativeZero =
        hasZero() && other.min < 0 || other.hasZero() && min < 0 || farther(other) > FARTHEST;
    if (negativeZero) {
      return Optional.empty();
    }
    long a = min * other.min;
    long b = min * other.max;
    long c = max * other.min;
    long d = max * other.max;
    return of(Math.min(Math.min(a, b), Math.min(c, d)), Math.max(Math.max(a, b), Math.max(c, d)));
  }

  private boolean hasZero() {
    return min <= 0 && max >= 0;
  }

  /** {@return how far from zero a product may be, as a double since it may not fit a long} */
  private double farther(IntegerRange other) {
    return (double) Math.max(Math.abs(min), Math.abs(max))
        * Math.max(Math.abs(other.min), Math.abs(other.max));
  }

  Optional<IntegerRange> negated() {
    return hasZero() ? Optional.empty() : of(-max, -min);
  }

  /** {@return the range of {@code this // divisor}, if that is an integer division} */
  Optional<IntegerRange> dividedBy(IntegerRange divisor) {
    return min >= 0 && divisor.min > 0
        ? of(min / divisor.max, max / divisor.min)
        : Optional.empty();
  }

  /** {@return the range of {@code this % divisor}, if that is an integer remainder} */
  Optional<IntegerRange> modulo(IntegerRange divisor) {
    return min >= 0 && divisor.min > 0 ? of(0, Math.min(max, divisor.max - 1)) : Optional.empty();
  }
}
