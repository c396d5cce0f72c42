package dev.ligature.generator.header;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Work on a thread of its own, which ends with the program and has as much stack as it needs. */
final class Background {
  private Background() {}

  /**
   * Starts something.
   *
   * @param stack bytes
   * @param work completes the future, and may go on then; what it throws before completes it, too
   */
  static <T> CompletableFuture<T> start(
      String name, long stack, Consumer<CompletableFuture<T>> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Runnable run =
        () -> {
          try {
            work.accept(result);
          } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
          }
        };
    Thread thread = new Thread(null, run, name, stack);
    thread.setDaemon(true);
    thread.start();
    return result;
  }
}
