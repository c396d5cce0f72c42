package dev.ligature.luau.lib;

import dev.ligature.luau.vm.CallStack;
import dev.ligature.luau.vm.LuauClosure;
import dev.ligature.luau.vm.LuauCoroutine;
import dev.ligature.luau.vm.LuauFunction;
import dev.ligature.luau.vm.LuauState;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauTable;
import dev.ligature.luau.vm.Prototype;
import dev.ligature.luau.vm.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The {@code debug} library. */
public final class DebugLib extends LibraryFunction {
  private static final String[] NAMES = {"info", "traceback"};

  /** Most frames that a traceback shows. */
  private static final int MAX_FRAMES = 20_000;

  private static final LuauString BUILTIN_SOURCE = LuauString.interned("[C]");

  private DebugLib(String name, int id) {
    super(name, id);
  }

  /** {@return the table of the library} */
  public static LuauTable open(LuauState state) {
    return table(NAMES, DebugLib::new, 0);
  }

  @Override
  Object invoke(int count, Object a, Object b, Object c, Object[] all) {
    boolean other = a instanceof LuauCoroutine;
    Object first = other ? b : a;
    Object second = other ? c : b;
    int shift = other ? 2 : 1;
    Optional<LuauCoroutine> coroutine = other ? Optional.of((LuauCoroutine) a) : Optional.empty();
    return id == 0
        ? info(coroutine, first, second, shift)
        : traceback(coroutine, first, second, shift);
  }

  // ---- info ----

  private Object info(Optional<LuauCoroutine> coroutine, Object subject, Object options, int n) {
    double level = number(subject);
    if (level == level) {
      int wanted = Numbers.toInt(level);
      Args.check(wanted >= 0, n, "info", "level can't be negative");
      LuauString letters = Args.string(options, n + 1, "info");
      List<CallStack.Frame> frames = frames(coroutine, wanted, 1);
      if (coroutine.isEmpty() && wanted == 0) {
        return describe(letters, n + 1, Subject.of(this));
      }
      return frames.isEmpty()
          ? Results.NONE
          : describe(letters, n + 1, Subject.of(frames.getFirst()));
    }
    if (coroutine.isEmpty() && subject instanceof LuauFunction f) {
      return describe(Args.string(options, n + 1, "info"), n + 1, Subject.of(f));
    }
    throw Args.invalid(n, "info", "function or level expected");
  }

  private static double number(Object value) {
    if (value instanceof Double d) {
      return d;
    }
    return value instanceof LuauString s ? NumberParse.parse(s.bytes()) : Double.NaN;
  }

  private static List<CallStack.Frame> frames(
      Optional<LuauCoroutine> coroutine, int level, int limit) {
    return coroutine.map(c -> c.frames(level, limit)).orElseGet(() -> CallStack.from(level, limit));
  }

  /** What {@code debug.info} may be asked of a function or a frame. */
  private record Subject(
      Optional<Prototype> prototype, String name, int line, Optional<LuauFunction> function) {
    static Subject of(LuauFunction f) {
      if (f instanceof LuauClosure closure) {
        Prototype p = closure.prototype();
        return new Subject(Optional.of(p), p.name(), p.line(), Optional.of(f));
      }
      return new Subject(Optional.empty(), f.name(), -1, Optional.of(f));
    }

    static Subject of(CallStack.Frame frame) {
      return new Subject(frame.prototype(), frame.name(), frame.line(), frame.function());
    }
  }

  private static Object describe(LuauString options, int n, Subject subject) {
    List<Object> results = new ArrayList<>();
    boolean[] seen = new boolean[26];
    for (byte option : options.bytes()) {
      if (option >= 'a' && option <= 'z') {
        Args.check(!seen[option - 'a'], n, "info", "duplicate option");
        seen[option - 'a'] = true;
      }
      switch (option) {
        case 's' ->
            results.add(
                subject.prototype().map(p -> LuauString.of(p.chunk())).orElse(BUILTIN_SOURCE));
        case 'l' -> results.add((double) subject.line());
        case 'n' -> results.add(LuauString.of(subject.name()));
        case 'f' -> results.add(subject.function().orElse(null));
        case 'a' -> {
          results.add(subject.prototype().map(p -> (double) p.parameters()).orElse(0.0));
          results.add(subject.prototype().map(Prototype::vararg).orElse(true));
        }
        default -> throw Args.invalid(n, "info", "invalid option");
      }
    }
    return Results.of(results.toArray());
  }

  // ---- traceback ----

  private static Object traceback(
      Optional<LuauCoroutine> coroutine, Object message, Object level, int n) {
    ByteBuilder out = new ByteBuilder(256);
    if (!Args.isNoneOrNil(message)) {
      out.append(Args.bytes(message, n, "traceback"));
      out.append((byte) '\n');
    }
    int from = Args.integer(level, n + 1, "traceback", coroutine.isEmpty() ? 1 : 0);
    Args.check(from >= 0, n + 1, "traceback", "level can't be negative");
    for (CallStack.Frame frame : frames(coroutine, from, MAX_FRAMES)) {
      frame.prototype().ifPresent(p -> write(out, p, frame));
    }
    return LuauString.of(out.take());
  }

  private static void write(ByteBuilder out, Prototype prototype, CallStack.Frame frame) {
    out.append(LuauString.of(prototype.chunk()).bytes());
    if (frame.line() > 0) {
      out.append((byte) ':');
      out.append((long) frame.line());
    }
    if (!frame.name().isEmpty()) {
      out.append(" function ");
      out.append(LuauString.of(frame.name()).bytes());
    }
    out.append((byte) '\n');
  }
}
