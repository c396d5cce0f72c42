package dev.ligature.luau.vm;

/**
 * The metamethods that a table has as a metatable, read once; the table drops this object as soon
 * as one of its own fields whose name begins with {@code __} is assigned.
 */
public final class Metamethods {
  /** The table that {@code __index} holds, null where it holds something else. */
  public final LuauTable indexTable;

  /** The value of {@code __index}. */
  public final Object index;

  /** The value of {@code __newindex}. */
  public final Object newIndex;

  private final Object[] values = new Object[Metamethod.count()];

  Metamethods(LuauTable metatable) {
    for (int i = 0; i < values.length; i++) {
      values[i] = metatable.get(Metamethod.at(i).key);
    }
    index = values[Metamethod.INDEX.ordinal()];
    newIndex = values[Metamethod.NEWINDEX.ordinal()];
    indexTable = index instanceof LuauTable table ? table : null;
  }

  /** {@return the value of a metamethod, nil if the metatable has none} */
  public Object get(Metamethod metamethod) {
    return values[metamethod.ordinal()];
  }
}
