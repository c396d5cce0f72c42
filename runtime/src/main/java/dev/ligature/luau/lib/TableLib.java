package dev.ligature.luau.lib;

import dev.ligature.luau.vm.LuauError;
import dev.ligature.luau.vm.LuauFunction;
import dev.ligature.luau.vm.LuauState;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauTable;
import dev.ligature.luau.vm.Metamethod;
import dev.ligature.luau.vm.Operators;
import dev.ligature.luau.vm.Results;
import java.util.Arrays;

/** The {@code table} library; {@code sort} has a file of its own. Metamethods are not asked. */
public final class TableLib extends LibraryFunction {
  /** Most elements that {@code table.create} makes, as in the official implementation. */
  private static final int MAX_ELEMENTS = 1 << 26;

  /** Most elements for which {@code table.create} without a value reserves room. */
  private static final int MAX_RESERVED = 1 << 20;

  private static final String[] NAMES = {
    "concat",
    "foreach",
    "foreachi",
    "getn",
    "maxn",
    "insert",
    "remove",
    "sort",
    "pack",
    "unpack",
    "move",
    "create",
    "find",
    "clear",
    "freeze",
    "isfrozen",
    "clone"
  };
  private static final int UNPACK = 9;
  private static final LuauString N = LuauString.interned("n");
  private static final byte[] NO_SEPARATOR = {};

  private final LuauState state;

  private TableLib(String name, int id, LuauState state) {
    super(name, id);
    this.state = state;
  }

  /** {@return the table of the library} */
  public static LuauTable open(LuauState state) {
    return table(NAMES, (name, id) -> new TableLib(name, id, state), 0);
  }

  /** {@return the global function {@code unpack}} */
  static LuauFunction unpack(LuauState state) {
    return new TableLib("unpack", UNPACK, state);
  }

  /** But for those that call what they are given. */
  @Override
  public boolean neverYields() {
    return id != 1 && id != 2 && id != 7;
  }

  @Override
  Object invoke(int count, Object a, Object b, Object c, Object[] all) {
    if (id == 0) {
      return concat(a, b, c, argument(3, count, a, b, c, all));
    }
    if (id == 8) {
      return pack(arguments(count, a, b, c, all));
    }
    if (id == 11) {
      return create(a, b);
    }
    LuauTable t = Args.table(a, 1, name());
    return switch (id) {
      case 1 -> foreach(t, Args.function(b, 2, "foreach"));
      case 2 -> foreachi(t, Args.function(b, 2, "foreachi"));
      case 3 -> (double) t.length();
      case 4 -> maxn(t);
      case 5 -> insert(t, count, b, c);
      case 6 -> {
        int n = t.length();
        int position = Args.integer(b, 2, "remove", n);
        yield position < 1 || position > n ? Results.NONE : t.remove(position);
      }
      case 7 -> sort(t, b);
      case UNPACK -> unpack(t, count, b, c);
      case 10 -> {
        Object target = argument(4, count, a, b, c, all);
        int from = Args.integer(b, 2, "move");
        int to = Args.integer(c, 3, "move");
        int at = Args.integer(argument(3, count, a, b, c, all), 4, "move");
        yield move(t, from, to, at, Args.isNoneOrNil(target) ? t : Args.table(target, 5, "move"));
      }
      case 12 -> find(t, b, c);
      case 13 -> {
        t.clear();
        yield Results.NONE;
      }
      case 14 -> {
        Args.check(!t.readonly, 1, "freeze", "table is already frozen");
        checkUnprotected(t, "freeze");
        t.readonly = true;
        yield t;
      }
      case 15 -> t.readonly;
      case 16 -> {
        checkUnprotected(t, "clone");
        state.reserve(16L * t.length());
        yield t.copy();
      }
      default -> throw new IllegalStateException("table function " + id);
    };
  }

  private static void checkUnprotected(LuauTable t, String function) {
    boolean open = t.metamethod(Metamethod.METATABLE) == null;
    Args.check(open, 1, function, "table has a protected metatable");
  }

  private Object foreach(LuauTable t, LuauFunction f) {
    for (int p = t.next(0); p != 0; p = t.next(p)) {
      Object result = call(f, t.keyAt(p), t.valueAt(p));
      if (result != null) {
        return result;
      }
    }
    return Results.NONE;
  }

  private Object foreachi(LuauTable t, LuauFunction f) {
    int n = t.length();
    for (int i = 1; i <= n; i++) {
      Object result = call(f, (double) i, t.get(i));
      if (result != null) {
        return result;
      }
    }
    return Results.NONE;
  }

  private Object call(LuauFunction f, Object key, Object value) {
    state.beginNative();
    Object results = f.call(key, value);
    state.endNative();
    return Results.first(results);
  }

  private static double maxn(LuauTable t) {
    double most = 0;
    for (int p = t.next(0); p != 0; p = t.next(p)) {
      if (t.keyAt(p) instanceof Double d && d > most && t.valueAt(p) != null) {
        most = d;
      }
    }
    return most;
  }

