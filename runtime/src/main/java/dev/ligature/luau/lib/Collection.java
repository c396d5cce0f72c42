package dev.ligature.luau.lib;

import java.lang.ref.WeakReference;

/**
 * A full garbage collection on behalf of a script, after which weak tables hold only the living.
 */
final class Collection {
  private static final int ATTEMPTS = 5;
  private static final long PAUSE_MILLIS = 2;

  private Collection() {}

  /** Collects and waits, for some milliseconds at most, until an unreachable object is gone. */
  static void run() {
    WeakReference<Object> sentinel = new WeakReference<>(new Object());
    for (int i = 0; i < ATTEMPTS && !sentinel.refersTo(null); i++) {
      System.gc();
      try {
        Thread.sleep(i == 0 ? 0 : PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
