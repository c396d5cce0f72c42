package dev.ligature.luau.lib;

import dev.ligature.luau.syntax.ParseError;
import dev.ligature.luau.vm.CallStack;
import dev.ligature.luau.vm.LuauBuffer;
import dev.ligature.luau.vm.LuauBuiltin;
import dev.ligature.luau.vm.LuauClosure;
import dev.ligature.luau.vm.LuauError;
import dev.ligature.luau.vm.LuauFunction;
import dev.ligature.luau.vm.LuauState;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauTable;
import dev.ligature.luau.vm.LuauUserdata;
import dev.ligature.luau.vm.LuauVector;
import dev.ligature.luau.vm.Metamethod;
import dev.ligature.luau.vm.Operators;
import dev.ligature.luau.vm.Results;
import dev.ligature.luau.vm.TableIterator.Recognised;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** The global functions. */
public final class BaseLib extends LibraryFunction {
  private static final String[] NAMES = {
    "assert", "error", "gcinfo", "getfenv", "getmetatable", "newproxy", "print", "rawequal",
    "rawget", "rawset", "rawlen", "select", "setfenv", "setmetatable", "tonumber", "tostring",
    "type", "typeof", "pcall", "xpcall", "loadstring", "ipairs", "pairs", "collectgarbage"
  };

  private static final LuauString OUT_OF_MEMORY = LuauString.of("not enough memory");

  private final LuauState state;
  private final Next next;
  private final Inext inext;

  private BaseLib(String name, int id, LuauState state, Next next, Inext inext) {
    super(name, id);
    this.state = state;
    this.next = next;
    this.inext = inext;
  }

  /** Puts the functions, {@code _G} and {@code _VERSION} into the globals. */
  public static void open(LuauState state) {
    LuauTable globals = state.globals;
    Next next = new Next();
    Inext inext = new Inext();
    for (int id = 0; id < NAMES.length; id++) {
      LuauFunction function = new BaseLib(NAMES[id], id, state, next, inext);
      globals.set(LuauString.interned(NAMES[id]), function);
    }
    globals.set(LuauString.interned("next"), next);
    globals.set(LuauString.interned("_G"), globals);
    globals.set(LuauString.interned("_VERSION"), LuauString.interned("Luau"));
  }

  /** But for those that call what they are given as the caller would. */
  @Override
  public boolean neverYields() {
    return id != 18 && id != 19;
  }

  @Override
  Object invoke(int count, Object a, Object b, Object c, Object[] all) {
    return switch (id) {
      case 0 -> {
        Args.any(a, 1);
        if (!Operators.truthy(a)) {
          throw LibError.of(
              Args.isNoneOrNil(b)
                  ? LuauString.of("assertion failed!")
                  : Args.string(b, 2, "assert"));
        }
        yield count == 1 ? a : arguments(count, a, b, c, all);
      }
      case 1 -> throw error(a, b);
      case 2 -> (double) (memory() >> 10);
      case 3 -> getfenv(a);
      case 4 -> {
        Args.any(a, 1);
        LuauTable meta = state.metatable(a);
        Object shown = meta == null ? null : meta.get(Metamethod.METATABLE.key);
        yield shown == null ? meta : shown;
      }
      case 5 -> newproxy(a);
      case 6 -> print(arguments(count, a, b, c, all));
      case 7 -> {
        Args.any(a, 1);
        Args.any(b, 2);
        yield Operators.rawEqual(a, b);
      }
      case 8 -> {
        LuauTable t = Args.table(a, 1, "rawget");
        Args.any(b, 2);
        yield t.get(b);
      }
      case 9 -> {
        LuauTable t = Args.table(a, 1, "rawset");
        Args.any(b, 2);
        Args.any(c, 3);
        t.set(b, c);
        yield t;
      }
      case 10 -> {
        boolean measurable = a instanceof LuauTable || a instanceof LuauString;
        Args.check(measurable, 1, "rawlen", "table or string expected");
        yield (double) (a instanceof LuauTable t ? t.length() : ((LuauString) a).length());
      }
      case 11 -> select(count, a, arguments(count, a, b, c, all));
      case 12 -> setfenv(a, b);
      case 13 -> setmetatable(a, b);
      case 14 -> tonumber(a, b);
      case 15 -> {
        Args.any(a, 1);
        yield Operators.toText(a);
      }
      case 16 -> {
        Args.any(a, 1);
        yield type(a);
      }
      case 17 -> {
        Args.any(a, 1);
        yield a instanceof LuauUserdata ? LuauString.of(Operators.typeName(a)) : type(a);
      }
      case 18 -> {
        Args.any(a, 1);
        yield pcall(count, a, b, c, all);
      }
      case 19 -> xpcall(a, Args.function(b, 2, "xpcall"), arguments(count, a, b, c, all));
      case 20 -> loadstring(a, b);
      case 21 -> new Object[] {inext, Args.table(a, 1, "ipairs"), 0.0};
      case 22 -> new Object[] {next, Args.table(a, 1, "pairs"), null};
      case 23 -> collectgarbage(a);
      default -> throw new IllegalStateException("global function " + id);
    };
  }

