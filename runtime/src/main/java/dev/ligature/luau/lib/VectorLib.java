package dev.ligature.luau.lib;

import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauTable;
import dev.ligature.luau.vm.LuauVector;

/**
 * The {@code vector} library, in single precision as the official one. The static methods on {@link
 * LuauVector} are called directly by compiled code.
 */
public final class VectorLib extends LibraryFunction {
  private static final String[] NAMES = {
    "create",
    "magnitude",
    "normalize",
    "cross",
    "dot",
    "angle",
    "floor",
    "ceil",
    "abs",
    "sign",
    "clamp",
    "max",
    "min",
    "lerp"
  };

  private static final int INDEX = 14;

  private VectorLib(String name, int id) {
    super(name, id);
  }

  /** {@return the table of the library} */
  public static LuauTable open() {
    LuauTable table = table(NAMES, VectorLib::new, 2);
    table.set(LuauString.interned("zero"), new LuauVector(0, 0, 0));
    table.set(LuauString.interned("one"), new LuauVector(1, 1, 1));
    return table;
  }

  /** {@return the {@code __index} of vectors: components by the letters x, y and z of any case} */
  static LibraryFunction index() {
    return new VectorLib("", INDEX);
  }

  private static double component(LuauVector v, LuauString key) {
    if (key.length() == 1) {
      switch (key.bytes()[0] | ' ') {
        case 'x' -> {
          return v.x;
        }
        case 'y' -> {
          return v.y;
        }
        case 'z' -> {
          return v.z;
        }
        default -> {}
      }
    }
    throw LibError.of("attempt to index vector with '" + key + "'");
  }

  @Override
  Object invoke(int count, Object a, Object b, Object c, Object[] all) {
    String name = name();
    if (id == 0) {
      double x = Args.number(a, 1, name);
      double y = Args.number(b, 2, name);
      return create(x, y, count >= 3 ? Args.number(c, 3, name) : 0);
    }
    LuauVector v = Args.vector(a, 1, name);
    return switch (id) {
      case 1 -> magnitude(v);
      case 2 -> normalize(v);
      case 3 -> cross(v, Args.vector(b, 2, name));
      case 4 -> dot(v, Args.vector(b, 2, name));
      case 5 -> {
        LuauVector w = Args.vector(b, 2, name);
        yield Args.isNoneOrNil(c) ? angle(v, w) : angle(v, w, Args.vector(c, 3, name));
      }
      case 6 -> floor(v);
      case 7 -> ceil(v);
      case 8 -> abs(v);
      case 9 -> sign(v);
      case 10 -> clamp(v, Args.vector(b, 2, name), Args.vector(c, 3, name));
      case 11, 12 -> {
        LuauVector best = v;
        for (int i = 1; i < count; i++) {
          LuauVector w = Args.vector(argument(i, count, a, b, c, all), i + 1, name);
          best = id == 11 ? max(best, w) : min(best, w);
        }
        yield best;
      }
      case 13 -> lerp(v, Args.vector(b, 2, name), Args.number(c, 3, name));
      case INDEX -> component(v, Args.string(b, 2, name));
      default -> throw new IllegalStateException("vector function " + id);
    };
  }

  /** {@code vector.create} of two numbers. */
  public static LuauVector create(double x, double y) {
    return new LuauVector((float) x, (float) y, 0);
  }

  /** {@code vector.create}. */
  public static LuauVector create(double x, double y, double z) {
    return new LuauVector((float) x, (float) y, (float) z);
  }

  private static float length(LuauVector v) {
    return (float) Math.sqrt(v.x * v.x + v.y * v.y + v.z * v.z);
  }

  /** {@code vector.magnitude}. */
  public static double magnitude(LuauVector v) {
    return length(v);
  }

  /** {@code vector.normalize}. */
  public static LuauVector normalize(LuauVector v) {
    float inverse = 1.0f / length(v);
    return new LuauVector(v.x * inverse, v.y * inverse, v.z * inverse);
  }

  /** {@code vector.cross}. */
  public static LuauVector cross(LuauVector a, LuauVector b) {
    return new LuauVector(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x);
  }

  /** {@code vector.dot}. */
  public static double dot(LuauVector a, LuauVector b) {
    return a.x * b.x + a.y * b.y + a.z * b.z;
  }

  /** {@code vector.angle}. */
  public static double angle(LuauVector a, LuauVector b) {
    LuauVector cross = cross(a, b);
    double sine = (float) Math.sqrt(cross.x * cross.x + cross.y * cross.y + cross.z * cross.z);
    return Math.atan2(sine, dot(a, b));
  }

  /** {@code vector.angle} about an axis, which gives the sign. */
  public static double angle(LuauVector a, LuauVector b, LuauVector axis) {
    double angle = angle(a, b);
    return dot(cross(a, b), axis) < 0.0 ? -angle : angle;
  }

  /** {@code vector.floor}. */
  public static LuauVector floor(LuauVector v) {
    return new LuauVector(
        (float) Math.floor(v.x), (float) Math.floor(v.y), (float) Math.floor(v.z));
  }

  /** {@code vector.ceil}. */
  public static LuauVector ceil(LuauVector v) {
    return new LuauVector((float) Math.ceil(v.x), (float) Math.ceil(v.y), (float) Math.ceil(v.z));
  }

  /** {@code vector.abs}. */
  public static LuauVector abs(LuauVector v) {
    return new LuauVector(Math.abs(v.x), Math.abs(v.y), Math.abs(v.z));
  }

  /** {@code vector.sign}. */
  public static LuauVector sign(LuauVector v) {
    return new LuauVector(sign(v.x), sign(v.y), sign(v.z));
  }

  private static float sign(float x) {
    return x > 0 ? 1 : x < 0 ? -1 : 0;
  }

  /** {@code vector.clamp}. */
  public static LuauVector clamp(LuauVector v, LuauVector least, LuauVector most) {
    Args.check(least.x <= most.x, 3, "clamp", "max.x must be greater than or equal to min.x");
    Args.check(least.y <= most.y, 3, "clamp", "max.y must be greater than or equal to min.y");
    Args.check(least.z <= most.z, 3, "clamp", "max.z must be greater than or equal to min.z");
    return new LuauVector(
        clamp(v.x, least.x, most.x), clamp(v.y, least.y, most.y), clamp(v.z, least.z, most.z));
  }

  private static float clamp(float x, float least, float most) {
    float r = x < least ? least : x;
    return r > most ? most : r;
  }

  /** {@code vector.max} of two vectors. */
  public static LuauVector max(LuauVector a, LuauVector b) {
    return new LuauVector(b.x > a.x ? b.x : a.x, b.y > a.y ? b.y : a.y, b.z > a.z ? b.z : a.z);
  }

  /** {@code vector.min} of two vectors. */
  public static LuauVector min(LuauVector a, LuauVector b) {
    return new LuauVector(b.x < a.x ? b.x : a.x, b.y < a.y ? b.y : a.y, b.z < a.z ? b.z : a.z);
  }

  /** {@code vector.lerp}. */
  public static LuauVector lerp(LuauVector a, LuauVector b, double by) {
    float t = (float) by;
    return new LuauVector(lerp(a.x, b.x, t), lerp(a.y, b.y, t), lerp(a.z, b.z, t));
  }

  private static float lerp(float a, float b, float t) {
    return t == 1.0f ? b : a + (b - a) * t;
  }
}
