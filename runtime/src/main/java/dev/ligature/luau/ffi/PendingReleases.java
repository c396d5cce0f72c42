package dev.ligature.luau.ffi;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/**
 * What scripts gave up inside callbacks. The C code below a callback may still be using it, as
 * {@code qsort} does the array while its comparator runs, so it is given back when no callback runs
 * any more. To scripts it is gone at once.
 */
final class PendingReleases {
  /**
   * How much memory waits, in arenas. A program may live in a callback, that of an event loop, and
   * must not hoard; what it gave up so long ago is hardly what C uses.
   */
  private static final int MOST_ARENAS = 256;

  private final Deque<Runnable> memory = new ArrayDeque<>();
  private final Deque<Runnable> code = new ArrayDeque<>();

  /** How many callbacks run, one in the other. */
  private int callbacks;

  /** A callback begins. */
  void enter() {
    callbacks++;
  }

  /** A callback ends. */
  void leave() {
    callbacks--;
  }

  /** {@return what releases memory} */
  Executor memory() {
    return release -> {
      release(memory, release);
      if (memory.size() > MOST_ARENAS) {
        memory.remove().run();
      }
    };
  }

  /** {@return what releases libraries} */
  Executor code() {
    return release -> release(code, release);
  }

  private void release(Deque<Runnable> waiting, Runnable release) {
    waiting.add(release);
    if (callbacks == 0) {
      flush(memory);
      flush(code);
    }
  }

  private static void flush(Deque<Runnable> waiting) {
    while (!waiting.isEmpty()) {
      waiting.remove().run();
    }
  }
}
