package dev.ligature.luau.lib;

import dev.ligature.luau.vm.CallStack;
import dev.ligature.luau.vm.LuauBuiltin;
import dev.ligature.luau.vm.LuauCoroutine;
import dev.ligature.luau.vm.LuauCoroutine.Status;
import dev.ligature.luau.vm.LuauError;
import dev.ligature.luau.vm.LuauFunction;
import dev.ligature.luau.vm.LuauState;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauTable;
import dev.ligature.luau.vm.Operators;
import dev.ligature.luau.vm.Results;

/** The {@code coroutine} library. */
public final class CoroutineLib extends LuauBuiltin {
  private static final String[] NAMES = {
    "create", "running", "status", "wrap", "yield", "isyieldable", "close", "resume"
  };

  private final LuauState state;
  private final int id;

  private CoroutineLib(LuauState state, int id) {
    super(NAMES[id]);
    this.state = state;
    this.id = id;
  }

  /** {@return the table of the library} */
  public static LuauTable open(LuauState state) {
    LuauTable table = new LuauTable(0, NAMES.length);
    for (int id = 0; id < NAMES.length; id++) {
      table.set(LuauString.interned(NAMES[id]), new CoroutineLib(state, id));
    }
    return table;
  }

  @Override
  public Object call(Object[] args) {
    return switch (id) {
      case 0 -> new LuauCoroutine(state, function(args));
      case 1 -> state.coroutine;
      case 2 -> LuauString.interned(coroutine(args).status().word());
      case 3 -> new Wrapped(new LuauCoroutine(state, function(args)));
      case 4 -> LuauCoroutine.yield(state, Results.of(args));
      case 5 -> LuauCoroutine.isYieldable(state);
      case 6 -> close(coroutine(args));
      default -> resume(coroutine(args), Results.from(args, 1));
    };
  }

  @Override
  public Object call() {
    return id == 4 ? LuauCoroutine.yield(state, Results.NONE) : call(Results.NONE);
  }

  @Override
  public Object call(Object a) {
    return id == 4 ? LuauCoroutine.yield(state, a) : call(new Object[] {a});
  }

  @Override
  public boolean neverYields() {
    return id != 4;
  }

  private Object resume(LuauCoroutine coroutine, Object arguments) {
    state.protectedCalls++;
    try {
      return Results.prepend(true, coroutine.resume(arguments));
    } catch (LuauError e) {
      return new Object[] {false, e.value()};
    } finally {
      state.protectedCalls--;
    }
  }

  private static Object close(LuauCoroutine coroutine) {
    Status status = coroutine.status();
    if (status == Status.RUNNING || status == Status.NORMAL) {
      throw LuauError.builtin("cannot close " + status.word() + " coroutine");
    }
    Object result =
        coroutine.failed() ? new Object[] {false, coroutine.errorValue()} : (Object) true;
    coroutine.close();
    return result;
  }

  private LuauFunction function(Object[] args) {
    if (args.length > 0 && args[0] instanceof LuauFunction function) {
      return function;
    }
    throw expected("function", args);
  }

  private LuauCoroutine coroutine(Object[] args) {
    if (args.length > 0 && args[0] instanceof LuauCoroutine coroutine) {
      return coroutine;
    }
    throw expected("thread", args);
  }

  private LuauError expected(String type, Object[] args) {
    return LuauError.builtin(
        args.length == 0
            ? "missing argument #1 to '" + name() + "' (" + type + " expected)"
            : "invalid argument #1 to '"
                + name()
                + "' ("
                + type
                + " expected, got "
                + Operators.typeName(args[0])
                + ")");
  }

  /** What {@code coroutine.wrap} returns. */
  private static final class Wrapped extends LuauBuiltin {
    private final LuauCoroutine coroutine;

    Wrapped(LuauCoroutine coroutine) {
      super("");
      this.coroutine = coroutine;
    }

    /** What it resumes yields to it, not past it. */
    @Override
    public boolean neverYields() {
      return true;
    }

    @Override
    public Object call() {
      return resume(Results.NONE);
    }

    @Override
    public Object call(Object a) {
      return resume(a);
    }

    @Override
    public Object call(Object[] args) {
      return resume(Results.of(args));
    }

    private Object resume(Object arguments) {
      try {
        return coroutine.resume(arguments);
      } catch (LuauError e) {
        // A message gets the place of this call before that of the error.
        throw e.value() instanceof LuauString text
            ? new LuauError(Operators.concat(LuauString.of(CallStack.where(1)), text))
            : e;
      }
    }
  }
}
