package dev.ligature.luau.lib;

import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauTable;

/**
 * The {@code math} library. The static methods with primitive signatures are the functions
 * themselves on numbers; compiled code calls them directly where it knows the arguments' types.
 */
public final class MathLib extends LibraryFunction {
  private static final String[] NAMES = {
    "abs",
    "acos",
    "asin",
    "atan2",
    "atan",
    "ceil",
    "cosh",
    "cos",
    "deg",
    "exp",
    "floor",
    "fmod",
    "frexp",
    "ldexp",
    "log10",
    "log",
    "max",
    "min",
    "modf",
    "pow",
    "rad",
    "random",
    "randomseed",
    "sinh",
    "sin",
    "sqrt",
    "tanh",
    "tan",
    "noise",
    "clamp",
    "sign",
    "round",
    "map",
    "lerp",
    "isnan",
    "isinf",
    "isfinite"
  };

  private static final double RADIANS_PER_DEGREE = Math.PI / 180.0;
  private static final double LOG2_E = 1 / Math.log(2);

  private final Pcg32 random;

  private MathLib(String name, int id, Pcg32 random) {
    super(name, id);
    this.random = random;
  }

  /** {@return the table of the library, with a generator of random numbers of its own} */
  public static LuauTable open() {
    Pcg32 random = new Pcg32(System.nanoTime() ^ System.currentTimeMillis() << 20);
    LuauTable table = table(NAMES, (name, id) -> new MathLib(name, id, random), 7);
    table.set(LuauString.interned("pi"), (Object) Math.PI);
    table.set(LuauString.interned("huge"), (Object) Double.POSITIVE_INFINITY);
    table.set(LuauString.interned("nan"), (Object) Double.NaN);
    table.set(LuauString.interned("e"), (Object) Math.E);
    table.set(LuauString.interned("phi"), (Object) 1.61803398874989484820);
    table.set(LuauString.interned("sqrt2"), (Object) 1.41421356237309504880);
    table.set(LuauString.interned("tau"), (Object) (2 * Math.PI));
    return table;
  }

  @Override
  Object invoke(int count, Object a, Object b, Object c, Object[] all) {
    String name = name();
    return switch (id) {
      case 11, 3, 19 -> {
        // The official functions check the second argument first.
        double y = Args.number(b, 2, name);
        yield binary(Args.number(a, 1, name), y);
      }
      case 12 -> {
        double x = Args.number(a, 1, name);
        yield new Object[] {fraction(x), (double) exponent(x)};
      }
      case 13 -> {
        double exponent = Args.number(b, 2, name);
        yield ldexp(Args.number(a, 1, name), exponent);
      }
      case 15 ->
          Args.isNoneOrNil(b)
              ? (Object) log(Args.number(a, 1, name))
              : (Object) log(Args.number(a, 1, name), Args.number(b, 2, name));
      case 16, 17 -> extreme(count, a, b, c, all);
      case 18 -> {
        double x = Args.number(a, 1, name);
        double whole = truncate(x);
        double rest = Double.isInfinite(x) ? 0.0 : x - whole;
        yield new Object[] {whole, Math.copySign(rest, x)};
      }
      case 21 -> random(count, a, b);
      case 22 -> {
        random.seed(Args.integer(a, 1, name));
        yield dev.ligature.luau.vm.Results.NONE;
      }
      case 28 -> noise(a, b, c);
      case 29 -> clamp(Args.number(a, 1, name), Args.number(b, 2, name), Args.number(c, 3, name));
      case 32 ->
          map(
              Args.number(a, 1, name),
              Args.number(b, 2, name),
              Args.number(c, 3, name),
              Args.number(argument(3, count, a, b, c, all), 4, name),
              Args.number(argument(4, count, a, b, c, all), 5, name));
      case 33 -> lerp(Args.number(a, 1, name), Args.number(b, 2, name), Args.number(c, 3, name));
      case 34 -> Double.isNaN(Args.number(a, 1, name));
      case 35 -> Double.isInfinite(Args.number(a, 1, name));
      case 36 -> Double.isFinite(Args.number(a, 1, name));
      default -> unary(Args.number(a, 1, name));
    };
  }

