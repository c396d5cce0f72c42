package dev.ligature.templates;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Work that a second processor does while this thread goes on to something else. A module of {@code
 * windows.h} has tens of thousands of entries; one thread less to wait for is a tenth of bindgen's
 * time.
 */
public final class Fork<T> {
  private static final boolean MAKES_SENSE = Runtime.getRuntime().availableProcessors() > 1;

  private final FutureTask<T> task;

  private Fork(Supplier<T> work) {
    this.task = new FutureTask<>(work::get);
  }

  /**
   * Starts something.
   *
   * @param worthIt whether it takes longer than starting a thread; if not, or if there is one
   *     processor only, it is done at once on this thread
   * @param work what shares no mutable state with what this thread does until {@link #join}
   */
  public static <T> Fork<T> of(boolean worthIt, Supplier<T> work) {
    Fork<T> fork = new Fork<>(work);
    if (worthIt && MAKES_SENSE) {
      Thread thread = new Thread(fork.task, "templates");
      thread.setDaemon(true);
      thread.start();
    } else {
      fork.task.run();
    }
    return fork;
  }

  /** {@return what the work gave, as soon as it is done; what it threw is thrown here} */
  public T join() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        default -> throw new IllegalStateException(e.getCause());
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
