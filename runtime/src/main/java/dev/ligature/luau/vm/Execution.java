package dev.ligature.luau.vm;

/**
 * The stack of a coroutine, which can be left in the middle and entered again. One step at a time
 * runs it, always from the thread that runs the state.
 */
sealed interface Execution permits ContinuationExecution, ThreadExecution {

  /** Runs the body until it suspends itself or ends. */
  void advance();

  /** Called by the body: leaves {@link #advance()}, and returns once that is called again. */
  void suspend();

  /** {@return whether the body has ended} */
  boolean ended();

  /** {@return the stack of a suspended body} */
  StackWalker stack(StackWalker fallback);

  /** Makes the stack of a body: a continuation where the JDK lets us, else a virtual thread. */
  static Execution of(Runnable body) {
    return Access.CONTINUATIONS && !Thread.currentThread().isVirtual()
        ? new ContinuationExecution(body)
        : new ThreadExecution(body);
  }

  /** Whether this JVM was started with the package of continuations open to us. */
  final class Access {
    static final boolean CONTINUATIONS =
        !Boolean.getBoolean("ligature.luau.threads")
            && Object.class.getModule().isExported("jdk.internal.vm", Access.class.getModule());

    private Access() {}
  }
}
