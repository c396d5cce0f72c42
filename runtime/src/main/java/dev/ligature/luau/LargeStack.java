package dev.ligature.luau;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Threads with a stack on which scripts can recurse as deep as in the official VM. */
public final class LargeStack {
  /** Bytes of address space; the system gives memory only to the part that is used. */
  private static final long STACK_SIZE = 128L << 20;

  private LargeStack() {}

  /**
   * Runs something on a thread with a large stack and waits for it.
   *
   * @return its result
   * @throws Exception what it throws
   */
  public static <T> T call(Callable<T> action) throws Exception {
    FutureTask<T> task = new FutureTask<>(action);
    Thread thread = new Thread(null, task, "luau", STACK_SIZE);
    thread.start();
    try {
      return task.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case Exception cause -> throw cause;
        case Error cause -> throw cause;
        default -> throw e;
      }
    }
  }
}
