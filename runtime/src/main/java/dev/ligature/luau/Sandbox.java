package dev.ligature.luau;

import dev.ligature.luau.vm.LuauState;
import dev.ligature.luau.vm.LuauTable;

/** Keeps scripts from changing what they share, as {@code luaL_sandbox} of the official VM. */
final class Sandbox {
  private Sandbox() {}

  /** Makes the globals, the libraries in them and the strings' metatable read-only. */
  static void close(LuauState state) {
    LuauTable globals = state.globals;
    for (int at = globals.next(0); at != 0; at = globals.next(at)) {
      if (globals.valueAt(at) instanceof LuauTable library) {
        library.readonly = true;
      }
    }
    if (state.stringMetatable != null) {
      state.stringMetatable.readonly = true;
    }
    globals.readonly = true;
  }
}
