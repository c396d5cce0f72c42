package dev.ligature.luau.vm;

import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;

/**
 * A coroutine's stack as the JDK's one-shot delimited continuation, the thing that virtual threads
 * are made of: a switch costs a fraction of a microsecond and an abandoned stack is garbage like
 * any other object.
 */
final class ContinuationExecution extends Continuation implements Execution {
  private static final ContinuationScope SCOPE = new ContinuationScope("luau");

  ContinuationExecution(Runnable body) {
    super(SCOPE, body);
  }

  @Override
  public void advance() {
    run();
  }

  @Override
  public void suspend() {
    Continuation.yield(SCOPE);
  }

  @Override
  public boolean ended() {
    return isDone();
  }

  @Override
  public StackWalker stack(StackWalker fallback) {
    return stackWalker(java.util.Set.of(StackWalker.Option.RETAIN_CLASS_REFERENCE), SCOPE);
  }

  /** A native frame, such as a callback from C, can't be left and entered again. */
  @Override
  protected void onPinned(Pinned reason) {
    throw new LuauError(LuauCoroutine.BOUNDARY);
  }
}
