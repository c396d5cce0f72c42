package dev.ligature.luau.compile;

import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauTable;
import java.util.List;

/** The named fields of a table constructor, whose shape is known before it runs. */
public final class RecordTemplate {
  private final LuauTable empty = new LuauTable();

  /** Makes a template of distinct names, at most as many as a shape describes. */
  RecordTemplate(List<LuauString> names) {
    for (LuauString name : names) {
      empty.setNamed(name, Boolean.TRUE);
    }
  }

  /** {@return a table with all fields in their slots, their values nil} */
  public LuauTable make(int arraySize) {
    return LuauTable.ofShape(empty, arraySize);
  }
}
