package dev.ligature.luau;

import java.util.OptionalLong;

/**
 * Stops a script which makes the heap grow beyond its limit: a thread that looks every few
 * milliseconds and asks the collector before it judges.
 */
final class MemoryWatch implements AutoCloseable {
  private static final long PERIOD_MILLIS = 20;

  private final Thread thread;

  private MemoryWatch(Thread thread) {
    this.thread = thread;
  }

  /** {@return a watch over the script that starts now; without a limit it watches nothing} */
  static MemoryWatch of(Luau luau, OptionalLong limit) {
    if (limit.isEmpty()) {
      return new MemoryWatch(null);
    }
    long most = used() + limit.getAsLong();
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("luau-memory")
            .start(
                () -> {
                  while (!Thread.currentThread().isInterrupted()) {
                    if (exceeds(most)) {
                      luau.stop(new LuauOutOfMemoryException(null));
                      return;
                    }
                    try {
                      Thread.sleep(PERIOD_MILLIS);
                    } catch (InterruptedException e) {
                      return;
                    }
                  }
                });
    return new MemoryWatch(thread);
  }

  private static boolean exceeds(long most) {
    if (used() <= most) {
      return false;
    }
    System.gc();
    return used() > most;
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  @Override
  public void close() {
    if (thread != null) {
      thread.interrupt();
    }
  }
}
