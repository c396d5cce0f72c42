package dev.ligature.luau.lib;

import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauTable;

/**
 * The {@code integer} library: 64-bit integers that wrap around. The static methods on longs are
 * called directly by compiled code.
 */
public final class IntegerLib extends LibraryFunction {
  private static final String[] NAMES = {
    "create",
    "tonumber",
    "neg",
    "add",
    "sub",
    "mul",
    "div",
    "min",
    "max",
    "rem",
    "idiv",
    "udiv",
    "urem",
    "mod",
    "clamp",
    "band",
    "bor",
    "bnot",
    "bxor",
    "lt",
    "le",
    "ult",
    "ule",
    "gt",
    "ge",
    "ugt",
    "uge",
    "lshift",
    "rshift",
    "arshift",
    "lrotate",
    "rrotate",
    "extract",
    "replace",
    "btest",
    "countrz",
    "countlz",
    "bswap",
    "fromstring"
  };

  private IntegerLib(String name, int id) {
    super(name, id);
  }

  /** {@return the table of the library} */
  public static LuauTable open() {
    LuauTable table = table(NAMES, IntegerLib::new, 2);
    table.set(LuauString.interned("maxsigned"), (Object) Long.MAX_VALUE);
    table.set(LuauString.interned("minsigned"), (Object) Long.MIN_VALUE);
    return table;
  }

  @Override
  Object invoke(int count, Object a, Object b, Object c, Object[] all) {
    String name = name();
    switch (id) {
      case 0 -> {
        return create(Args.number(a, 1, name));
      }
      case 38 -> {
        LuauString text = Args.string(a, 1, name);
        int base = Args.integer(b, 2, name, 10);
        Args.check(base >= 2 && base <= 36, 2, name, "base out of range");
        return NumberParse.parseInteger(text.bytes(), base);
      }
      case 15, 16, 18, 34 -> {
        return bitwise(count, a, b, c, all);
      }
      default -> {}
    }
    long x = Args.integer64(a, 1, name);
    switch (id) {
      case 1 -> {
        return (double) x;
      }
      case 2 -> {
        return -x;
      }
      case 7, 8 -> {
        return extreme(x, count, a, b, c, all);
      }
      case 17 -> {
        return ~x;
      }
      case 35 -> {
        return countrz(x);
      }
      case 36 -> {
        return countlz(x);
      }
      case 37 -> {
        return Long.reverseBytes(x);
      }
      default -> {}
    }
    long y = Args.integer64(b, 2, name);
    return switch (id) {
      case 3 -> x + y;
      case 4 -> x - y;
      case 5 -> x * y;
      case 6 -> div(x, y);
      case 9 -> rem(x, y);
      case 10 -> idiv(x, y);
      case 11 -> udiv(x, y);
      case 12 -> urem(x, y);
      case 13 -> mod(x, y);
      case 14 -> clamp(x, y, Args.integer64(c, 3, name));
      case 19 -> x < y;
      case 20 -> x <= y;
      case 21 -> Long.compareUnsigned(x, y) < 0;
      case 22 -> Long.compareUnsigned(x, y) <= 0;
      case 23 -> x > y;
      case 24 -> x >= y;
      case 25 -> Long.compareUnsigned(x, y) > 0;
      case 26 -> Long.compareUnsigned(x, y) >= 0;
      case 27 -> lshift(x, y);
      case 28 -> rshift(x, y);
      case 29 -> arshift(x, y);
      case 30 -> Long.rotateLeft(x, (int) y);
      case 31 -> Long.rotateRight(x, (int) y);
      case 32 -> extract(x, y, Args.integer64(c, 3, name, 1));
      case 33 -> {
        long at = Args.integer64(c, 3, name);
        Object width = argument(3, count, a, b, c, all);
        yield replace(x, y, at, Args.integer64(width, 4, name, 1));
      }
      default -> throw new IllegalStateException("integer function " + id);
    };
  }

  private Object bitwise(int count, Object a, Object b, Object c, Object[] all) {
    boolean and = id == 15 || id == 34;
    long bits = and ? -1 : 0;
    for (int i = 0; i < count; i++) {
      long x = Args.integer64(argument(i, count, a, b, c, all), i + 1, name());
      bits = and ? bits & x : id == 16 ? bits | x : bits ^ x;
    }
    return id == 34 ? (Object) (bits != 0) : (Object) bits;
  }

  private long extreme(long first, int count, Object a, Object b, Object c, Object[] all) {
    long best = first;
    for (int i = 1; i < count; i++) {
      long x = Args.integer64(argument(i, count, a, b, c, all), i + 1, name());
      best = id == 7 ? Math.min(best, x) : Math.max(best, x);
    }
    return best;
  }

  /** {@code integer.create}: the integer that a number is, or nil. */
  public static Object create(double value) {
    long integer = (long) value;
    boolean fits = value >= -0x1p63 && value < 0x1p63 && integer == value;
    return fits ? (Object) integer : null;
  }

  /** {@code integer.tonumber}. */
  public static double tonumber(long x) {
    return x;
  }

  /** {@code integer.neg}. */
  public static long neg(long x) {
    return -x;
  }

  /** {@code integer.add}. */
  public static long add(long x, long y) {
    return x + y;
  }

  /** {@code integer.sub}. */
  public static long sub(long x, long y) {
    return x - y;
  }

  /** {@code integer.mul}. */
  public static long mul(long x, long y) {
    return x * y;
  }

