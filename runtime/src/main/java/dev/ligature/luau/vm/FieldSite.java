package dev.ligature.luau.vm;

/**
 * The memory of one place in compiled code that reads or writes a field of constant name: the key
 * arrays (see {@link LuauTable#keys}) it met last and the slots where the field was. Compiled code
 * tests the first pair itself.
 */
public final class FieldSite {
  private static final Object[] NOTHING = {};

  /** The name of the field. */
  public final LuauString key;

  /** The key array met last. */
  public Object[] keys = NOTHING;

  /** The field's slot under {@link #keys}. */
  public int slot;

  private Shape grownFrom;
  private Shape grownTo;
  private Object[] otherKeys = NOTHING;
  private int otherSlot;

  /** Makes the memory of a place that accesses {@code key}, an interned string. */
  public FieldSite(LuauString key) {
    this.key = key;
  }

  private int find(LuauTable t) {
    if (t.keys == keys) {
      return slot;
    }
    if (t.keys == otherKeys) {
      Object[] k = keys;
      int s = slot;
      keys = otherKeys;
      slot = otherSlot;
      otherKeys = k;
      otherSlot = s;
      return slot;
    }
    int found = t.slot(key);
    if (found >= 0 && t.cacheable()) {
      otherKeys = keys;
      otherSlot = slot;
      keys = t.keys;
      slot = found;
    }
    return found;
  }

  /** {@return {@code base.key}, boxed} */
  public Object get(Object base) {
    if (base instanceof LuauTable t && t.keys == keys) {
      Object value = t.vals[slot];
      if (value != null) {
        return value == NumberTag.NUMBER ? (Object) t.nums[slot] : value;
      }
    }
    return miss(base);
  }

  /** {@return {@code base.key}, boxed, where the fast path of compiled code failed} */
  public Object miss(Object base) {
    if (base instanceof LuauTable t) {
      if (t.cacheable()) {
        int at = find(t);
        Object value = at < 0 ? null : t.vals[at];
        if (value != null) {
          return value == NumberTag.NUMBER ? (Object) t.nums[at] : value;
        }
      } else {
        Object value = t.get(key);
        if (value != null) {
          return value;
        }
      }
      LuauTable meta = t.metatable;
      if (meta == null) {
        return null;
      }
      Metamethods m = meta.metamethods();
      if (m.index == null) {
        return null;
      }
      if (m.indexTable != null && m.indexTable.metatable == null) {
        return m.indexTable.get(key);
      }
    }
    return Operators.index(base, key);
  }

  /** Does {@code base.key = value}. */
  public void put(Object base, Object value) {
    if (base instanceof LuauTable t
        && t.keys == keys
        && !t.readonly
        && value != null
        && !(value instanceof Double)) {
      Object[] vals = t.vals;
      int at = slot;
      if (vals[at] != null) {
        vals[at] = value;
        return;
      }
    }
    putSlow(base, value);
  }

  /** Does {@code base.key = value}. */
  public void put(Object base, double value) {
    if (base instanceof LuauTable t
        && t.keys == keys
        && !t.readonly
        && t.vals[slot] == NumberTag.NUMBER) {
      t.nums[slot] = value;
    } else {
      putSlow(base, value);
    }
  }

  private void putSlow(Object base, Object value) {
    if (base instanceof LuauTable t
        && t.metatable == null
        && value != null
        && grownFrom != null
        && t.extend(grownFrom, grownTo, value)) {
      return;
    }
    if (base instanceof LuauTable t && !t.readonly && t.cacheable() && !key.maybeMetamethod()) {
      int at = find(t);
      if (at >= 0 && t.vals[at] != null) {
        if (value instanceof Double d) {
          t.putNumber(at, d);
        } else {
          t.vals[at] = value;
        }
        return;
      }
      if (t.metatable == null) {
        Shape before = t.shape();
        t.setNamed(key, value);
        Shape after = t.shape();
        if (before != null && after != null && before != after) {
          grownFrom = before;
          grownTo = after;
        }
        return;
      }
    }
    if (base instanceof LuauTable t
        && (t.metatable == null
            || t.metatable.metamethods().newIndex == null
            || t.get(key) != null)) {
      t.setNamed(key, value);
      return;
    }
    Operators.setIndex(base, key, value);
  }
}
