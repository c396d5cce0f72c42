package dev.ligature.luau.lune;

import dev.ligature.luau.vm.LuauBuiltin;
import dev.ligature.luau.vm.LuauClosure;
import dev.ligature.luau.vm.LuauCoroutine;
import dev.ligature.luau.vm.LuauCoroutine.Status;
import dev.ligature.luau.vm.LuauError;
import dev.ligature.luau.vm.LuauFunction;
import dev.ligature.luau.vm.LuauState;
import dev.ligature.luau.vm.LuauTable;
import dev.ligature.luau.vm.Results;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Runs the coroutines of one state: those that wait for the end of the present turn, and those that
 * wait for a time. Everything happens on the thread that calls {@link #run}.
 */
public final class TaskScheduler {
  /** How long a sleep lasts at most before it looks whether the host wants the script to stop. */
  private static final long LONGEST_SLEEP_NANOS = 20_000_000;

  private final LuauState state;
  private Consumer<LuauError> onError = error -> {};
  private final Queue<Entry> deferred = new ArrayDeque<>();
  private final PriorityQueue<Timed> timed =
      new PriorityQueue<>(Comparator.comparingLong(Timed::at).thenComparingLong(Timed::order));
  private final Set<LuauCoroutine> cancelled = new HashSet<>();
  private long order;

  /** A coroutine to resume with arguments in the form of results. */
  private record Entry(LuauCoroutine coroutine, Object arguments) {}

  /**
   * An entry with its time.
   *
   * @param at by the clock of {@link System#nanoTime}, as nanoseconds since the scheduler was made
   * @param since when it began to wait, for the result of {@code task.wait}; -1 if nobody asks
   */
  private record Timed(long at, long order, Entry entry, long since) {}

  private final long origin = System.nanoTime();

  private TaskScheduler(LuauState state) {
    this.state = state;
  }

  /** {@return the scheduler of a state} */
  public static TaskScheduler of(LuauState state) {
    return (TaskScheduler)
        state.registry.computeIfAbsent(TaskScheduler.class, key -> new TaskScheduler(state));
  }

  /** {@return {@code @lune/task} for a state} */
  public static LuauTable module(LuauState state) {
    return TaskModule.open(state, of(state));
  }

  /** Says who is told of each error that ends a coroutine, except the main one's. */
  public void onError(Consumer<LuauError> listener) {
    onError = Objects.requireNonNull(listener);
  }

  /** {@return a function that runs a script and all that it leaves to be done; see {@link #run}} */
  public LuauFunction runner(LuauFunction script) {
    return new LuauBuiltin("") {
      @Override
      public Object call(Object[] args) {
        return run(script, args);
      }
    };
  }

  /**
   * Runs a script to its end and then everything that it left to be done.
   *
   * @return the results of the script, in the form of results; none if it yielded and was not
   *     resumed
   * @throws LuauError what the script failed with; what it had left to be done is dropped
   */
  Object run(LuauFunction script, Object[] arguments) {
    Main main = new Main(coroutine(script));
    main.advance(Results.of(arguments));
    while (runDeferred(main) || runNextTimed(main)) {
      // each step may have left more to do
    }
    return main.results;
  }

  /** A coroutine whose globals are those of the script that it calls. */
  private LuauCoroutine coroutine(LuauFunction script) {
    return script instanceof LuauClosure closure
        ? new LuauCoroutine(state, script, closure.environment)
        : new LuauCoroutine(state, script);
  }

  /** The script itself: its results and its errors are the caller's. */
  private static final class Main {
    private final LuauCoroutine coroutine;
    private Object results = Results.NONE;

    Main(LuauCoroutine coroutine) {
      this.coroutine = coroutine;
    }

    void advance(Object arguments) {
      Object yielded = coroutine.resume(arguments);
      if (coroutine.status() == Status.DEAD) {
        results = yielded;
      }
    }
  }

  private boolean runDeferred(Main main) {
    Entry entry = deferred.poll();
    if (entry == null) {
      return false;
    }
    resume(main, entry);
    return true;
  }

  private boolean runNextTimed(Main main) {
    Timed next = timed.peek();
    if (next == null) {
      return false;
    }
    long remaining = next.at() - now();
    if (remaining > 0) {
      LockSupport.parkNanos(Math.min(remaining, LONGEST_SLEEP_NANOS));
      if (state.interrupted) {
        state.onInterrupt.run();
      }
      return true;
    }
    timed.poll();
    Entry entry = next.entry();
    resume(
        main,
        next.since() < 0 ? entry : new Entry(entry.coroutine(), (now() - next.since()) / 1e9));
    return true;
  }

  private void resume(Main main, Entry entry) {
    if (cancelled.remove(entry.coroutine()) || entry.coroutine().status() != Status.SUSPENDED) {
      return;
    }
    if (entry.coroutine() == main.coroutine) {
      main.advance(entry.arguments());
      return;
    }
    resume(entry.coroutine(), entry.arguments());
  }

  private void resume(LuauCoroutine coroutine, Object arguments) {
    try {
      coroutine.resume(arguments);
    } catch (LuauError e) {
      onError.accept(e);
    }
  }

  // ---- what task functions ask for ----

  /** Runs a coroutine now; its error goes where errors of tasks go. */
  void spawn(LuauCoroutine coroutine, Object arguments) {
    resume(coroutine, arguments);
  }

  /** Resumes a coroutine when the present turn is over. */
  void defer(LuauCoroutine coroutine, Object arguments) {
    deferred.add(new Entry(coroutine, arguments));
  }

  /**
   * Resumes a coroutine later.
   *
   * @param seconds at least 0
   */
  void delay(double seconds, LuauCoroutine coroutine, Object arguments) {
    timed.add(new Timed(due(seconds), order++, new Entry(coroutine, arguments), -1));
  }

  /** Resumes a coroutine later with the seconds that it really waited. */
  void wake(double seconds, LuauCoroutine coroutine) {
    long now = now();
    timed.add(new Timed(due(seconds), order++, new Entry(coroutine, Results.NONE), now));
  }

  /** Never resumes a coroutine again. */
  void cancel(LuauCoroutine coroutine) {
    if (coroutine.status() == Status.SUSPENDED) {
      coroutine.close();
    } else {
      cancelled.add(coroutine);
    }
  }

  private long due(double seconds) {
    double nanos = Math.max(0, seconds) * 1e9;
    return now() + (long) Math.min(nanos, Long.MAX_VALUE / 4.0);
  }

  private long now() {
    return System.nanoTime() - origin;
  }
}
