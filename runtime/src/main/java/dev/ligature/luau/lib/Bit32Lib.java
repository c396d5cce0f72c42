package dev.ligature.luau.lib;

import dev.ligature.luau.vm.LuauTable;

/**
 * The {@code bit32} library: operations on unsigned 32-bit integers held in numbers. The static
 * methods take and give the bits; compiled code calls them directly.
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
      case 2 -> number(bnot(Args.unsigned(a, 1, name)));
      case 12 -> (double) countlz(Args.unsigned(a, 1, name));
      case 13 -> (double) countrz(Args.unsigned(a, 1, name));
      case 14 -> number(byteswap(Args.unsigned(a, 1, name)));
      case 6 -> {
        int value = Args.unsigned(a, 1, name);
        int at = Numbers.toInt(Args.number(b, 2, name));
        yield number(extract(value, at, Numbers.toInt(Args.number(c, 3, name, 1))));
      }
      case 9 -> {
        int value = Args.unsigned(a, 1, name);
        int field = Args.unsigned(b, 2, name);
        int at = Numbers.toInt(Args.number(c, 3, name));
        double width = Args.number(argument(3, count, a, b, c, all), 4, name, 1);
        yield number(replace(value, field, at, Numbers.toInt(width)));
      }
      default -> {
        // But for arshift, the official functions check the second argument first.
        double first = id == 0 ? Args.number(a, 1, name) : 0;
        int by = Numbers.toInt(Args.number(b, 2, name));
        int x = Numbers.toUnsigned(id == 0 ? first : Args.number(a, 1, name));
        yield number(
            switch (id) {
              case 0 -> arshift(x, by);
              case 7 -> lrotate(x, by);
              case 8 -> lshift(x, by);
              case 10 -> rrotate(x, by);
              default -> rshift(x, by);
            });
      }
    };
  }

  private static double number(int bits) {
    return bits & 0xffff_ffffL;
  }

  /** {@code bit32.arshift}. */
  public static int arshift(int x, int by) {
    return by < 0 || x >= 0 ? shifted(x, -by) : x >> Math.min(by, 31);
  }

  /** {@code bit32.band} of three numbers. */
  public static int band(int x, int y, int z) {
    return x & y & z;
  }

  /** {@code bit32.band} of two numbers. */
  public static int band(int x, int y) {
    return x & y;
  }

  /** {@code bit32.bnot}. */
  public static int bnot(int x) {
    return ~x;
  }

  /** {@code bit32.bor} of three numbers. */
  public static int bor(int x, int y, int z) {
    return x | y | z;
  }

  /** {@code bit32.bor} of two numbers. */
  public static int bor(int x, int y) {
    return x | y;
  }

  /** {@code bit32.bxor} of three numbers. */
  public static int bxor(int x, int y, int z) {
    return x ^ y ^ z;
  }

  /** {@code bit32.bxor} of two numbers. */
  public static int bxor(int x, int y) {
    return x ^ y;
  }

  /** {@code bit32.btest} of two numbers. */
  public static boolean btest(int x, int y) {
    return (x & y) != 0;
  }

  /** {@code bit32.extract} of one bit. */
  public static int extract(int x, int at) {
    return extract(x, at, 1);
  }

  /** {@code bit32.extract}. */
  public static int extract(int x, int at, int width) {
    checkField(at, width, 2, "extract");
    return x >>> at & -1 >>> 32 - width;
  }

  /** {@code bit32.replace} of one bit. */
  public static int replace(int x, int field, int at) {
    return replace(x, field, at, 1);
  }

  /** {@code bit32.replace}. */
  public static int replace(int x, int field, int at, int width) {
    checkField(at, width, 3, "replace");
    int mask = -1 >>> 32 - width;
    return x & ~(mask << at) | (field & mask) << at;
  }

  private static void checkField(int at, int width, int argument, String function) {
    if (at < 0 || width <= 0 || at + width > 32 || at + width < 0) {
      throw wrongField(at, width, argument, function);
    }
  }

  private static RuntimeException wrongField(int at, int width, int argument, String function) {
    Args.check(at >= 0, argument, function, "field cannot be negative");
    Args.check(width > 0, argument + 1, function, "width must be positive");
    return LibError.of("trying to access non-existent bits");
  }

  /** {@code bit32.lrotate}. */
  public static int lrotate(int x, int by) {
    return Integer.rotateLeft(x, by);
  }

  /** {@code bit32.rrotate}. */
  public static int rrotate(int x, int by) {
    return Integer.rotateRight(x, by);
  }

  /** {@code bit32.lshift}. */
  public static int lshift(int x, int by) {
    return shifted(x, by);
  }

  /** {@code bit32.rshift}. */
  public static int rshift(int x, int by) {
    return shifted(x, -by);
  }

  private static int shifted(int bits, int left) {
    if (left >= 0) {
      return left >= 32 ? 0 : bits << left;
    }
    return left <= -32 ? 0 : bits >>> -left;
  }

  /** {@code bit32.countlz}. */
  public static int countlz(int x) {
    return Integer.numberOfLeadingZeros(x);
  }

  /** {@code bit32.countrz}. */
  public static int countrz(int x) {
    return Integer.numberOfTrailingZeros(x);
  }

  /** {@code bit32.byteswap}. */
  public static int byteswap(int x) {
    return Integer.reverseBytes(x);
  }
}
