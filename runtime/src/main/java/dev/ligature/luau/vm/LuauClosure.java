package dev.ligature.luau.vm;

/** A function compiled from Luau source. */
public abstract class LuauClosure extends LuauFunction {
  /** Where the function finds its globals. */
  public LuauTable environment;

  /** {@return what is known of its source} */
  public abstract Prototype prototype();

  /** {@return what the functions of its chunk share} */
  public abstract ChunkEnvironment chunkEnvironment();

  /** {@return the closure that runs when this one is called: itself, or what it stands for} */
  public LuauClosure code() {
    return this;
  }

  /** {@return its code in steps, null if it has none} */
  public StepCode steps() {
    return null;
  }

  /** Gives this function globals of its own; its chunk stops relying on the common ones. */
  public void setEnvironment(LuauTable table) {
    chunkEnvironment().diverge();
    environment = table;
  }

  @Override
  public final String name() {
    return prototype().name();
  }
}
