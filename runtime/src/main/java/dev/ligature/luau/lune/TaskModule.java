package dev.ligature.luau.lune;

import dev.ligature.luau.vm.LuauBuiltin;
import dev.ligature.luau.vm.LuauCoroutine;
import dev.ligature.luau.vm.LuauError;
import dev.ligature.luau.vm.LuauFunction;
import dev.ligature.luau.vm.LuauState;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauTable;
import dev.ligature.luau.vm.Operators;
import dev.ligature.luau.vm.Results;

/**
 * {@code @lune/task}: {@code wait}, {@code spawn}, {@code defer}, {@code delay}, {@code cancel}.
 */
final class TaskModule extends LuauBuiltin {
  private static final String[] NAMES = {"wait", "spawn", "defer", "delay", "cancel"};

  private final LuauState state;
  private final TaskScheduler scheduler;
  private final int id;

  private TaskModule(LuauState state, TaskScheduler scheduler, int id) {
    super(NAMES[id]);
    this.state = state;
    this.scheduler = scheduler;
    this.id = id;
  }

  /** {@return the module for the tasks of a scheduler} */
  static LuauTable open(LuauState state, TaskScheduler scheduler) {
    LuauTable table = new LuauTable();
    for (int id = 0; id < NAMES.length; id++) {
      table.set(LuauString.interned(NAMES[id]), new TaskModule(state, scheduler, id));
    }
    table.readonly = true;
    return table;
  }

  @Override
  public Object call(Object[] args) {
    switch (id) {
      case 0 -> {
        return waitFor(seconds(args));
      }
      case 1 -> {
        LuauCoroutine coroutine = coroutine(args, 0);
        scheduler.spawn(coroutine, Results.from(args, 1));
        return coroutine;
      }
      case 2 -> {
        LuauCoroutine coroutine = coroutine(args, 0);
        scheduler.defer(coroutine, Results.from(args, 1));
        return coroutine;
      }
      case 3 -> {
        double seconds = seconds(args);
        LuauCoroutine coroutine = coroutine(args, 1);
        scheduler.delay(seconds, coroutine, Results.from(args, 2));
        return coroutine;
      }
      default -> {
        if (args.length == 0 || !(args[0] instanceof LuauCoroutine coroutine)) {
          throw expected("thread", args, 0);
        }
        scheduler.cancel(coroutine);
        return Results.NONE;
      }
    }
  }

  private Object waitFor(double seconds) {
    if (state.coroutine == null) {
      throw LuauError.builtin("task.wait needs a script that runs as a task");
    }
    if (!LuauCoroutine.isYieldable(state)) {
      throw new LuauError(LuauString.of("attempt to yield across metamethod/C-call boundary"));
    }
    scheduler.wake(seconds, state.coroutine);
    return LuauCoroutine.yield(state, Results.NONE);
  }

  private double seconds(Object[] args) {
    Object value = args.length == 0 ? null : args[0];
    if (value == null) {
      return 0;
    }
    Double seconds = Operators.toNumber(value);
    if (seconds == null || seconds.isNaN()) {
      throw expected("number", args, 0);
    }
    return seconds;
  }

  private LuauCoroutine coroutine(Object[] args, int n) {
    return switch (n < args.length ? args[n] : null) {
      case LuauCoroutine coroutine -> coroutine;
      case LuauFunction function -> new LuauCoroutine(state, function);
      case null, default -> throw expected("function or thread", args, n);
    };
  }

  private LuauError expected(String type, Object[] args, int n) {
    String got = n < args.length ? Operators.typeName(args[n]) : "nothing";
    return LuauError.builtin(
        "invalid argument #"
            + (n + 1)
            + " to '"
            + name()
            + "' ("
            + type
            + " expected, got "
            + got
            + ")");
  }
}
