package dev.ligature.luau.vm;

/**
 * A function of Luau. A call returns one value as itself and none or several as an {@code Object[]}
 * (see {@link Results}). Subclasses override {@link #call(Object[])} and the arities they want
 * fast.
 */
public abstract class LuauFunction {

  /** {@return the name for {@code debug.info} and messages, empty if there is none} */
  public abstract String name();

  /** {@return whether a call of it never yields the coroutine that calls it} */
  public boolean neverYields() {
    return false;
  }

  /** Calls with any number of arguments; the callee may keep but not change the array. */
  public abstract Object call(Object[] args);

  /** Calls without arguments. */
  public Object call() {
    return call(Results.NONE);
  }

  /** Calls with one argument. */
  public Object call(Object a) {
    return call(new Object[] {a});
  }

  /** Calls with two arguments. */
  public Object call(Object a, Object b) {
    return call(new Object[] {a, b});
  }

  /** Calls with three arguments. */
  public Object call(Object a, Object b, Object c) {
    return call(new Object[] {a, b, c});
  }

  /** Calls with four arguments. */
  public Object call(Object a, Object b, Object c, Object d) {
    return call(new Object[] {a, b, c, d});
  }
}
