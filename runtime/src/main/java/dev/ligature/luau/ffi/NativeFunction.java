package dev.ligature.luau.ffi;

import dev.ligature.ffi.FfiException;
import dev.ligature.ffi.Lifetime;
import dev.ligature.luau.vm.ForeignFunction;
import dev.ligature.luau.vm.LuauError;
import dev.ligature.luau.vm.LuauFunction;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.BitSet;
import java.util.List;

/**
 * A C function as a function of Luau. {@link NativeFunctionClass} makes one subclass a signature,
 * whose {@code call} of the right arity goes from Luau values to the native code and back through
 * one constant method handle; an instance holds the address.
 */
abstract class NativeFunction extends ForeignFunction {
  private static final MethodHandle GENERAL;

  static {
    try {
      GENERAL =
          MethodHandles.lookup()
              .findVirtual(
                  LuauFunction.class, "call", MethodType.methodType(Object.class, Object[].class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  final FfiHost host;
  final long address;
  private final Lifetime library;

  /** Null for a variadic function, which has one for each number of arguments. */
  private MethodHandle target;

  private int arity = -1;
  private boolean scratch;
  private boolean leaf;
  private BitSet ints;

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
   * {@return the way to call this function, {@code (Object...)Object}} It does what {@code call}
   * does.
   *
   * @param arguments in what form the place that calls has them
   */
  final MethodHandle direct(List<Class<?>> arguments) {
    if (arguments.size() > CallTarget.MOST_DIRECT || arguments.size() != arity) {
      return GENERAL.bindTo(this).asCollector(Object[].class, arguments.size());
    }
    int[] unknown =
        ints.stream().filter(position -> arguments.get(position) == Object.class).toArray();
    return CallTarget.expectingInts(
        MethodHandles.insertArguments(CallTarget.whole(target, scratch, leaf), 0, this), unknown);
  }

  /**
   * Notes what {@link #direct} needs.
   *
   * @param target {@code (NativeFunction, Object...)Object}
   * @param ints which arguments are integers that a Java int holds
   */
  final void setTarget(MethodHandle target, boolean scratch, boolean leaf, BitSet ints) {
    this.target = target;
    this.arity = target.type().parameterCount() - 1;
    this.scratch = scratch;
    this.leaf = leaf;
    this.ints = ints;
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
