package dev.ligature.luau.compile;

import dev.ligature.luau.vm.LuauTable;
import java.util.List;

/**
 * A table constructor of constants alone, as data: keys and values in order, nested constructors as
 * nested templates. It costs no bytecode, however long.
 */
public final class TableTemplate {
  private final List<Object> keys;
  private final List<Object> values;
  private final int positional;
  private LuauTable prototype;

  TableTemplate(List<Object> keys, List<Object> values, int positional) {
    this.keys = keys;
    this.values = values;
    this.positional = positional;
  }

  /** {@return a new table with the constants} */
  public LuauTable make() {
    LuauTable model = prototype;
    if (model != null) {
      return model.copy();
    }
    boolean nested = false;
    LuauTable table = new LuauTable(positional, keys.size() - positional);
    for (int i = 0; i < keys.size(); i++) {
      Object value = values.get(i);
      if (value instanceof TableTemplate template) {
        nested = true;
        value = template.make();
      }
      Object key = keys.get(i);
      if (key instanceof Integer index) {
        table.initialise(index, value);
      } else if (key instanceof dev.ligature.luau.vm.LuauString name && keys.size() <= 64) {
        table.setNamed(name, value);
      } else {
        table.set(key, value);
      }
    }
    if (!nested) {
      prototype = table.copy();
    }
    return table;
  }
}
