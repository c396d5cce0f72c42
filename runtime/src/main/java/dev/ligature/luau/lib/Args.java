package dev.ligature.luau.lib;

import dev.ligature.luau.vm.LuauBuffer;
import dev.ligature.luau.vm.LuauError;
import dev.ligature.luau.vm.LuauFunction;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauTable;
import dev.ligature.luau.vm.LuauVector;
import dev.ligature.luau.vm.Operators;

/**
 * Checks and conversions of a builtin's arguments, with the official messages. Numbers and strings
 * stand for each other, as everywhere in libraries. Arguments are counted from 1 in messages.
 */
final class Args {
  /** Stands for an argument that was not given, where nil counts as given. Never a Luau value. */
  static final Object NONE = new Object();

  private Args() {}

  static boolean isNone(Object value) {
    return value == NONE;
  }

  static boolean isNoneOrNil(Object value) {
    return value == null || value == NONE;
  }

  /** Nil for an argument that was not given. */
  static Object orNil(Object value) {
    return value == NONE ? null : value;
  }

  static double number(Object value, int n, String function) {
    return value instanceof Double d ? d : coercedNumber(value, n, function);
  }

  private static double coercedNumber(Object value, int n, String function) {
    if (value instanceof LuauString s) {
      double parsed = NumberParse.parse(s.bytes());
      if (!NumberParse.isFailure(parsed)) {
        return parsed;
      }
    }
    throw expected(value, n, function, "number");
  }

  static double number(Object value, int n, String function, double absent) {
    return isNoneOrNil(value) ? absent : number(value, n, function);
  }

  static int integer(Object value, int n, String function) {
    return Numbers.toInt(number(value, n, function));
  }

  static int integer(Object value, int n, String function, int absent) {
    return isNoneOrNil(value) ? absent : integer(value, n, function);
  }

  static int unsigned(Object value, int n, String function) {
    return Numbers.toUnsigned(number(value, n, function));
  }

  static long integer64(Object value, int n, String function) {
    if (value instanceof Long l) {
      return l;
    }
    throw expected(value, n, function, "integer");
  }

  static long integer64(Object value, int n, String function, long absent) {
    return isNoneOrNil(value) ? absent : integer64(value, n, function);
  }

  static LuauString string(Object value, int n, String function) {
    if (value instanceof LuauString s) {
      return s;
    }
    if (value instanceof Double d) {
      return LuauString.of(NumberFormat.format(d));
    }
    throw expected(value, n, function, "string");
  }

  static byte[] bytes(Object value, int n, String function) {
    return string(value, n, function).bytes();
  }

  static LuauTable table(Object value, int n, String function) {
    if (value instanceof LuauTable t) {
      return t;
    }
    throw expected(value, n, function, "table");
  }

  static LuauFunction function(Object value, int n, String function) {
    if (value instanceof LuauFunction f) {
      return f;
    }
    throw expected(value, n, function, "function");
  }

  static byte[] buffer(Object value, int n, String function) {
    if (value instanceof LuauBuffer b) {
      return b.bytes;
    }
    throw expected(value, n, function, "buffer");
  }

  static LuauVector vector(Object value, int n, String function) {
    if (value instanceof LuauVector v) {
      return v;
    }
    throw expected(value, n, function, "vector");
  }

  /** Fails if the argument was not given; nil is given. */
  static void any(Object value, int n) {
    if (value == NONE) {
      throw LibError.of("missing argument #" + n);
    }
  }

  static void check(boolean condition, int n, String function, String message) {
    if (!condition) {
      throw invalid(n, function, message);
    }
  }

  static LuauError invalid(int n, String function, String message) {
    return LibError.of("invalid argument #" + n + to(function) + " (" + message + ")");
  }

  static LuauError expected(Object value, int n, String function, String type) {
    if (value == NONE) {
      return LibError.of("missing argument #" + n + to(function) + " (" + type + " expected)");
    }
    return invalid(n, function, type + " expected, got " + Operators.typeName(value));
  }

  /** Names the function, unless it has no name. */
  private static String to(String function) {
    return function.isEmpty() ? "" : " to '" + function + "'";
  }
}
