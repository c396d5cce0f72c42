package dev.ligature.luau.vm;

import java.util.List;

/**
 * A coroutine, of type {@code thread}: a function with a stack of its own. It runs on the thread of
 * its resumer, which waits for it to yield or end.
 */
public final class LuauCoroutine {
  /** What a yield fails with where Java code stands between it and the resumer. */
  static final LuauString BOUNDARY =
      LuauString.of("attempt to yield across metamethod/C-call boundary");

  /** What a coroutine is doing. */
  public enum Status {
    /** It waits to be resumed. */
    SUSPENDED("suspended"),
    /** It is the one that runs. */
    RUNNING("running"),
    /** It has resumed another one and waits for that. */
    NORMAL("normal"),
    /** It has ended. */
    DEAD("dead");

    private final String word;

    Status(String word) {
      this.word = word;
    }

    /** {@return the name that {@code coroutine.status} gives} */
    public String word() {
      return word;
    }
  }

  private final LuauState state;

  /** The globals of the script that made it, until it is resumed and again when it isn't. */
  private LuauTable globals;

  private Status status = Status.SUSPENDED;

  /** What to call, until it is called. */
  private LuauFunction function;

  /** The stack, from the first resume that needs one to the end. */
  private Execution execution;

  /** The function's code in steps, null if it has none. */
  private StepCode steps;

  /** What the function keeps between steps, from the first resume on if it has steps. */
  private StepFrame frame;

  /** Arguments on their way in, results on their way out. */
  private Object transfer;

  /** How many calls are under way in it, while it is suspended. */
  private int ownCalls = 1;

  /** What the extra arguments of its calls hold, while it is suspended. */
  private int ownVarargs;

  /** The handler of its innermost protected call, while it is suspended. */
  private LuauFunction ownHandler;

  /** The noted closures of its calls, while it is suspended. */
  private ClosureStack ownClosures;

  /** Whether {@link #transfer} is an error which the suspended yield is to raise. */
  private boolean raising;

  /** How many calls outside of it would catch an error, and the stack of the one that ended it. */
  private int protectedOutside;

  private List<CallStack.Frame> failureStack = List.of();

  /** How many calls of its own would catch an error, while it is suspended. */
  private int ownProtected;

  /** What the body failed with, null unless it did. */
  private Throwable failure;

  /** Makes a coroutine that will call {@code function} with the globals of the running script. */
  public LuauCoroutine(LuauState state, LuauFunction function) {
    this(state, function, state.threadGlobals);
  }

  /** Makes a coroutine that will call {@code function} as a script with globals of its own. */
  public LuauCoroutine(LuauState state, LuauFunction function, LuauTable globals) {
    this.state = state;
    this.function = function;
    this.globals = globals;
  }

  /** {@return what it is doing} */
  public Status status() {
    return status;
  }

  /** {@return whether it has ended by an error which {@link #close()} has not cleared} */
  public boolean failed() {
    return failure instanceof LuauError;
  }

  /**
   * {@return the error value that it ended with}
   *
   * @throws IllegalStateException if it has not {@link #failed()}
   */
  public Object errorValue() {
    if (failure instanceof LuauError error) {
      return error.value();
    }
    throw new IllegalStateException("the coroutine has not failed");
  }

  /**
   * Runs it until it yields or ends.
   *
   * @param arguments in the form of results: the function's arguments, or what yield returns
   * @return what it yields or returns, in the form of results
   * @throws LuauError what the function failed with, or that it can't be resumed
   */
  public Object resume(Object arguments) {
    if (status != Status.SUSPENDED) {
      throw new LuauError(LuauString.of("cannot resume " + status.word + " coroutine"));
    }
    int nativeCalls = state.nativeCalls;
    int yieldableCalls = state.yieldableCalls;
    if (nativeCalls >= LuauState.MAX_NATIVE_CALLS) {
      throw new LuauError(LuauString.of("C stack overflow"));
    }
    int outerProtected = state.protectedCalls;
    LuauCoroutine resumer = state.coroutine;
    if (resumer != null) {
      resumer.status = Status.NORMAL;
    }
    if (!begun()) {
      begin(arguments);
    }
    status = Status.RUNNING;
    state.coroutine = this;
    state.nativeCalls = nativeCalls + 1;
    state.yieldableCalls = nativeCalls + 1;
    int outerCalls = state.calls;
    state.calls = ownCalls;
    int outerVarargs = state.varargs;
    state.varargs = ownVarargs;
    LuauTable outerGlobals = state.threadGlobals;
    state.threadGlobals = globals;
    LuauFunction outerHandler = state.errorHandler;
    state.errorHandler = ownHandler;
    ClosureStack outerClosures = state.closures;
    state.closures = ownClosures;
    state.protectedCalls = outerProtected + ownProtected;
    protectedOutside = outerProtected;
    boolean ended;
    try {
      ended = advance(arguments);
    } finally {
      ownProtected = state.protectedCalls - outerProtected;
      state.protectedCalls = outerProtected;
      ownCalls = state.calls;
      state.calls = outerCalls;
      ownVarargs = state.varargs;
      state.varargs = outerVarargs;
      globals = state.threadGlobals;
      state.threadGlobals = outerGlobals;
      ownHandler = state.errorHandler;
      state.errorHandler = outerHandler;
      ownClosures = state.closures;
      state.closures = outerClosures;
      state.nativeCalls = nativeCalls;
      state.yieldableCalls = yieldableCalls;
      state.coroutine = resumer;
      if (resumer != null) {
        resumer.status = Status.RUNNING;
      }
    }
    Object results = transfer;
    transfer = null;
    if (ended) {
      execution = null;
      frame = null;
      function = null;
      status = Status.DEAD;
      switch (failure) {
        case null -> {}
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        default -> throw new IllegalStateException(failure);
      }
    }
    return results;
  }