  private double unary(double x) {
    return switch (id) {
      case 0 -> Math.abs(x);
      case 1 -> acos(x);
      case 2 -> asin(x);
      case 4 -> atan(x);
      case 5 -> Math.ceil(x);
      case 6 -> cosh(x);
      case 7 -> cos(x);
      case 8 -> deg(x);
      case 9 -> exp(x);
      case 10 -> Math.floor(x);
      case 14 -> log10(x);
      case 20 -> rad(x);
      case 23 -> sinh(x);
      case 24 -> sin(x);
      case 25 -> Math.sqrt(x);
      case 26 -> tanh(x);
      case 27 -> tan(x);
      case 30 -> sign(x);
      case 31 -> round(x);
      default -> throw new IllegalStateException("math function " + id);
    };
  }

  private double binary(double x, double y) {
    return id == 11 ? fmod(x, y) : id == 3 ? atan2(x, y) : pow(x, y);
  }

  private double extreme(int count, Object a, Object b, Object c, Object[] all) {
    double best = Args.number(a, 1, name());
    for (int i = 1; i < count; i++) {
      double x = Args.number(argument(i, count, a, b, c, all), i + 1, name());
      best = id == 16 ? max(best, x) : min(best, x);
    }
    return best;
  }

  private double random(int count, Object a, Object b) {
    switch (count) {
      case 0 -> {
        return random.nextDouble();
      }
      case 1 -> {
        int upper = Args.integer(a, 1, "random");
        Args.check(upper >= 1, 1, "random", "interval is empty");
        return 1 + random.nextBelow(upper);
      }
      case 2 -> {
        int lower = Args.integer(a, 1, "random");
        int upper = Args.integer(b, 2, "random");
        Args.check(lower <= upper, 2, "random", "interval is empty");
        int span = upper - lower;
        Args.check(span != -1, 2, "random", "interval is too large");
        return (int) (lower + random.nextBelow(span + 1));
      }
      default -> throw LibError.of("wrong number of arguments");
    }
  }

  private static double noise(Object a, Object b, Object c) {
    double x = Args.number(a, 1, "noise");
    double y = Args.number(b, 2, "noise", 0);
    double z = Args.number(c, 3, "noise", 0);
    return noise(x, y, z);
  }

  /** {@code math.abs}. */
  public static double abs(double x) {
    return Math.abs(x);
  }

  /** {@code math.acos}. */
  public static double acos(double x) {
    return Math.acos(x);
  }

  /** {@code math.asin}. */
  public static double asin(double x) {
    return Math.asin(x);
  }

  /** {@code math.atan}. */
  public static double atan(double x) {
    return Math.atan(x);
  }

  /** {@code math.atan2}. */
  public static double atan2(double y, double x) {
    return Math.atan2(y, x);
  }

  /** {@code math.ceil}. */
  public static double ceil(double x) {
    return Math.ceil(x);
  }

  /** {@code math.cos}. */
  public static double cos(double x) {
    return Math.cos(x);
  }

  /** {@code math.cosh}. */
  public static double cosh(double x) {
    return Math.cosh(x);
  }

  /** {@code math.deg}. */
  public static double deg(double x) {
    return x / RADIANS_PER_DEGREE;
  }

  /** {@code math.exp}. */
  public static double exp(double x) {
    return Math.exp(x);
  }

  /** {@code math.floor}. */
  public static double floor(double x) {
    return Math.floor(x);
  }

  /** {@code math.fmod}. */
  public static double fmod(double x, double y) {
    return x % y;
  }

  /** {@code math.ldexp}. */
  public static double ldexp(double x, double exponent) {
    return Math.scalb(x, Numbers.toInt(exponent));
  }

  /** {@code math.log} of one argument. */
  public static double log(double x) {
    return Math.log(x);
  }

  /** {@code math.log} of two arguments. */
  public static double log(double x, double base) {
    return base == 2.0 ? log2(x) : base == 10.0 ? log10(x) : Math.log(x) / Math.log(base);
  }