  // ---- errors ----

  private static RuntimeException error(Object value, Object level) {
    int l = Args.integer(level, 2, "error", 1);
    if (l > 0 && (value instanceof LuauString || value instanceof Double)) {
      return new LuauError(
          Operators.concat(LuauString.of(CallStack.where(l)), Args.string(value, 1, "error")));
    }
    return new LuauError(Args.orNil(value));
  }

  private Object pcall(int count, Object a, Object b, Object c, Object[] all) {
    int calls = state.calls;
    int varargs = state.varargs;
    state.calls = calls + 1;
    if (calls >= LuauState.MAX_CALLS) {
      state.callOverflow();
    }
    int mark = state.nativeMark();
    LuauFunction outer = state.errorHandler;
    state.errorHandler = null;
    state.protectedCalls++;
    try {
      LuauFunction f = Operators.callable(a);
      return Results.prepend(
          true,
          switch (count) {
            case 1 -> f.call();
            case 2 -> f.call(b);
            case 3 -> f.call(b, c);
            default -> f.call(Arrays.copyOfRange(all, 1, count));
          });
    } catch (LuauError | StackOverflowError | OutOfMemoryError e) {
      state.resetNative(mark);
      return new Object[] {false, errorValue(e)};
    } finally {
      state.calls = calls;
      state.varargs = varargs;
      state.protectedCalls--;
      state.errorHandler = outer;
    }
  }

  private Object xpcall(Object a, LuauFunction handler, Object[] args) {
    int calls = state.calls;
    int varargs = state.varargs;
    state.calls = calls + 1;
    if (calls >= LuauState.MAX_CALLS) {
      state.callOverflow();
    }
    int mark = state.nativeMark();
    LuauFunction outer = state.errorHandler;
    state.errorHandler = handler;
    state.protectedCalls++;
    try {
      return Results.prepend(
          true, Operators.callable(a).call(Arrays.copyOfRange(args, 2, args.length)));
    } catch (LuauError | StackOverflowError | OutOfMemoryError e) {
      state.resetNative(mark);
      return new Object[] {
        false,
        e instanceof LuauError error && error.handled()
            ? error.value()
            : LuauError.handle(state, handler, errorValue(e))
      };
    } finally {
      state.calls = calls;
      state.varargs = varargs;
      state.protectedCalls--;
      state.errorHandler = outer;
    }
  }

  /** {@return the Luau value that stands for what was thrown} */
  static Object errorValue(Throwable thrown) {
    return switch (thrown) {
      case LuauError e -> e.value();
      case StackOverflowError e -> LuauString.of(CallStack.where(e) + "stack overflow");
      default -> OUT_OF_MEMORY;
    };
  }

  // ---- types, tables, numbers ----

  /** {@code type}. */
  public static LuauString type(Object value) {
    return switch (value) {
      case null -> TypeNames.NIL;
      case Double d -> TypeNames.NUMBER;
      case LuauString s -> TypeNames.STRING;
      case LuauTable t -> TypeNames.TABLE;
      case Boolean b -> TypeNames.BOOLEAN;
      case LuauFunction f -> TypeNames.FUNCTION;
      case Long l -> TypeNames.INTEGER;
      case LuauVector v -> TypeNames.VECTOR;
      case LuauBuffer b -> TypeNames.BUFFER;
      case LuauUserdata u -> TypeNames.USERDATA;
      default -> LuauString.interned(Operators.type(value));
    };
  }

  /** {@code rawequal}. */
  public static boolean rawequal(Object a, Object b) {
    return Operators.rawEqual(a, b);
  }

  /** {@code rawget}. */
  public static Object rawget(LuauTable t, Object key) {
    return t.get(key);
  }

  private static Object setmetatable(Object a, Object b) {
    LuauTable t = Args.table(a, 1, "setmetatable");
    if (b != null && !(b instanceof LuauTable)) {
      throw Args.expected(b, 2, "setmetatable", "nil or table");
    }
    if (t.metatable != null && t.metatable.get(Metamethod.METATABLE.key) != null) {
      throw LibError.of("cannot change a protected metatable");
    }
    t.checkWritable();
    t.setMetatable((LuauTable) b);
    return t;
  }

  private static Object tonumber(Object a, Object b) {
    int base = Args.integer(b, 2, "tonumber", 10);
    if (base == 10) {
      if (a instanceof Double) {
        return a;
      }
      Args.any(a, 1);
      if (a instanceof LuauString s) {
        double number = NumberParse.parse(s.bytes());
        return NumberParse.isFailure(number) ? null : (Object) number;
      }
      return null;
    }
    byte[] text = Args.bytes(a, 1, "tonumber");
    Args.check(base >= 2 && base <= 36, 2, "tonumber", "base out of range");
    double number = NumberParse.parse(text, base);
    return NumberParse.isFailure(number) ? null : (Object) number;
  }

  private static Object select(int count, Object a, Object[] args) {
    if (a instanceof LuauString s && s.length() > 0 && s.bytes()[0] == '#') {
      return count - 1.0;
    }
    int i = Args.integer(a, 1, "select");
    if (i < 0) {
      i = count + i;
    } else if (i > count) {
      i = count;
    }
    Args.check(i >= 1, 1, "select", "index out of range");
    return Results.from(args, i);
  }

