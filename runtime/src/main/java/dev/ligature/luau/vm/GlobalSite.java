package dev.ligature.luau.vm;

/** The memory of one place in compiled code that reads or writes a global variable. */
public final class GlobalSite {
  private final ChunkEnvironment chunk;
  private final LuauTable globals;
  private final FieldSite field;

  /** Makes the memory of a place that accesses the global {@code key}, an interned string. */
  public GlobalSite(ChunkEnvironment chunk, LuauString key) {
    this.chunk = chunk;
    this.globals = chunk.globals;
    this.field = new FieldSite(key);
  }

  /** {@return the global as {@code function} sees it} */
  public Object get(LuauClosure function) {
    return chunk.common ? field.get(globals) : Operators.index(function.environment, field.key);
  }

  /** Assigns the global as {@code function} sees it. */
  public void put(LuauClosure function, Object value) {
    if (chunk.common) {
      field.put(globals, value);
    } else {
      Operators.setIndex(function.environment, field.key, value);
    }
  }

  /** Assigns the global as {@code function} sees it. */
  public void put(LuauClosure function, double value) {
    if (chunk.common) {
      field.put(globals, value);
    } else {
      Operators.setIndex(function.environment, field.key, value);
    }
  }
}
