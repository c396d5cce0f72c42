package dev.ligature.luau.modules;

import dev.ligature.luau.modules.ModuleResolver.Resolution;
import dev.ligature.luau.syntax.ChunkNames;
import dev.ligature.luau.syntax.ParseError;
import dev.ligature.luau.vm.CallStack;
import dev.ligature.luau.vm.LuauBuiltin;
import dev.ligature.luau.vm.LuauClosure;
import dev.ligature.luau.vm.LuauCoroutine;
import dev.ligature.luau.vm.LuauError;
import dev.ligature.luau.vm.LuauState;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauTable;
import dev.ligature.luau.vm.Operators;
import dev.ligature.luau.vm.Results;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The function {@code require} of one state: runs each module once and keeps its result. */
public final class Require extends LuauBuiltin {
  private final LuauState state;
  private final ModuleResolver resolver;
  private final Map<String, BuiltinModule> builtins;
  private final Supplier<LuauTable> environments;

  /** Results by module: the lower-case path of a builtin one, the resolver's key of others. */
  private final Map<String, Object> opened = new HashMap<>();

  private final Map<String, Object> loaded = new HashMap<>();

  /** The modules that run just now, outermost first. */
  private final List<Resolution.Found> running = new ArrayList<>();

  /**
   * Makes the function.
   *
   * @param builtins modules of the host by their full path, in lower case
   * @param environments makes the globals that a module gets
   */
  public Require(
      LuauState state,
      ModuleResolver resolver,
      Map<String, BuiltinModule> builtins,
      Supplier<LuauTable> environments) {
    super("require");
    this.state = state;
    this.resolver = resolver;
    this.builtins = Map.copyOf(builtins);
    this.environments = environments;
  }

  @Override
  public Object call(Object[] args) {
    if (args.length == 0 || !(args[0] instanceof LuauString name)) {
      throw LuauError.builtin(
          args.length == 0
              ? "missing argument #1 to 'require' (string expected)"
              : "invalid argument #1 to 'require' (string expected, got "
                  + Operators.typeName(args[0])
                  + ")");
    }
    String path = name.toString();
    String lowerCase = path.toLowerCase(Locale.ROOT);
    BuiltinModule builtin = builtins.get(lowerCase);
    if (builtin != null) {
      if (!opened.containsKey(lowerCase)) {
        opened.put(lowerCase, builtin.open(state));
      }
      return opened.get(lowerCase);
    }
    return switch (resolver.resolve(requirer(), path)) {
      case Resolution.Found module ->
          loaded.containsKey(module.key()) ? loaded.get(module.key()) : load(path, module);
      case Resolution.Missing(String reason) -> throw new LuauError(LuauString.of(reason));
    };
  }

  /** The chunk name of the innermost Luau function. */
  private static String requirer() {
    return CallStack.from(1, Integer.MAX_VALUE - 2).stream()
        .flatMap(frame -> frame.prototype().stream())
        .findFirst()
        .orElseThrow(() -> LuauError.builtin("require is not supported in this context"))
        .source();
  }

  private Object load(String path, Resolution.Found module) {
    checkCycle(path, module);
    running.add(module);
    try {
      Object result = run(module);
      loaded.put(module.key(), result);
      return result;
    } finally {
      running.removeLast();
    }
  }

  private void checkCycle(String path, Resolution.Found module) {
    for (int i = 0; i < running.size(); i++) {
      if (running.get(i).key().equals(module.key())) {
        StringBuilder cycle = new StringBuilder();
        for (Resolution.Found link : running.subList(i, running.size())) {
          cycle.append(ChunkNames.display(link.chunkName())).append(" -> ");
        }
        throw LuauError.builtin(
            "error requiring module \""
                + path
                + "\": cyclic dependency ("
                + cycle
                + ChunkNames.display(module.chunkName())
                + ")");
      }
    }
  }

  /** Runs a module in a coroutine of its own, which must not yield. */
  private Object run(Resolution.Found module) {
    Object results;
    LuauCoroutine coroutine;
    try {
      LuauClosure main = state.loader.load(module.source(), module.chunkName(), environments.get());
      coroutine = new LuauCoroutine(state, main, main.environment);
      results = coroutine.resume(Results.NONE);
    } catch (ParseError e) {
      throw LuauError.builtin("error while running module: " + e.getMessage());
    } catch (LuauError e) {
      throw LuauError.builtin(
          text(e)
              .map(text -> "error while running module: " + text)
              .orElse("unknown error while running module"));
    }
    if (coroutine.status() == LuauCoroutine.Status.SUSPENDED) {
      throw LuauError.builtin("module can not yield");
    }
    if (Results.count(results) != 1) {
      throw LuauError.builtin("module must return a single value");
    }
    return Results.first(results);
  }

  private static Optional<String> text(LuauError error) {
    return error.value() instanceof LuauString || error.value() instanceof Double
        ? Optional.of(Operators.toText(error.value()).toString())
        : Optional.empty();
  }
}
