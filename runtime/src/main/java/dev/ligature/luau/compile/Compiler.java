package dev.ligature.luau.compile;

import dev.ligature.luau.syntax.Parser;
import dev.ligature.luau.vm.ChunkEnvironment;
import dev.ligature.luau.vm.LuauClosure;
import dev.ligature.luau.vm.LuauState;
import dev.ligature.luau.vm.LuauTable;

/** Compiles source text for a state. */
public final class Compiler implements LuauState.ChunkLoader {
  private final LuauState state;

  /** Makes the compiler of a state. */
  public Compiler(LuauState state) {
    this.state = state;
  }

  @Override
  public LuauClosure load(byte[] source, String chunkName, LuauTable environment) {
    ChunkEnvironment shared = new ChunkEnvironment(state, environment);
    Analysis analysis = new Analysis(Parser.parse(source, chunkName), shared);
    return new ChunkClassLoader(analysis, shared).main();
  }
}