  /** {@code integer.min} of two integers. */
  public static long min(long x, long y) {
    return Math.min(x, y);
  }

  /** {@code integer.max} of two integers. */
  public static long max(long x, long y) {
    return Math.max(x, y);
  }

  /** {@code integer.band} of two integers. */
  public static long band(long x, long y) {
    return x & y;
  }

  /** {@code integer.bor} of two integers. */
  public static long bor(long x, long y) {
    return x | y;
  }

  /** {@code integer.bxor} of two integers. */
  public static long bxor(long x, long y) {
    return x ^ y;
  }

  /** {@code integer.bnot}. */
  public static long bnot(long x) {
    return ~x;
  }

  /** {@code integer.btest} of two integers. */
  public static boolean btest(long x, long y) {
    return (x & y) != 0;
  }

  /** {@code integer.lt}. */
  public static boolean lt(long x, long y) {
    return x < y;
  }

  /** {@code integer.le}. */
  public static boolean le(long x, long y) {
    return x <= y;
  }

  /** {@code integer.gt}. */
  public static boolean gt(long x, long y) {
    return x > y;
  }

  /** {@code integer.ge}. */
  public static boolean ge(long x, long y) {
    return x >= y;
  }

  /** {@code integer.ult}. */
  public static boolean ult(long x, long y) {
    return Long.compareUnsigned(x, y) < 0;
  }

  /** {@code integer.ule}. */
  public static boolean ule(long x, long y) {
    return Long.compareUnsigned(x, y) <= 0;
  }

  /** {@code integer.ugt}. */
  public static boolean ugt(long x, long y) {
    return Long.compareUnsigned(x, y) > 0;
  }

  /** {@code integer.uge}. */
  public static boolean uge(long x, long y) {
    return Long.compareUnsigned(x, y) >= 0;
  }

  /** {@code integer.lrotate}. */
  public static long lrotate(long x, long by) {
    return Long.rotateLeft(x, (int) by);
  }

  /** {@code integer.rrotate}. */
  public static long rrotate(long x, long by) {
    return Long.rotateRight(x, (int) by);
  }

  /** {@code integer.bswap}. */
  public static long bswap(long x) {
    return Long.reverseBytes(x);
  }

  private static void checkDivisor(long y) {
    if (y == 0) {
      throw LibError.of("division by zero");
    }
  }

  private static void checkQuotient(long x, long y) {
    checkDivisor(y);
    if (x == Long.MIN_VALUE && y == -1) {
      throw LibError.of("integer overflow");
    }
  }

  /** {@code integer.div}: rounds to zero. */
  public static long div(long x, long y) {
    checkQuotient(x, y);
    return x / y;
  }

  /** {@code integer.idiv}: rounds a negative quotient down. */
  public static long idiv(long x, long y) {
    checkQuotient(x, y);
    long quotient = x / y;
    return quotient < 0 && x % y != 0 ? quotient - 1 : quotient;
  }

  /** {@code integer.rem}: has the sign of the dividend. */
  public static long rem(long x, long y) {
    checkDivisor(y);
    return x % y;
  }

  /** {@code integer.mod}: has the sign of the divisor. */
  public static long mod(long x, long y) {
    checkDivisor(y);
    long rest = x % y;
    return rest != 0 && x < 0 != y < 0 ? rest + y : rest;
  }

  /** {@code integer.udiv}. */
  public static long udiv(long x, long y) {
    checkDivisor(y);
    return Long.divideUnsigned(x, y);
  }

  /** {@code integer.urem}. */
  public static long urem(long x, long y) {
    checkDivisor(y);
    return Long.remainderUnsigned(x, y);
  }

  /** {@code integer.clamp}. */
  public static long clamp(long x, long least, long most) {
    Args.check(least <= most, 3, "clamp", "max must be greater than or equal to min");
    return x < least ? least : Math.min(x, most);
  }

  /** {@code integer.lshift}; negative counts shift right. */
  public static long lshift(long x, long by) {
    if (by < -63 || by > 63) {
      return 0;
    }
    return by < 0 ? x >>> -by : x << by;
  }

  /** {@code integer.rshift}; negative counts shift left. */
  public static long rshift(long x, long by) {
    if (by < -63 || by > 63) {
      return 0;
    }
    return by < 0 ? x << -by : x >>> by;
  }

  /** {@code integer.arshift}; negative counts shift left. */
  public static long arshift(long x, long by) {
    if (by < -63) {
      return 0;
    }
    return by < 0 ? x << -by : x >> Math.min(by, 63);
  }

  private static void checkField(long at, long width, int argument, String function) {
    Args.check(at >= 0 && at <= 63, argument, function, "field cannot be negative");
    Args.check(width > 0, argument + 1, function, "width must be positive");
    if (at + width > 64 || at + width < 0) {
      throw LibError.of("trying to access non-existent bits");
    }
  }

  /** {@code integer.extract}. */
  public static long extract(long x, long at, long width) {
    checkField(at, width, 2, "extract");
    return x >>> at & -1L >>> 64 - width;
  }

  /** {@code integer.replace}. */
  public static long replace(long x, long field, long at, long width) {
    checkField(at, width, 3, "replace");
    long mask = -1L >>> 64 - width;
    return x & ~(mask << at) | (field & mask) << at;
  }

  /** {@code integer.countrz}. */
  public static long countrz(long x) {
    return Long.numberOfTrailingZeros(x);
  }

  /** {@code integer.countlz}. */
  public static long countlz(long x) {
    return Long.numberOfLeadingZeros(x);
  }
}
