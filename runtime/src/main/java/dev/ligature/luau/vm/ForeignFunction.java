package dev.ligature.luau.vm;

/**
 * A builtin that runs code of another language. Frames of such that follow each other are one level
 * of the Luau call stack: a function of C, and what a callback enters when C calls it.
 */
public abstract class ForeignFunction extends LuauBuiltin {
  /**
   * Makes a builtin.
   *
   * @param name as of {@link LuauBuiltin}
   */
  protected ForeignFunction(String name) {
    super(name);
  }
}
