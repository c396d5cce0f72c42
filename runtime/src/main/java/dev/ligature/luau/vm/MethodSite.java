package dev.ligature.luau.vm;

/**
 * The memory of one place in compiled code that calls a method: where the method was found last, in
 * the object itself or in the table that its metatable's {@code __index} holds.
 */
public final class MethodSite {
  private static final Object[] NOTHING = {};

  /** The method's name. */
  public final LuauString key;

  private final LuauState state;
  private Object[] keys = NOTHING;
  private LuauTable meta;
  private Metamethods metamethods;
  private LuauTable holder;
  private Object[] holderKeys = NOTHING;
  private int slot;
  private Object[] ownKeys = NOTHING;
  private int ownSlot;

  /** Makes the memory of a place that calls {@code key}, an interned string. */
  public MethodSite(LuauState state, LuauString key) {
    this.state = state;
    this.key = key;
  }

  /** {@return the function that {@code object:key(…)} calls, with the object as first argument} */
  public LuauFunction find(Object object) {
    if (object instanceof LuauTable t
        && t.keys == keys
        && t.metatable == meta
        && holder.keys == holderKeys
        && meta.metamethods() == metamethods
        && holder.vals[slot] instanceof LuauFunction f) {
      return f;
    }
    return findOther(object);
  }

  private LuauFunction findOther(Object object) {
    if (object instanceof LuauTable t) {
      if (t.keys == ownKeys && t.vals[ownSlot] instanceof LuauFunction f) {
        return f;
      }
      return findInTable(t);
    }
    if (object instanceof LuauString
        && state.stringMetatable != null
        && state.stringMetatable.metamethods().indexTable != null) {
      LuauTable library = state.stringMetatable.metamethods().indexTable;
      if (library.keys == holderKeys && library.vals[slot] instanceof LuauFunction f) {
        return f;
      }
      int at = library.slot(key);
      if (at >= 0 && library.cacheable()) {
        keys = NOTHING;
        holder = library;
        holderKeys = library.keys;
        slot = at;
      }
    } else if (object instanceof LuauUserdata u) {
      return new Namecall(u);
    }
    return check(object, Operators.index(object, key));
  }

  private LuauFunction findInTable(LuauTable t) {
    if (!t.cacheable()) {
      return check(t, Operators.index(t, key));
    }
    int own = t.slot(key);
    if (own >= 0 && t.vals[own] != null) {
      ownKeys = t.keys;
      ownSlot = own;
      return check(t, t.get(key));
    }
    LuauTable metatable = t.metatable;
    if (own < 0 && metatable != null && t.sharesShape()) {
      Metamethods m = metatable.metamethods();
      LuauTable library = m.indexTable;
      if (library != null && library.cacheable()) {
        int at = library.slot(key);
        if (at >= 0 && library.vals[at] instanceof LuauFunction f) {
          keys = t.keys;
          meta = metatable;
          metamethods = m;
          holder = library;
          holderKeys = library.keys;
          slot = at;
          return f;
        }
      }
    }
    return check(t, Operators.index(t, key));
  }

  private LuauFunction check(Object object, Object method) {
    if (method == null) {
      throw LuauError.runtime(
          "attempt to call missing method '" + key + "' of " + Operators.typeName(object));
    }
    return Operators.callable(method);
  }

  /** A method call on userdata, which may have a {@code __namecall}. */
  private final class Namecall extends LuauFunction {
    private final LuauUserdata target;

    Namecall(LuauUserdata target) {
      this.target = target;
    }

    @Override
    public String name() {
      return key.toString();
    }

    @Override
    public Object call(Object[] args) {
      Object[] rest = java.util.Arrays.copyOfRange(args, 1, args.length);
      Object result = target.namecall(key, rest);
      if (result != LuauUserdata.ABSENT) {
        return result;
      }
      Object handler = Operators.metamethod(target, Metamethod.NAMECALL);
      if (handler != null) {
        LuauFunction f = Operators.callable(handler);
        LuauString before = state.namecall;
        state.namecall = key;
        try {
          return f.call(args);
        } finally {
          state.namecall = before;
        }
      }
      return check(target, Operators.index(target, key)).call(args);
    }
  }
}
