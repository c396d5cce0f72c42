package dev.ligature.luau.vm;

/**
 * The code of a function in steps: at a {@code coroutine.yield} of its own it returns, and goes on
 * there when it is called again. So a coroutine of such a function needs no stack of its own, and
 * switches as fast as a call. There is one object of a class for each function.
 */
public abstract class StepCode {
  /** What a step returns that yields; the values are in the frame. */
  public static final Object YIELDED = new Object();

  /**
   * What a step returns before a call which may yield by itself: from here on the function has to
   * run on a stack of its own.
   */
  public static final Object NEEDS_STACK = new Object();

  /** For generated classes. */
  protected StepCode() {}

  /** {@return what the function returns, or one of the two signals} */
  public abstract Object step(LuauClosure closure, StepFrame frame);

  /**
   * {@return whether a call of {@code callee} never yields the coroutine that calls it, so that it
   * needs no stack for that}
   */
  public static boolean isQuiet(Object callee) {
    return callee instanceof LuauFunction f && f.neverYields();
  }
}
