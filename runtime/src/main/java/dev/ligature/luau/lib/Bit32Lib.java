package dev.ligature.luau.lib;

import dev.ligature.luau.vm.LuauTable;

/**
 * The {@code bit32} library: operations on unsigned 32-bit integers held in numbers. The static
 * methods take and give numbers; compiled code calls them directly.
 */
public final class Bit32Lib extends LibraryFunction {
  private static final String[] NAMES = {
    "arshift",
    "band",
    "bnot",
    "bor",
    "bxor",
    "btest",
    "extract",
    "lrotate",
    "lshift",
    "replace",
    "rrotate",
    "rshift",
    "countlz",
    "countrz",
    "byteswap"
  };

  private Bit32Lib(String name, int id) {
    super(name, id);
  }

  /** {@return the table of the library} */
  public static LuauTable open() {
    return table(NAMES, Bit32Lib::new, 0);
  }

  @Override
  Object invoke(int count, Object a, Object b, Object c, Object[] all) {
    String name = name();
    return switch (id) {
      case 1, 3, 4, 5 -> {
        int bits = id == 1 || id == 5 ? -1 : 0;
        for (int i = 0; i < count; i++) {
          int x = Args.unsigned(argument(i, count, a, b, c, all), i + 1, name);
          bits = id == 3 ? bits | x : id == 4 ? bits ^ x : bits & x;
        }
        yield id == 5 ? (Object) (bits != 0) : (Object) number(bits);
      }
      case 2 -> bnot(Args.number(a, 1, name));
      case 12 -> countlz(Args.number(a, 1, name));
      case 13 -> countrz(Args.number(a, 1, name));
      case 14 -> byteswap(Args.number(a, 1, name));
      case 6 -> {
        double value = Args.number(a, 1, name);
        yield extract(value, Args.number(b, 2, name), Args.number(c, 3, name, 1));
      }
      case 9 -> {
        double value = Args.number(a, 1, name);
        double field = Args.number(b, 2, name);
        double at = Args.number(c, 3, name);
        yield replace(value, field, at, Args.number(argument(3, count, a, b, c, all), 4, name, 1));
      }
      default -> {
        // But for arshift, the official functions check the second argument first.
        double first = id == 0 ? Args.number(a, 1, name) : 0;
        double y = Args.number(b, 2, name);
        double x = id == 0 ? first : Args.number(a, 1, name);
        yield switch (id) {
          case 0 -> arshift(x, y);
          case 7 -> lrotate(x, y);
          case 8 -> lshift(x, y);
          case 10 -> rrotate(x, y);
          default -> rshift(x, y);
        };
      }
    };
  }

  private static double number(int bits) {
    return bits & 0xffff_ffffL;
  }

  /** {@code bit32.arshift}. */
  public static double arshift(double x, double shift) {
    int bits = Numbers.toUnsigned(x);
    int by = Numbers.toInt(shift);
    if (by < 0 || bits >= 0) {
      return number(shifted(bits, -by));
    }
    return number(bits >> Math.min(by, 31));
  }

  /** {@code bit32.band} of three numbers. */
  public static double band(double x, double y, double z) {
    return number(Numbers.toUnsigned(x) & Numbers.toUnsigned(y) & Numbers.toUnsigned(z));
  }

  /** {@code bit32.band} of two numbers. */
  public static double band(double x, double y) {
    return number(Numbers.toUnsigned(x) & Numbers.toUnsigned(y));
  }

  /** {@code bit32.bnot}. */
  public static double bnot(double x) {
    return number(~Numbers.toUnsigned(x));
  }

  /** {@code bit32.bor} of three numbers. */
  public static double bor(double x, double y, double z) {
    return number(Numbers.toUnsigned(x) | Numbers.toUnsigned(y) | Numbers.toUnsigned(z));
  }

  /** {@code bit32.bor} of two numbers. */
  public static double bor(double x, double y) {
    return number(Numbers.toUnsigned(x) | Numbers.toUnsigned(y));
  }

  /** {@code bit32.bxor} of three numbers. */
  public static double bxor(double x, double y, double z) {
    return number(Numbers.toUnsigned(x) ^ Numbers.toUnsigned(y) ^ Numbers.toUnsigned(z));
  }

  /** {@code bit32.bxor} of two numbers. */
  public static double bxor(double x, double y) {
    return number(Numbers.toUnsigned(x) ^ Numbers.toUnsigned(y));
  }

  /** {@code bit32.btest} of two numbers. */
  public static boolean btest(double x, double y) {
    return (Numbers.toUnsigned(x) & Numbers.toUnsigned(y)) != 0;
  }

  /** {@code bit32.extract} of one bit. */
  public static double extract(double x, double at) {
    return extract(x, at, 1);
  }

  /** {@code bit32.extract}. */
  public static double extract(double x, double at, double width) {
    int f = Numbers.toInt(at);
    int w = Numbers.toInt(width);
    checkField(f, w, 2, "extract");
    return number(Numbers.toUnsigned(x) >>> f & -1 >>> 32 - w);
  }

  /** {@code bit32.replace} of one bit. */
  public static double replace(double x, double field, double at) {
    return replace(x, field, at, 1);
  }

  /** {@code bit32.replace}. */
  public static double replace(double x, double field, double at, double width) {
    int f = Numbers.toInt(at);
    int w = Numbers.toInt(width);
    checkField(f, w, 3, "replace");
    int mask = -1 >>> 32 - w;
    int value = Numbers.toUnsigned(field) & mask;
    return number(Numbers.toUnsigned(x) & ~(mask << f) | value << f);
  }

  private static void checkField(int at, int width, int argument, String function) {
    Args.check(at >= 0, argument, function, "field cannot be negative");
    Args.check(width > 0, argument + 1, function, "width must be positive");
    if (at + width > 32 || at + width < 0) {
      throw LibError.of("trying to access non-existent bits");
    }
  }

  /** {@code bit32.lrotate}. */
  public static double lrotate(double x, double by) {
    return number(Integer.rotateLeft(Numbers.toUnsigned(x), Numbers.toInt(by)));
  }

  /** {@code bit32.rrotate}. */
  public static double rrotate(double x, double by) {
    return number(Integer.rotateRight(Numbers.toUnsigned(x), Numbers.toInt(by)));
  }

  /** {@code bit32.lshift}. */
  public static double lshift(double x, double by) {
    return number(shifted(Numbers.toUnsigned(x), Numbers.toInt(by)));
  }

  /** {@code bit32.rshift}. */
  public static double rshift(double x, double by) {
    return number(shifted(Numbers.toUnsigned(x), -Numbers.toInt(by)));
  }

  private static int shifted(int bits, int left) {
    if (left >= 0) {
      return left >= 32 ? 0 : bits << left;
    }
    return left <= -32 ? 0 : bits >>> -left;
  }

  /** {@code bit32.countlz}. */
  public static double countlz(double x) {
    return Integer.numberOfLeadingZeros(Numbers.toUnsigned(x));
  }

  /** {@code bit32.countrz}. */
  public static double countrz(double x) {
    return Integer.numberOfTrailingZeros(Numbers.toUnsigned(x));
  }

  /** {@code bit32.byteswap}. */
  public static double byteswap(double x) {
    return number(Integer.reverseBytes(Numbers.toUnsigned(x)));
  }
}