  private static Object insert(LuauTable t, int count, Object b, Object c) {
    switch (count) {
      case 2 -> append(t, b);
      case 3 -> {
        int position = Args.integer(b, 2, "insert");
        if (position >= 1 && position <= t.length()) {
          t.insert(position, c);
        } else {
          t.set(position, c);
        }
      }
      default -> throw LibError.of("wrong number of arguments to 'insert'");
    }
    return Results.NONE;
  }

  /** Fails if a table is frozen, with a message that has no place as it is the VM's own. */
  private static void checkWritable(LuauTable t) {
    if (t.readonly) {
      throw new LuauError(LuauString.of("attempt to modify a readonly table"));
    }
  }

  /** {@code table.insert} of two arguments. */
  public static void append(LuauTable t, Object value) {
    checkWritable(t);
    t.set(t.length() + 1, value);
  }

  private Object sort(LuauTable t, Object order) {
    checkWritable(t);
    TableSort.sort(state, t, Args.isNoneOrNil(order) ? null : Args.function(order, 2, "sort"));
    return Results.NONE;
  }

  // ---- concat ----

  private LuauString concat(Object a, Object b, Object c, Object d) {
    byte[] separator = Args.isNoneOrNil(b) ? NO_SEPARATOR : Args.bytes(b, 2, "concat");
    LuauTable t = Args.table(a, 1, "concat");
    int from = Args.integer(c, 3, "concat", 1);
    int to = Args.isNoneOrNil(d) ? t.length() : Args.integer(d, 4, "concat");
    if (from > to) {
      return LuauString.EMPTY;
    }
    ByteBuilder out = new ByteBuilder(initialSize(t, from, to, separator.length));
    for (long i = from; ; i++) {
      appendElement(out, t, (int) i);
      if (i == to) {
        break;
      }
      out.append(separator);
    }
    return LuauString.of(out.take());
  }

  /** The exact size of the result where all elements are strings, else a guess. */
  private int initialSize(LuauTable t, int from, int to, int separator) {
    if (from < 1 || to > t.objectCount) {
      return Math.clamp((to - (long) from + 1) * 8, 16, 1 << 12);
    }
    Object[] objects = t.objects;
    long total = (long) separator * (to - from);
    for (int i = from - 1; i < to; i++) {
      total += objects[i] instanceof LuauString s ? s.length() : 16;
    }
    if (total > ByteBuilder.MAX_STRING) {
      throw LibError.of("memory allocation error: block too big");
    }
    state.reserve(total);
    return (int) total;
  }

  private static void appendElement(ByteBuilder out, LuauTable t, int i) {
    if (i >= 1 && i <= t.doubleCount) {
      out.append(t.doubles[i - 1]);
      return;
    }
    Object value = i >= 1 && i <= t.objectCount ? t.objects[i - 1] : t.get(i);
    if (value instanceof LuauString s) {
      out.append(s.bytes());
    } else if (value instanceof Double d) {
      out.append((double) d);
    } else {
      throw LibError.of(
          "invalid value ("
              + Operators.typeName(value)
              + ") at index "
              + i
              + " in table for 'concat'");
    }
  }

  // ---- pack, unpack, create ----

  private static LuauTable pack(Object[] args) {
    LuauTable t = new LuauTable(0, 1);
    int count = args.length;
    boolean numbers = true;
    while (count > 0 && args[count - 1] == null) {
      count--;
    }
    for (int i = 0; i < count && numbers; i++) {
      numbers = args[i] instanceof Double;
    }
    if (numbers) {
      t.setList(1, args, 0, count);
    } else {
      // Nils between values stay in the array part, so that the length is that of the last value.
      t.objects = Arrays.copyOf(args, count);
      t.objectCount = count;
    }
    t.set(N, (Object) (double) args.length);
    return t;
  }

  /** Values that the official VM's stack has room for. */
  private static final int MAX_STACK = 1 << 26;

  /** Results that are unpacked without asking how much of that is taken. */
  private static final int FEW = 256;

  private static Object unpack(LuauTable t, int count, Object b, Object c) {
    int from = Args.integer(b, 2, "unpack", 1);
    int to = Args.isNoneOrNil(c) ? t.length() : Args.integer(c, 3, "unpack");
    if (from > to) {
      return Results.NONE;
    }
    long size = (long) to - from + 1;
    if (size + count > StringLib.MAX_RESULTS
        || size > FEW && size + LuauState.current().varargs > MAX_STACK) {
      throw LibError.of("too many results to unpack");
    }
    int n = (int) size;
    if (n == 1) {
      return t.get(from);
    }
    if (from >= 1 && to <= t.objectCount) {
      return Arrays.copyOfRange(t.objects, from - 1, to);
    }
    Object[] results = new Object[n];
    for (int i = 0; i < n; i++) {
      results[i] = t.get(from + i);
    }
    return results;
  }

