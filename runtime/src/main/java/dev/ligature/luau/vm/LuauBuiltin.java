package dev.ligature.luau.vm;

/**
 * A function written in Java: what {@code debug.info} calls {@code [C]}. Frames of its {@code call}
 * methods count as one level of the Luau call stack.
 */
public abstract class LuauBuiltin extends LuauFunction {
  private final String name;

  /**
   * Makes a builtin.
   *
   * @param name the name that {@code debug.info} and argument errors show, without the library's
   */
  protected LuauBuiltin(String name) {
    this.name = name;
  }

  @Override
  public final String name() {
    return name;
  }
}
