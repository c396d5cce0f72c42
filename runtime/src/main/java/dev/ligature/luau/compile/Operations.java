package dev.ligature.luau.compile;

import dev.ligature.luau.vm.LuauError;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauVector;
import dev.ligature.luau.vm.Metamethod;
import dev.ligature.luau.vm.NumberTag;
import dev.ligature.luau.vm.Operators;

/** Operations behind single calls from generated code, in the form that is shortest there. */
public final class Operations {
  /** What a part of a function returns to leave the loop around it. */
  public static final Object BREAK = new Object();

  /** What a part of a function returns to go on with the loop around it. */
  public static final Object CONTINUE = new Object();

  private static final Object NIL = new Object();

  private Operations() {}

  /** {@return what a part returns to have its function return {@code results}} */
  public static Object leave(Object results) {
    return results == null ? NIL : results;
  }

  /** {@return the function's results in what a part returned} */
  public static Object left(Object signal) {
    return signal == NIL ? null : signal;
  }

  /** {@return {@code a + b}} */
  public static Object add(Object a, Object b) {
    if (a instanceof Double x && b instanceof Double y) {
      return x + y;
    }
    if (a instanceof LuauVector v) {
      if (b instanceof LuauVector w) {
        return new LuauVector(v.x + w.x, v.y + w.y, v.z + w.z);
      }
    }
    return Operators.arithmetic(Metamethod.ADD, a, b);
  }

  /** {@return {@code a - b}} */
  public static Object sub(Object a, Object b) {
    if (a instanceof Double x && b instanceof Double y) {
      return x - y;
    }
    if (a instanceof LuauVector v) {
      if (b instanceof LuauVector w) {
        return new LuauVector(v.x - w.x, v.y - w.y, v.z - w.z);
      }
    }
    return Operators.arithmetic(Metamethod.SUB, a, b);
  }

  /** {@return {@code a * b}} */
  public static Object mul(Object a, Object b) {
    if (a instanceof Double x) {
      if (b instanceof Double y) {
        return x * y;
      }
      if (b instanceof LuauVector w) {
        float f = x.floatValue();
        return new LuauVector(f * w.x, f * w.y, f * w.z);
      }
    }
    if (a instanceof LuauVector v) {
      if (b instanceof LuauVector w) {
        return new LuauVector(v.x * w.x, v.y * w.y, v.z * w.z);
      }
      if (b instanceof Double y) {
        float f = y.floatValue();
        return new LuauVector(v.x * f, v.y * f, v.z * f);
      }
    }
    return Operators.arithmetic(Metamethod.MUL, a, b);
  }

  /** {@return {@code a / b}} */
  public static Object div(Object a, Object b) {
    if (a instanceof Double x && b instanceof Double y) {
      return x / y;
    }
    if (a instanceof LuauVector v) {
      if (b instanceof LuauVector w) {
        return new LuauVector(v.x / w.x, v.y / w.y, v.z / w.z);
      }
      if (b instanceof Double y) {
        float f = y.floatValue();
        return new LuauVector(v.x / f, v.y / f, v.z / f);
      }
    }
    return Operators.arithmetic(Metamethod.DIV, a, b);
  }

  /** {@return {@code a // b}} */
  public static Object idiv(Object a, Object b) {
    return Operators.arithmetic(Metamethod.IDIV, a, b);
  }

  /** {@return {@code a % b}} */
  public static Object mod(Object a, Object b) {
    return Operators.arithmetic(Metamethod.MOD, a, b);
  }

  /** {@return {@code a ^ b}} */
  public static Object pow(Object a, Object b) {
    return Operators.arithmetic(Metamethod.POW, a, b);
  }

  /** {@return {@code a // b}} */
  public static double idiv(double a, double b) {
    return Math.floor(a / b);
  }

  /** {@return {@code a % b}} */
  public static double mod(double a, double b) {
    if (a >= 0 && b > 0 && a < 1L << 52 && b < 1L << 52) {
      long x = (long) a;
      long y = (long) b;
      if (x == a && y == b) {
        return x < 1L << 31 && y < 1L << 31 ? (int) x % (int) y : x % y;
      }
    }
    return Operators.mod(a, b);
  }

  /** {@return whether {@code value} is the string {@code constant}} */
  public static boolean isString(Object value, LuauString constant) {
    return value == constant || value instanceof LuauString s && s.same(constant);
  }

  /** {@return whether two pairs are equal} */
  public static boolean equal(Object tag, double number, Object otherTag, double otherNumber) {
    if (tag == NumberTag.NUMBER) {
      return otherTag == NumberTag.NUMBER && number == otherNumber;
    }
    return otherTag != NumberTag.NUMBER && Operators.equal(tag, otherTag);
  }

  /** {@return whether two values are equal} */
  public static boolean equal(Object a, Object b) {
    return Operators.equal(a, b);
  }

  /** {@return {@code -value}} of any value but a number */
  public static Object negate(Object value) {
    return Operators.negate(value);
  }

  /**
   * {@return a number that inference proved to be one}; the proof fails only where a function got
   * an environment in which a builtin that returns numbers is another function.
   */
  public static double proven(Object value) {
    if (value instanceof Double d) {
      return d;
    }
    throw LuauError.runtime(
        "a builtin was replaced by a function that returns " + Operators.typeName(value));
  }

  /** {@return a number that a builtin gives, of unsigned 32 bits; see {@link #proven}} */
  public static long provenUnsigned(Object value) {
    return provenBetween(value, 0, 0xffff_ffffL);
  }

  /** {@return a number that a builtin gives, of signed 32 bits; see {@link #proven}} */
  public static long provenSigned(Object value) {
    return provenBetween(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  private static long provenBetween(Object value, long min, long max) {
    double number = proven(value);
    long integer = (long) number;
    if (integer == number && integer >= min && integer <= max) {
      return integer;
    }
    throw LuauError.runtime("a builtin was replaced by a function that returns other numbers");
  }

  /** {@return the text of an interpolated part} */
  public static Object text(Object value) {
    return value instanceof LuauString ? value : Operators.toText(value);
  }
}
