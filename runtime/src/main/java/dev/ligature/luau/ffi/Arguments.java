package dev.ligature.luau.ffi;

import dev.ligature.ffi.FfiException;
import dev.ligature.ffi.NativeType;
import dev.ligature.luau.vm.LuauFunction;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauTable;

/** The arguments of a function of the module, checked one by one. */
final class Arguments {
  private Arguments() {}

  /** {@return argument {@code n}, counted from 0; nil if it was not given} */
  static Object at(Object[] args, int n) {
    return n < args.length ? args[n] : null;
  }

  /** {@return a whole number} */
  static long integer(Object[] args, int n, String what) {
    Object value = at(args, n);
    if (value == null) {
      throw new FfiException("Missing " + what + " argument");
    }
    try {
      return Conversions.integer(NativeType.I64, value, n + 1);
    } catch (FfiException e) {
      throw new FfiException(what + ": " + Describe.value(value) + " is not a whole number");
    }
  }

  /** {@return a count of bytes or elements} */
  static long count(Object[] args, int n, String what) {
    long count = integer(args, n, what);
    if (count < 0) {
      throw new FfiException(what + " must not be negative, got " + count);
    }
    return count;
  }

  static LuauString string(Object[] args, int n, String what) {
    return switch (at(args, n)) {
      case LuauString text -> text;
      case null -> throw new FfiException("Missing " + what + " argument");
      case Object other ->
          throw new FfiException(what + " must be a string, got " + Describe.value(other));
    };
  }

  static LuauTable table(Object[] args, int n, String what) {
    if (at(args, n) instanceof LuauTable table) {
      return table;
    }
    throw new FfiException(what + " must be a table, got " + Describe.value(at(args, n)));
  }

  static LuauFunction function(Object[] args, int n, String what) {
    if (at(args, n) instanceof LuauFunction function) {
      return function;
    }
    throw new FfiException(what + " must be a function, got " + Describe.value(at(args, n)));
  }
}
