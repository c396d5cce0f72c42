package dev.ligature.luau.ffi;

import dev.ligature.luau.vm.ForeignFunction;
import java.lang.invoke.MethodHandle;

/**
 * The frame of a callback on the Luau call stack: the level of C, even where the call into C was
 * compiled without a frame. The methods do nothing else, so that HotSpot, which compiles large
 * methods only once, makes them part of each callback.
 */
abstract class CallbackEntry extends ForeignFunction {
  private CallbackEntry() {
    super("");
  }

  static Object call(MethodHandle callback) throws Throwable {
    return callback.invokeExact();
  }

  static Object call(MethodHandle callback, Object a) throws Throwable {
    return callback.invokeExact(a);
  }

  static Object call(MethodHandle callback, Object a, Object b) throws Throwable {
    return callback.invokeExact(a, b);
  }

  static Object call(MethodHandle callback, Object a, Object b, Object c) throws Throwable {
    return callback.invokeExact(a, b, c);
  }

  static Object call(MethodHandle callback, Object a, Object b, Object c, Object d)
      throws Throwable {
    return callback.invokeExact(a, b, c, d);
  }

  static Object call(MethodHandle callback, Object[] args) throws Throwable {
    return callback.invokeExact(args);
  }
}
