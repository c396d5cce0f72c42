package dev.ligature.luau.vm;

/**
 * What the functions of one chunk assume of their globals: that all of them use the same table, and
 * that the builtins in it are the ones the state was born with. Compiled code checks the two flags
 * before each use of an assumption.
 */
public final class ChunkEnvironment {
  /** The state that the chunk runs in. */
  public final LuauState state;

  /** The globals of all functions of the chunk, as long as {@link #common} holds. */
  public final LuauTable globals;

  /** Whether all functions of the chunk still have {@link #globals} as their environment. */
  public boolean common = true;

  /** Whether names of builtins still mean the builtins. */
  public boolean pure;

  /** Makes the environment of a chunk which is loaded with {@code globals}. */
  public ChunkEnvironment(LuauState state, LuauTable globals) {
    this.state = state;
    this.globals = globals;
    this.pure = state.trusts(globals);
  }

  /** Notes that a function got an environment of its own. */
  public void diverge() {
    common = false;
    pure = false;
  }

  /** Notes that a script holds the table of globals and may do anything to it. */
  public void taint() {
    pure = false;
  }
}
