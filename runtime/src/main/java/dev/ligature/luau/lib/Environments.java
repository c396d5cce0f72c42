package dev.ligature.luau.lib;

import dev.ligature.luau.vm.CallStack;
import dev.ligature.luau.vm.LuauClosure;
import dev.ligature.luau.vm.LuauState;
import dev.ligature.luau.vm.LuauTable;
import dev.ligature.luau.vm.Results;

/**
 * Environments of functions by their level on the call stack, for {@code getfenv} and {@code
 * setfenv}.
 */
final class Environments {
  private Environments() {}

  /** {@return the globals of the function at a level; 0 is the thread} */
  static LuauTable ofLevel(LuauState state, int level, String function) {
    Args.check(level >= 0, 1, function, "level must be non-negative");
    if (level > 0 && CallStack.at(level).isEmpty()) {
      throw Args.invalid(1, function, "invalid level");
    }
    LuauClosure caller = state.caller;
    if (caller == null || level == 0) {
      return state.threadGlobals;
    }
    caller.chunkEnvironment().taint();
    return caller.environment;
  }

  /** Gives the function at a level other globals. */
  static Object setLevel(LuauState state, int level, LuauTable environment) {
    Args.check(level >= 0, 1, "setfenv", "level must be non-negative");
    if (level == 0) {
      state.threadGlobals = environment;
      return Results.NONE;
    }
    LuauClosure caller = state.caller;
    if (level == 1 && caller != null) {
      caller.setEnvironment(environment);
      return caller;
    }
    throw LibError.of("'setfenv' cannot change environment of given object");
  }
}