  /**
   * Resumes it by an error, as if {@code coroutine.yield} had failed in it.
   *
   * @param error the error value
   * @return what it yields or returns, in the form of results
   * @throws LuauError if the function does not catch it, or it can't be resumed
   * @throws IllegalStateException if it has not begun to run
   */
  public Object resumeError(Object error) {
    if (!begun() && status == Status.SUSPENDED) {
      throw new IllegalStateException("the coroutine has not begun");
    }
    raising = status == Status.SUSPENDED;
    return resume(error);
  }

  private boolean begun() {
    return execution != null || frame != null;
  }

  private void begin(Object arguments) {
    steps = function instanceof LuauClosure closure ? closure.steps() : null;
    if (steps == null) {
      execution = Execution.of(this::body);
    } else {
      frame = new StepFrame(arguments);
    }
  }

  /** Runs it until it yields or ends; {@return whether it ended} */
  private boolean advance(Object arguments) {
    if (execution == null) {
      frame.transfer = arguments;
      frame.raising = raising;
      raising = false;
      Object result = bodyStep();
      if (result == StepCode.YIELDED) {
        status = Status.SUSPENDED;
        transfer = frame.transfer;
        return false;
      }
      if (result != StepCode.NEEDS_STACK) {
        transfer = result;
        return true;
      }
      frame.stacked = true;
      execution = Execution.of(this::bodyOnStack);
    } else {
      transfer = arguments;
    }
    execution.advance();
    return execution.ended();
  }

  /** The frame that a walk of this coroutine's stack ends at, where the function runs in steps. */
  private Object bodyStep() {
    try {
      return steps.step((LuauClosure) function, frame);
    } catch (StackOverflowError e) {
      failure = new LuauError(LuauString.of("stack overflow"));
    } catch (RuntimeException | Error e) {
      failure = e;
    }
    return null;
  }

  /** Goes on where the steps ended. */
  private void bodyOnStack() {
    transfer = bodyStep();
  }

  /** The frame that a walk of this coroutine's stack ends at. */
  private void body() {
    Object arguments = transfer;
    LuauFunction called = function;
    function = null;
    try {
      transfer = call(called, arguments);
    } catch (StackOverflowError e) {
      failure = new LuauError(LuauString.of("stack overflow"));
    } catch (RuntimeException | Error e) {
      failure = e;
    }
  }

  private static Object call(LuauFunction function, Object arguments) {
    return arguments instanceof Object[] several
        ? function.call(several)
        : function.call(arguments);
  }

  /**
   * Suspends the running coroutine.
   *
   * @param values what its resume returns, in the form of results
   * @return the arguments of the next resume, in the form of results
   * @throws LuauError if there is no coroutine, or Java code between it and its resumer
   */
  public static Object yield(LuauState state, Object values) {
    if (!isYieldable(state)) {
      throw new LuauError(BOUNDARY);
    }
    LuauCoroutine running = state.coroutine;
    if (running == null) {
      throw new LuauError(LuauString.of("attempt to yield from outside a coroutine"));
    }
    if (running.execution == null) {
      // It runs in steps, and what calls this has been taken for a function that never yields.
      throw new LuauError(BOUNDARY);
    }
    running.transfer = values;
    running.status = Status.SUSPENDED;
    boolean suspended = false;
    try {
      running.execution.suspend();
      suspended = true;
    } finally {
      if (!suspended) {
        running.status = Status.RUNNING;
        running.transfer = null;
      }
    }
    Object arguments = running.transfer;
    running.transfer = null;
    if (running.raising) {
      running.raising = false;
      throw new LuauError(arguments);
    }
    return arguments;
  }

  /** {@return whether nothing but Luau code stands between here and the last resume} */
  public static boolean isYieldable(LuauState state) {
    return state.nativeCalls <= state.yieldableCalls;
  }

  /**
   * Ends a suspended coroutine, or clears the error of a dead one.
   *
   * @throws IllegalStateException if it runs or waits for one that does
   */
  public void close() {
    if (status == Status.RUNNING || status == Status.NORMAL) {
      throw new IllegalStateException("cannot close " + status.word + " coroutine");
    }
    status = Status.DEAD;
    function = null;
    execution = null;
    frame = null;
    failure = null;
    transfer = null;
  }

  /** {@return the Luau call stack of a suspended or failed coroutine, innermost first} */
  public List<CallStack.Frame> frames(int level, int limit) {
    if (status == Status.SUSPENDED && execution != null) {
      return CallStack.from(execution.stack(null), level, limit);
    }
    if (status == Status.SUSPENDED && frame != null) {
      return CallStack.yielding((LuauClosure) function, steps, frame.line).stream()
          .skip(level)
          .limit(limit)
          .toList();
    }
    return failure == null ? List.of() : failureStack.stream().skip(level).limit(limit).toList();
  }

  /** Notes the call stack of an error if nothing in this coroutine catches it. */
  void noteError() {
    if (state.protectedCalls == protectedOutside) {
      failureStack = CallStack.from(0, Integer.MAX_VALUE - 1);
    }
  }
}
