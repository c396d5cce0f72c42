package dev.ligature.luau.lib;

import dev.ligature.luau.vm.LuauBuiltin;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauTable;
import dev.ligature.luau.vm.Results;

/**
 * A function of a library. One class serves all functions of a library and switches on {@link #id},
 * so that a new state costs an object a function and no class loading.
 */
public abstract class LibraryFunction extends LuauBuiltin {
  /** Which function of its library this is. */
  final int id;

  LibraryFunction(String name, int id) {
    super(name);
    this.id = id;
  }

  /** Those of the libraries do not yield, nor can what they call: it is called from Java. */
  @Override
  public boolean neverYields() {
    return true;
  }

  /**
   * Runs the function.
   *
   * @param count the number of arguments
   * @param a the first argument, {@link Args#NONE} if there is none; so too {@code b} and {@code c}
   * @param all all arguments, or null if there are at most three
   */
  abstract Object invoke(int count, Object a, Object b, Object c, Object[] all);

  @Override
  public Object call() {
    return invoke(0, Args.NONE, Args.NONE, Args.NONE, null);
  }

  @Override
  public Object call(Object a) {
    return invoke(1, a, Args.NONE, Args.NONE, null);
  }

  @Override
  public Object call(Object a, Object b) {
    return invoke(2, a, b, Args.NONE, null);
  }

  @Override
  public Object call(Object a, Object b, Object c) {
    return invoke(3, a, b, c, null);
  }

  @Override
  public Object call(Object a, Object b, Object c, Object d) {
    return invoke(4, a, b, c, new Object[] {a, b, c, d});
  }

  @Override
  public Object call(Object[] args) {
    int count = args.length;
    return invoke(
        count,
        count > 0 ? args[0] : Args.NONE,
        count > 1 ? args[1] : Args.NONE,
        count > 2 ? args[2] : Args.NONE,
        count > 3 ? args : null);
  }

  /** {@return argument {@code i}, counted from 0, or {@link Args#NONE}} */
  static Object argument(int i, int count, Object a, Object b, Object c, Object[] all) {
    return i >= count ? Args.NONE : all != null ? all[i] : i == 0 ? a : i == 1 ? b : c;
  }

  /** {@return all arguments in an array of their number, which may be the caller's} */
  static Object[] arguments(int count, Object a, Object b, Object c, Object[] all) {
    if (all != null) {
      return all;
    }
    return switch (count) {
      case 0 -> Results.NONE;
      case 1 -> new Object[] {a};
      case 2 -> new Object[] {a, b};
      default -> new Object[] {a, b, c};
    };
  }

  /** Makes the functions of a library from their names; a name's index is the function's id. */
  interface Maker {
    LibraryFunction make(String name, int id);
  }

  /** Puts a function for each name into a new table. */
  static LuauTable table(String[] names, Maker maker, int extra) {
    LuauTable table = new LuauTable(0, names.length + extra);
    for (int id = 0; id < names.length; id++) {
      table.set(LuauString.interned(names[id]), maker.make(names[id], id));
    }
    return table;
  }
}