  private LuauTable create(Object a, Object value) {
    int size = Args.integer(a, 1, "create");
    Args.check(size >= 0, 1, "create", "size out of range");
    if (size > MAX_ELEMENTS) {
      throw LuauError.runtime("table overflow");
    }
    // What an element takes in the official VM, so that limits of memory mean the same.
    state.reserve(16L * size);
    if (Args.isNoneOrNil(value)) {
      return new LuauTable(Math.min(size, MAX_RESERVED), 0);
    }
    LuauTable t = new LuauTable();
    if (value instanceof Double d) {
      double[] elements = new double[size];
      Arrays.fill(elements, d);
      t.doubles = elements;
      t.doubleCount = size;
    } else {
      Object[] elements = new Object[size];
      Arrays.fill(elements, value);
      t.objects = elements;
      t.objectCount = size;
    }
    return t;
  }

  // ---- find, move ----

  private static Object find(LuauTable t, Object value, Object start) {
    Args.any(value, 2);
    int from = Args.integer(start, 3, "find", 1);
    Args.check(from >= 1, 3, "find", "index out of range");
    int at = from - 1;
    if (t.doubleCount > 0 && value instanceof Double d) {
      double wanted = d;
      double[] doubles = t.doubles;
      int n = t.doubleCount;
      for (; at < n; at++) {
        if (doubles[at] == wanted) {
          return at + 1.0;
        }
      }
    } else if (t.objectCount > 0) {
      Object[] objects = t.objects;
      int n = t.objectCount;
      for (; at < n; at++) {
        Object element = objects[at];
        if (element == null) {
          return null;
        }
        if (Operators.equal(value, element)) {
          return at + 1.0;
        }
      }
    }
    for (int i = at + 1; ; i++) {
      Object element = t.get(i);
      if (element == null) {
        return null;
      }
      if (Operators.equal(value, element)) {
        return (double) i;
      }
    }
  }

  private static LuauTable move(LuauTable source, int from, int to, int at, LuauTable target) {
    if (to < from) {
      return target;
    }
    Args.check(from > 0 || to < Integer.MAX_VALUE + from, 3, "move", "too many elements to move");
    int n = to - from + 1;
    Args.check(at <= Integer.MAX_VALUE - n + 1, 4, "move", "destination wrap around");
    checkWritable(target);
    if (moveWithinArrays(source, from, n, at, target)) {
      return target;
    }
    if (n > 32 && n / 2 > Math.max(capacity(source), capacity(target))) {
      moveSparse(source, from, n, at, target);
    } else if (at > to || at <= from || source != target) {
      for (int i = 0; i < n; i++) {
        target.set(at + i, source.get(from + i));
      }
    } else {
      for (int i = n - 1; i >= 0; i--) {
        target.set(at + i, source.get(from + i));
      }
    }
    return target;
  }

  private static int capacity(LuauTable t) {
    return t.length() + t.keys.length;
  }

  /** Copies between array parts of the same kind, where the target's stays without holes. */
  private static boolean moveWithinArrays(
      LuauTable source, int from, int n, int at, LuauTable target) {
    if (from < 1 || at < 1 || at > target.length() + 1) {
      return false;
    }
    int end = at - 1 + n;
    if (from - 1 + n <= source.doubleCount && end <= target.doubleCount) {
      System.arraycopy(source.doubles, from - 1, target.doubles, at - 1, n);
      return true;
    }
    if (from - 1 + n <= source.objectCount && end < target.objectCount) {
      System.arraycopy(source.objects, from - 1, target.objects, at - 1, n);
      return true;
    }
    if (end > target.length() && end - target.length() <= source.length()) {
      if (from - 1 + n <= source.doubleCount && target.objectCount == 0) {
        target.reserveArray(end);
      } else if (from - 1 + n <= source.objectCount && target.doubleCount == 0) {
        target.reserveObjects(end);
      }
    }
    return false;
  }

  /** Moves a range far longer than either table by walking over their entries. */
  private static void moveSparse(LuauTable source, int from, int n, int at, LuauTable target) {
    LuauTable moved = new LuauTable();
    for (int p = source.next(0); p != 0; p = source.next(p)) {
      if (inRange(source.keyAt(p), from, n)) {
        moved.set(source.keyAt(p), source.valueAt(p));
      }
    }
    for (int p = target.next(0); p != 0; p = target.next(p)) {
      if (inRange(target.keyAt(p), at, n)) {
        target.set(target.keyAt(p), null);
      }
    }
    for (int p = moved.next(0); p != 0; p = moved.next(p)) {
      target.set((int) (double) (Double) moved.keyAt(p) - from + at, moved.valueAt(p));
    }
  }

  private static boolean inRange(Object key, int from, int n) {
    return key instanceof Double d && d >= from && d - from < n && d == Math.rint(d);
  }
}