  /** {@code math.log10}. */
  public static double log10(double x) {
    return Math.log10(x);
  }

  /** The logarithm to base 2, exact for powers of two. */
  public static double log2(double x) {
    if (!(x > 0) || x == Double.POSITIVE_INFINITY) {
      return Math.log(x);
    }
    int exponent = exponent(x);
    double mantissa = fraction(x);
    if (mantissa < 0.7071067811865476) {
      mantissa *= 2;
      exponent--;
    }
    return exponent + Math.log(mantissa) * LOG2_E;
  }

  /** {@code math.max} of two numbers: the first unless the second is greater. */
  public static double max(double a, double b) {
    return b > a ? b : a;
  }

  /** {@code math.min} of two numbers: the first unless the second is less. */
  public static double min(double a, double b) {
    return b < a ? b : a;
  }

  /** {@code math.pow} and the operator {@code ^}, by C's rules for ones and infinities. */
  public static double pow(double x, double y) {
    if (x == 1 || (x == -1 && Double.isInfinite(y))) {
      return 1;
    }
    return Math.pow(x, y);
  }

  /** {@code math.rad}. */
  public static double rad(double x) {
    return x * RADIANS_PER_DEGREE;
  }

  /** {@code math.sin}. */
  public static double sin(double x) {
    return Math.sin(x);
  }

  /** {@code math.sinh}. */
  public static double sinh(double x) {
    return Math.sinh(x);
  }

  /** {@code math.sqrt}. */
  public static double sqrt(double x) {
    return Math.sqrt(x);
  }

  /** {@code math.tan}. */
  public static double tan(double x) {
    return Math.tan(x);
  }

  /** {@code math.tanh}. */
  public static double tanh(double x) {
    return Math.tanh(x);
  }

  /** {@code math.noise}. */
  public static double noise(double x, double y, double z) {
    return Noise.at((float) x, (float) y, (float) z);
  }

  /** {@code math.clamp}. */
  public static double clamp(double x, double least, double most) {
    Args.check(least <= most, 3, "clamp", "max must be greater than or equal to min");
    double r = x < least ? least : x;
    return r > most ? most : r;
  }

  /** {@code math.sign}. */
  public static double sign(double x) {
    return x > 0 ? 1 : x < 0 ? -1 : 0;
  }

  /** {@code math.round}: halves away from zero. */
  public static double round(double x) {
    double magnitude = Math.abs(x);
    double whole = Math.floor(magnitude);
    if (magnitude - whole >= 0.5) {
      whole += 1;
    }
    return Math.copySign(whole, x);
  }

  /** {@code math.map}. */
  public static double map(
      double x, double inLeast, double inMost, double outLeast, double outMost) {
    return outLeast + (x - inLeast) * (outMost - outLeast) / (inMost - inLeast);
  }

  /** {@code math.lerp}. */
  public static double lerp(double a, double b, double t) {
    return t == 1.0 ? b : a + (b - a) * t;
  }

  /** {@code math.isnan}. */
  public static boolean isnan(double x) {
    return x != x;
  }

  /** {@code math.isinf}. */
  public static boolean isinf(double x) {
    return Double.isInfinite(x);
  }

  /** {@code math.isfinite}. */
  public static boolean isfinite(double x) {
    return Double.isFinite(x);
  }

  private static double truncate(double x) {
    return x < 0 ? Math.ceil(x) : Math.floor(x);
  }

  /** The fraction in [0.5, 1) of C's {@code frexp}. */
  private static double fraction(double x) {
    if (x == 0 || !Double.isFinite(x)) {
      return x;
    }
    return Math.scalb(x, -exponent(x));
  }

  /** The exponent of C's {@code frexp}. */
  private static int exponent(double x) {
    if (x == 0 || !Double.isFinite(x)) {
      return 0;
    }
    int exponent = Math.getExponent(x);
    return exponent >= Double.MIN_EXPONENT ? exponent + 1 : Math.getExponent(x * 0x1p54) - 53;
  }
}
