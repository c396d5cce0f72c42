package dev.ligature.luau.vm;

/** What compiled {@code for} loops do once, at their start. */
public final class ForLoop {
  private static final long SAFE = 1L << 53;

  private ForLoop() {}

  /**
   * {@return a bound of a numeric loop}
   *
   * @param what which one, for the message
   */
  public static double number(Object value, String what) {
    if (value instanceof Double d) {
      return d;
    }
    Double number = Operators.toNumber(value);
    if (number == null) {
      throw LuauError.runtime(
          "invalid 'for' " + what + " (number expected, got " + Operators.typeName(value) + ")");
    }
    return number;
  }

  /** {@return the last integer that a loop of positive step may reach} */
  public static long upTo(double limit) {
    return limit >= SAFE ? SAFE : limit >= -SAFE ? (long) Math.floor(limit) : Long.MIN_VALUE;
  }

  /** {@return the last integer that a loop of negative step may reach} */
  public static long downTo(double limit) {
    return limit <= -SAFE ? -SAFE : limit <= SAFE ? (long) Math.ceil(limit) : Long.MAX_VALUE;
  }

  /** {@return whether a loop of a step only known at run time goes on} */
  public static boolean goesOn(double index, double limit, double step) {
    return step > 0 ? index <= limit : limit <= index;
  }

  /** {@return a length as an index of a loop} */
  public static long length(Object value) {
    return value instanceof LuauTable t && t.metatable == null
        ? t.length()
        : (long) Operators.length(value);
  }
}
