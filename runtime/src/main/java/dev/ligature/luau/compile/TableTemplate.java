package dev.ligature.luau.compile;

import dev.ligature.luau.vm.LuauClosure;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauTable;
import java.util.List;

/**
 * A table constructor as data: keys and values in order, nested constructors as nested templates,
 * and in large ones {@link Ingredient}s for what is not constant. It costs no bytecode, however
 * long.
 */
public final class TableTemplate {
  private final Object[] keys;
  private final Object[] values;
  private final int positional;
  private LuauTable prototype;

  TableTemplate(List<Object> keys, List<Object> values, int positional) {
    this.keys = keys.toArray();
    this.values = values.toArray();
    this.positional = positional;
  }

  /** {@return a new table of constants alone} */
  public LuauTable make() {
    LuauTable model = prototype;
    return model != null ? model.copy() : make(null, null);
  }

  /**
   * {@return a new table}
   *
   * @param self the closure that runs the constructor
   * @param variables the variables that the constructor uses, by their indices
   */
  public LuauTable make(LuauClosure self, Object[] variables) {
    boolean constant = true;
    int size = keys.length;
    LuauTable table = new LuauTable(positional, size - positional);
    for (int i = 0; i < size; i++) {
      Object value = values[i];
      if (value instanceof TableTemplate template) {
        constant = false;
        value = template.make();
      } else if (value instanceof Ingredient ingredient) {
        constant = false;
        value = ingredient.value(self, variables);
      }
      Object key = keys[i];
      if (key instanceof Integer index) {
        table.initialise(index, value);
      } else if (value == null) {
        table.set(key, null);
      } else if (key instanceof LuauString name && size <= 64) {
        table.setNamed(name, value);
      } else {
        table.set(key, value);
      }
    }
    if (constant) {
      prototype = table.copy();
    }
    return table;
  }
}
