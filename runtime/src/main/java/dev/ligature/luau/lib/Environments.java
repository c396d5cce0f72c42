package dev.ligature.luau.lib;

import dev.ligature.luau.vm.CallStack;
import dev.ligature.luau.vm.CallStack.Frame;
import dev.ligature.luau.vm.ChunkEnvironment;
import dev.ligature.luau.vm.LuauClosure;
import dev.ligature.luau.vm.LuauState;
import dev.ligature.luau.vm.LuauTable;
import dev.ligature.luau.vm.Results;
import java.util.Optional;

/**
 * Environments of functions by their level on the call stack, for {@code getfenv} and {@code
 * setfenv}.
 */
final class Environments {
  private Environments() {}

  /** {@return the globals of the function at a level; 0 is the thread, as is a builtin} */
  static LuauTable ofLevel(LuauState state, int level, String function) {
    Frame frame = frame(level, function);
    if (level == 0) {
      return state.threadGlobals;
    }
    frame.environment().ifPresent(ChunkEnvironment::taint);
    Optional<LuauClosure> closure = CallStack.function(state, level);
    if (closure.isPresent()) {
      return closure.get().environment;
    }
    return frame.environment().map(chunk -> chunk.globals).orElse(state.threadGlobals);
  }

  /** Gives the function at a level other globals. */
  static Object setLevel(LuauState state, int level, LuauTable environment) {
    frame(level, "setfenv");
    if (level == 0) {
      state.threadGlobals = environment;
      return Results.NONE;
    }
    LuauClosure closure =
        CallStack.function(state, level)
            .orElseThrow(() -> LibError.of("'setfenv' cannot change environment of given object"));
    closure.setEnvironment(environment);
    return closure;
  }

  private static Frame frame(int level, String function) {
    Args.check(level >= 0, 1, function, "level must be non-negative");
    return CallStack.at(level).orElseThrow(() -> Args.invalid(1, function, "invalid level"));
  }
}
