package dev.ligature.luau.ffi;

import dev.ligature.luau.vm.LuauTable;
import java.util.ArrayList;
import java.util.List;

/** Reads tables that scripts pass as descriptions. */
final class Tables {
  private Tables() {}

  /** {@return key and value of every entry, in the table's order} */
  static List<Object[]> entries(LuauTable table) {
    List<Object[]> entries = new ArrayList<>();
    int position = 0;
    while ((position = table.next(position)) != 0) {
      entries.add(new Object[] {table.keyAt(position), table.valueAt(position)});
    }
    return entries;
  }
}
