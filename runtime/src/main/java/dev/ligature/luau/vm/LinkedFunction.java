package dev.ligature.luau.vm;

/** A builtin that may know direct ways to be called with certain arguments. */
public abstract class LinkedFunction extends LuauBuiltin implements Linkable {
  /**
   * Makes a builtin.
   *
   * @param name as of {@link LuauBuiltin}
   */
  protected LinkedFunction(String name) {
    super(name);
  }
}
