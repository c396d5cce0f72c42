package dev.ligature.luau.vm;

/**
 * The state of a generic {@code for}: over a table's entries where the iterator is {@code next} or
 * the table itself, over its elements where it is that of {@code ipairs}, else calls of a function.
 * Key and value are pairs as {@link NumberTag} says.
 */
public final class TableIterator {
  /** The current key. */
  public Object keyTag;

  /** The current key if it is a number. */
  public double keyNumber;

  /** The current value. */
  public Object valueTag;

  /** The current value if it is a number. */
  public double valueNumber;

  /** The results of the last call, where the loop calls a function. */
  public Object results;

  private static final int ENTRIES = 0;
  private static final int ELEMENTS = 1;
  private static final int CALLS = 2;

  private final int kind;
  private final LuauTable table;
  private final LuauFunction function;
  private final Object invariant;
  private Object control;
  private int position;

  private TableIterator(
      int kind, LuauTable table, LuauFunction function, Object invariant, Object control) {
    this.kind = kind;
    this.table = table;
    this.function = function;
    this.invariant = invariant;
    this.control = control;
  }

  /** Functions that a loop recognises; the standard library says which builtins they are. */
  public interface Recognised {
    /** The function {@code next}. */
    interface Next {}

    /** The iterator that {@code ipairs} returns. */
    interface Inext {}
  }

  /** Begins a loop over the three values of its expression list. */
  public static TableIterator of(Object iterator, Object invariant, Object control) {
    Object f = iterator;
    Object s = invariant;
    Object c = control;
    if (f instanceof LuauFunction function) {
      if (s instanceof LuauTable t) {
        if (function instanceof Recognised.Next && c == null) {
          return new TableIterator(ENTRIES, t, function, null, null);
        }
        if (function instanceof Recognised.Inext && c instanceof Double d && d == 0) {
          return new TableIterator(ELEMENTS, t, function, null, null);
        }
      }
      return new TableIterator(CALLS, null, function, s, c);
    }
    Object handler = Operators.metamethod(f, Metamethod.ITER);
    if (handler != null) {
      Object results = Operators.callable(handler).call(f);
      Object inner = Results.at(results, 0);
      s = Results.at(results, 1);
      c = Results.at(results, 2);
      if (inner == null) {
        throw LuauError.runtime("attempt to call a nil value");
      }
      if (inner instanceof Recognised.Next && s instanceof LuauTable t && c == null) {
        return new TableIterator(ENTRIES, t, null, null, null);
      }
      return new TableIterator(CALLS, null, Operators.callable(inner), s, c);
    }
    if (Operators.metamethod(f, Metamethod.CALL) != null) {
      return new TableIterator(CALLS, null, Operators.callable(f), s, c);
    }
    if (f instanceof LuauTable t) {
      return new TableIterator(ENTRIES, t, null, null, null);
    }
    throw LuauError.runtime("attempt to iterate over a " + Operators.typeName(f) + " value");
  }

  /** {@return whether there is a next round; sets key and value, or {@link #results}} */
  public boolean advance() {
    if (kind == ENTRIES) {
      return nextEntry();
    }
    if (kind == ELEMENTS) {
      return nextElement();
    }
    Object r = function.call(invariant, control);
    if (r instanceof Object[] several) {
      if (several.length == 0 || several[0] == null) {
        return false;
      }
      control = several[0];
      setKey(several[0]);
      setValue(several.length > 1 ? several[1] : null);
      results = several;
      return true;
    }
    if (r == null) {
      return false;
    }
    control = r;
    setKey(r);
    valueTag = null;
    results = r;
    return true;
  }

  private boolean nextEntry() {
    LuauTable t = table;
    int p = position;
    if (p < t.doubleCount) {
      keyTag = NumberTag.NUMBER;
      keyNumber = p + 1;
      valueTag = NumberTag.NUMBER;
      valueNumber = t.doubles[p];
      position = p + 1;
      return true;
    }
    p = t.next(p);
    position = p;
    if (p == 0) {
      return false;
    }
    setKey(t.keyAt(p));
    setValue(t.valueAt(p));
    results = null;
    return true;
  }

  private boolean nextElement() {
    LuauTable t = table;
    int p = ++position;
    keyTag = NumberTag.NUMBER;
    keyNumber = p;
    if (p <= t.doubleCount) {
      valueTag = NumberTag.NUMBER;
      valueNumber = t.doubles[p - 1];
      return true;
    }
    Object value = t.get(p);
    if (value == null && t.metatable != null) {
      value = Operators.index(t, (double) p);
    }
    setValue(value);
    return value != null;
  }

  private void setKey(Object key) {
    keyTag = NumberTag.tag(key);
    keyNumber = NumberTag.number(key);
  }

  private void setValue(Object value) {
    valueTag = NumberTag.tag(value);
    valueNumber = NumberTag.number(value);
  }

  /** {@return the third or a later variable of the loop, counted from 0} */
  public Object extra(int index) {
    return kind == CALLS ? Results.at(results, index) : null;
  }
}
