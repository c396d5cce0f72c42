package dev.ligature.luau.ffi;

import dev.ligature.ffi.FfiException;
import dev.ligature.ffi.Lifetime;
import dev.ligature.luau.vm.LuauBuiltin;
import dev.ligature.luau.vm.LuauError;

/**
 * A C function as a function of Luau. {@link NativeFunctionClass} makes one subclass a signature,
 * whose {@code call} of the right arity goes from Luau values to the native code and back through
 * one constant method handle; an instance holds the address.
 */
abstract class NativeFunction extends LuauBuiltin {
  final FfiHost host;
  final long address;
  private final Lifetime library;

  /**
   * What a function is made of.
   *
   * @param name for messages
   * @param library ends when the function can no longer be called
   */
  record Binding(FfiHost host, String name, long address, Lifetime library) {}

  NativeFunction(Binding binding) {
    super(binding.name());
    this.host = binding.host();
    this.address = binding.address();
    this.library = binding.library();
  }

  /**
   * Begins a call; {@return what {@link #leave} takes}
   *
   * @param scratch whether the call may need temporary memory
   * @param leaf whether C never calls back, so that it does not matter who calls
   */
  final int enter(boolean scratch, boolean leaf) {
    if (!library.isAlive()) {
      throw LuauError.builtin("Cannot call '" + name() + "': " + library.endReason());
    }
    if (!leaf) {
      host.enterThread();
    }
    return scratch ? host.scratch.mark() : 0;
  }

  /** Ends a call that returned: temporary memory goes, a callback's error comes up. */
  final void leave(int mark, boolean scratch, boolean leaf) {
    if (scratch) {
      host.scratch.release(mark);
    }
    if (!leaf) {
      host.throwPending();
    }
  }

  /** Ends a call that did not come about; {@return the error to throw} */
  final RuntimeException fail(int mark, boolean scratch, Throwable cause) {
    if (scratch) {
      host.scratch.release(mark);
    }
    return cause instanceof FfiException e
        ? LuauError.builtin(name() + ": " + e.getMessage())
        : rethrow(cause);
  }

  private static RuntimeException rethrow(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException e ? e : new IllegalStateException(cause);
  }

  /** {@return the error for a wrong number of arguments} */
  final LuauError wrongCount(int expected, int got) {
    return LuauError.builtin(name() + ": Expected " + expected + " arguments, got " + got);
  }
}
