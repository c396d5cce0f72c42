package dev.ligature.luau.lib;

import dev.ligature.luau.vm.LuauState;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauTable;
import dev.ligature.luau.vm.Metamethod;

/** Opens all standard libraries in a state. */
public final class StandardLibrary {
  private StandardLibrary() {}

  /** Puts the global functions and the tables of the libraries into the globals of a new state. */
  public static void open(LuauState state) {
    BaseLib.open(state);
    library(state, "coroutine", CoroutineLib.open(state));
    library(state, "table", TableLib.open(state));
    library(state, "os", OsLib.open());
    library(state, "string", StringLib.open(state));
    library(state, "math", MathLib.open());
    library(state, "debug", DebugLib.open(state));
    library(state, "utf8", Utf8Lib.open());
    library(state, "bit32", Bit32Lib.open());
    library(state, "buffer", BufferLib.open());
    library(state, "vector", VectorLib.open());
    library(state, "integer", IntegerLib.open());
    state.globals.set(LuauString.interned("unpack"), TableLib.unpack(state));
    state.vectorMetatable = vectorMetatable();
  }

  private static void library(LuauState state, String name, LuauTable table) {
    state.globals.set(LuauString.interned(name), table);
  }

  private static LuauTable vectorMetatable() {
    LuauTable meta = new LuauTable(0, 1);
    meta.set(Metamethod.INDEX.key, VectorLib.index());
    meta.readonly = true;
    return meta;
  }
}