  private static Object newproxy(Object a) {
    if (!Args.isNoneOrNil(a) && !(a instanceof Boolean)) {
      throw Args.expected(a, 1, "newproxy", "nil or boolean");
    }
    LuauUserdata proxy = new Proxy();
    if (Boolean.TRUE.equals(a)) {
      proxy.metatable = new LuauTable();
    }
    return proxy;
  }

  /** What {@code newproxy} makes: its {@code __type} does not count. */
  private static final class Proxy extends LuauUserdata {
    @Override
    public boolean hasTypeName() {
      return false;
    }
  }

  // ---- environments ----

  private Object getfenv(Object a) {
    if (a instanceof LuauClosure f) {
      f.chunkEnvironment().taint();
      return f.code().environment;
    }
    if (a instanceof LuauFunction) {
      return state.threadGlobals;
    }
    int level = Args.integer(a, 1, "getfenv", 1);
    LuauTable environment = Environments.ofLevel(state, level, "getfenv");
    return environment;
  }

  private Object setfenv(Object a, Object b) {
    LuauTable environment = Args.table(b, 2, "setfenv");
    if (!(a instanceof LuauFunction)) {
      int level = Args.integer(a, 1, "setfenv");
      return Environments.setLevel(state, level, environment);
    }
    if (a instanceof LuauClosure f) {
      f.setEnvironment(environment);
      return f;
    }
    throw LibError.of("'setfenv' cannot change environment of given object");
  }

  private Object loadstring(Object a, Object b) {
    LuauString source = Args.string(a, 1, "loadstring");
    LuauString name = Args.isNoneOrNil(b) ? source : Args.string(b, 2, "loadstring");
    try {
      return state.loader.load(source.bytes(), latin(name), state.threadGlobals);
    } catch (ParseError e) {
      return new Object[] {null, LuauString.of(e.getMessage())};
    }
  }

  private static String latin(LuauString text) {
    return text.toString();
  }

  // ---- output, memory ----

  private Object print(Object[] args) {
    ByteBuilder out = new ByteBuilder(64);
    for (int i = 0; i < args.length; i++) {
      if (i > 0) {
        out.append((byte) '\t');
      }
      if (args[i] instanceof Double d) {
        out.append((double) d);
      } else {
        out.append(Operators.toText(args[i]).bytes());
      }
    }
    out.append((byte) '\n');
    try {
      state.output.write(out.bytes, 0, out.length());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Results.NONE;
  }

  private static long memory() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static Object collectgarbage(Object a) {
    String option =
        Args.isNoneOrNil(a) ? "collect" : Args.string(a, 1, "collectgarbage").toString();
    switch (option) {
      case "count" -> {
        return memory() / 1024.0;
      }
      case "collect" -> {
        Collection.run();
        return 0.0;
      }
      default -> throw LibError.of("collectgarbage must be called with 'count' or 'collect'");
    }
  }

  // ---- iteration ----

  /** The function {@code next}. */
  private static final class Next extends LuauBuiltin implements Recognised.Next {
    Next() {
      super("next");
    }

    @Override
    public Object call(Object[] args) {
      return next(args.length > 0 ? args[0] : Args.NONE, args.length > 1 ? args[1] : null);
    }

    @Override
    public Object call(Object table, Object key) {
      return next(table, key);
    }

    private static Object next(Object a, Object key) {
      LuauTable t = Args.table(a, 1, "next");
      int p = t.next(t.positionOf(key));
      return p == 0 ? null : new Object[] {t.keyAt(p), t.valueAt(p)};
    }
  }

  /** The iterator of {@code ipairs}. */
  private static final class Inext extends LuauBuiltin implements Recognised.Inext {
    Inext() {
      super("");
    }

    @Override
    public Object call(Object[] args) {
      return next(args.length > 0 ? args[0] : Args.NONE, args.length > 1 ? args[1] : Args.NONE);
    }

    @Override
    public Object call(Object table, Object index) {
      return next(table, index);
    }

    private static Object next(Object a, Object index) {
      int i = Args.integer(index, 2, "") + 1;
      Object value = Args.table(a, 1, "").get(i);
      return value == null ? Results.NONE : new Object[] {(double) i, value};
    }
  }

  /** The names of the commonest types, made when they are first asked for. */
  private static final class TypeNames {
    static final LuauString NIL = LuauString.interned("nil");
    static final LuauString NUMBER = LuauString.interned("number");
    static final LuauString STRING = LuauString.interned("string");
    static final LuauString TABLE = LuauString.interned("table");
    static final LuauString BOOLEAN = LuauString.interned("boolean");
    static final LuauString FUNCTION = LuauString.interned("function");
    static final LuauString INTEGER = LuauString.interned("integer");
    static final LuauString VECTOR = LuauString.interned("vector");
    static final LuauString BUFFER = LuauString.interned("buffer");
    static final LuauString USERDATA = LuauString.interned("userdata");
  }
}
