package dev.ligature.luau.vm;

/** What a function that runs in steps keeps between two of them. Public for compiled code alone. */
public final class StepFrame {
  /** Where the next step begins: 0 is the begin of the function. */
  public int at;

  /** The line that the function is at. */
  public int line;

  /** Whether it runs on a stack of its own: then it yields as any other function. */
  public boolean stacked;

  /** The local variables that are objects. */
  public Object[] objects;

  /** The local variables that are numbers. */
  public double[] numbers;

  /** The local variables that are integers. */
  public long[] integers;

  /** The function's arguments, then what it yields or gets back, in the form of results. */
  Object transfer;

  /** Whether {@link #transfer} is an error that the yield is to raise. */
  boolean raising;

  StepFrame(Object arguments) {
    this.transfer = arguments;
  }

  /** Makes room for local variables. */
  public void reserve(int objectCount, int numberCount, int integerCount) {
    objects = new Object[objectCount];
    numbers = new double[numberCount];
    integers = new long[integerCount];
  }

  /** {@return an argument of the function, from 0} */
  public Object argument(int index) {
    return Results.at(transfer, index);
  }

  /** Leaves at a yield. {@return what the step has to return} */
  public Object yield(Object values, int next) {
    transfer = values;
    at = next;
    return StepCode.YIELDED;
  }

  /** Leaves for a stack. {@return what the step has to return} */
  public Object needStack(int next) {
    at = next;
    return StepCode.NEEDS_STACK;
  }

  /**
   * {@return what the yield gives that the step began behind, in the form of results}
   *
   * @throws LuauError if the coroutine was resumed by an error
   */
  public Object resumed() {
    Object values = transfer;
    transfer = null;
    if (raising) {
      raising = false;
      throw new LuauError(values);
    }
    return values;
  }
}
