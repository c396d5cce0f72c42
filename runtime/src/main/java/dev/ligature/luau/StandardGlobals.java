package dev.ligature.luau;

import dev.ligature.luau.lib.CoroutineLib;
import dev.ligature.luau.vm.LuauState;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauTable;

/** Fills the globals of a new state. */
final class StandardGlobals {
  private StandardGlobals() {}

  static void open(LuauState state) {
    state.globals.set(LuauString.interned("coroutine"), CoroutineLib.open(state));
  }

  /** Makes the globals and the libraries in them read-only, as {@code luaL_sandbox}. */
  static void freeze(LuauTable globals) {
    for (int at = globals.next(0); at != 0; at = globals.next(at)) {
      if (globals.valueAt(at) instanceof LuauTable library && library != globals) {
        library.readonly = true;
      }
    }
    globals.readonly = true;
  }
}
