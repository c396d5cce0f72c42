package dev.ligature.luau.vm;

/** The parts of {@code t[k]} that compiled code does not write out. */
public final class Indexing {
  private Indexing() {}

  /** {@return whether the fields of a value are constants: of a table that is read-only} */
  public static boolean frozen(Object base) {
    return base instanceof LuauTable t && t.readonly;
  }

  /** {@return {@code base[key]}, boxed} */
  public static Object get(Object base, double key) {
    if (base instanceof LuauTable t) {
      int i = (int) key;
      int at = i - 1;
      if (i == key && at >= 0) {
        if (at < t.objectCount) {
          Object value = t.objects[at];
          if (value != null) {
            return value;
          }
        } else if (at < t.doubleCount) {
          return t.doubles[at];
        }
      }
    }
    return Operators.index(base, key);
  }

  /** {@return {@code base[key]}, boxed} */
  public static Object get(Object base, long key) {
    if (base instanceof LuauTable t) {
      long at = key - 1;
      if (at >= 0) {
        if (at < t.objectCount) {
          Object value = t.objects[(int) at];
          if (value != null) {
            return value;
          }
        } else if (at < t.doubleCount) {
          return t.doubles[(int) at];
        }
      }
    }
    return Operators.index(base, (double) key);
  }

  /** {@return {@code base[key]}, boxed} */
  public static Object get(Object base, Object key) {
    if (key instanceof Double d) {
      return get(base, d.doubleValue());
    }
    if (key instanceof LuauString s && base instanceof LuauTable t) {
      Object value = t.get(s);
      if (value != null || t.metatable == null) {
        return value;
      }
    }
    return Operators.index(base, key);
  }

  /** Does {@code base[key] = value}. */
  public static void set(Object base, double key, double value) {
    if (base instanceof LuauTable t) {
      int i = (int) key;
      int at = i - 1;
      if (i == key && at >= 0) {
        if (at < t.doubleCount && !t.readonly) {
          t.doubles[at] = value;
          return;
        }
        if (t.metatable == null) {
          t.set(i, value);
          return;
        }
      }
    }
    Operators.setIndex(base, key, (Object) value);
  }

  /** Does {@code base[key] = value}. */
  public static void set(Object base, long key, double value) {
    if (base instanceof LuauTable t) {
      long at = key - 1;
      if (at >= 0) {
        if (at < t.doubleCount && !t.readonly) {
          t.doubles[(int) at] = value;
          return;
        }
        if (t.metatable == null && key <= Integer.MAX_VALUE) {
          t.set((int) key, value);
          return;
        }
      }
    }
    Operators.setIndex(base, (double) key, (Object) value);
  }

  /** Does {@code base[key] = value}. */
  public static void set(Object base, double key, Object value) {
    if (base instanceof LuauTable t) {
      int i = (int) key;
      int at = i - 1;
      if (i == key && at >= 0) {
        if (at < t.objectCount && !t.readonly && value != null) {
          Object[] objects = t.objects;
          if (objects[at] != null) {
            objects[at] = value;
            return;
          }
        }
        if (t.metatable == null) {
          t.set(i, value);
          return;
        }
      }
    }
    Operators.setIndex(base, key, value);
  }

  /** Does {@code base[key] = value}. */
  public static void set(Object base, long key, Object value) {
    if (base instanceof LuauTable t) {
      long at = key - 1;
      if (at >= 0) {
        if (at < t.objectCount && !t.readonly && value != null) {
          Object[] objects = t.objects;
          if (objects[(int) at] != null) {
            objects[(int) at] = value;
            return;
          }
        }
        if (t.metatable == null && key <= Integer.MAX_VALUE) {
          t.set((int) key, value);
          return;
        }
      }
    }
    Operators.setIndex(base, (double) key, value);
  }

  /** Does {@code base[key] = value}. */
  public static void set(Object base, Object key, Object value) {
    if (key instanceof Double d) {
      set(base, d.doubleValue(), value);
    } else {
      Operators.setIndex(base, key, value);
    }
  }
}
