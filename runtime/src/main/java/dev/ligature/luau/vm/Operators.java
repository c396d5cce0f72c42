package dev.ligature.luau.vm;

import java.util.Arrays;

/**
 * The operations of the language on any values, metamethods included, with the official messages
 * where they fail. Compiled code has fast paths of its own and comes here for the rest.
 */
public final class Operators {
  /** Bound of {@code __index} and {@code __newindex} chains. */
  private static final int MAX_CHAIN = 100;

  private Operators() {}

  // ---- types ----

  /** {@return what {@code type} gives} */
  public static String type(Object value) {
    return switch (value) {
      case null -> "nil";
      case Boolean b -> "boolean";
      case Double d -> "number";
      case LuauString s -> "string";
      case LuauTable t -> "table";
      case LuauFunction f -> "function";
      case LuauUserdata u -> "userdata";
      case LuauCoroutine c -> "thread";
      case LuauVector v -> "vector";
      case LuauBuffer b -> "buffer";
      case Long l -> "integer";
      default -> throw new IllegalArgumentException("not a Luau value: " + value.getClass());
    };
  }

  /**
   * {@return what {@code typeof} gives and messages name: {@code __type} of userdata comes first}
   */
  public static String typeName(Object value) {
    if (value instanceof LuauUserdata u) {
      return u.hasTypeName() && metamethod(u, Metamethod.TYPE) instanceof LuauString name
          ? name.toString()
          : u.typeName();
    }
    return type(value);
  }

  /** {@return whether a condition holds for the value} */
  public static boolean truthy(Object value) {
    return value != null && value != Boolean.FALSE && !Boolean.FALSE.equals(value);
  }

  /** {@return a metamethod of a value's metatable, nil if it has none} */
  public static Object metamethod(Object value, Metamethod which) {
    LuauTable meta =
        switch (value) {
          case LuauTable t -> t.metatable;
          case LuauUserdata u -> u.metatable;
          case null, default -> LuauState.current().metatable(value);
        };
    return meta == null ? null : meta.metamethods().get(which);
  }

  // ---- indexing ----

  /** {@return {@code object[key]}} */
  public static Object index(Object object, Object key) {
    Object o = object;
    for (int i = 0; i < MAX_CHAIN; i++) {
      Object handler;
      if (o instanceof LuauTable t) {
        Object value = t.get(key);
        if (value != null || t.metatable == null) {
          return value;
        }
        handler = t.metatable.metamethods().index;
        if (handler == null) {
          return null;
        }
      } else {
        if (o instanceof LuauVector v && key instanceof LuauString s && s.length() == 1) {
          switch (s.bytes()[0]) {
            case 'x', 'X':
              return (double) v.x;
            case 'y', 'Y':
              return (double) v.y;
            case 'z', 'Z':
              return (double) v.z;
            default:
              break;
          }
        }
        if (o instanceof LuauUserdata u) {
          Object value = u.index(key);
          if (value != LuauUserdata.ABSENT) {
            return value;
          }
        }
        handler = metamethod(o, Metamethod.INDEX);
        if (handler == null) {
          throw indexError(o, key);
        }
      }
      if (handler instanceof LuauFunction f) {
        return Results.first(metacall(f, o, key));
      }
      o = handler;
    }
    throw LuauError.runtime("'__index' chain too long; possible loop");
  }

  /** {@return {@code object[key]}} */
  public static Object index(Object object, double key) {
    if (object instanceof LuauTable t) {
      Object value = t.get(key);
      if (value != null || t.metatable == null) {
        return value;
      }
    }
    return index(object, (Object) key);
  }

  /** Does {@code object[key] = value}. */
  public static void setIndex(Object object, Object key, Object value) {
    Object o = object;
    for (int i = 0; i < MAX_CHAIN; i++) {
      Object handler;
      if (o instanceof LuauTable t) {
        if (t.metatable == null
            || (handler = t.metatable.metamethods().newIndex) == null
            || t.get(key) != null) {
          t.set(key, value);
          return;
        }
      } else {
        if (o instanceof LuauUserdata u && u.newIndex(key, value)) {
          return;
        }
        handler = metamethod(o, Metamethod.NEWINDEX);
        if (handler == null) {
          throw indexError(o, key);
        }
      }
      if (handler instanceof LuauFunction f) {
        metacall(f, o, key, value);
        return;
      }
      o = handler;
    }
    throw LuauError.runtime("'__newindex' chain too long; possible loop");
  }

  /** Does {@code object[key] = value}. */
  public static void setIndex(Object object, double key, Object value) {
    if (object instanceof LuauTable t && t.metatable == null) {
      t.set(key, value);
    } else {
      setIndex(object, (Object) key, value);
    }
  }

  private static LuauError indexError(Object object, Object key) {
    String what = key instanceof LuauString s && s.length() <= 64 ? "'" + s + "'" : typeName(key);
    return LuauError.runtime("attempt to index " + typeName(object) + " with " + what);
  }

  // ---- calls ----

  /** Calls any value. */
  public static Object call(Object callee, Object... args) {
    return callable(callee).call(args);
  }

  /**
   * {@return a function that calls {@code callee}}: itself, or one that puts it before the
   * arguments of its {@code __call}, or one that fails when it is called.
   */
  public static LuauFunction callable(Object callee) {
    return callee instanceof LuauFunction f ? f : new CallMetamethod(callee);
  }

  private static final class CallMetamethod extends LuauFunction {
    private final Object callee;

    CallMetamethod(Object callee) {
      this.callee = callee;
    }

    @Override
    public String name() {
      return "";
    }

    private LuauFunction handler() {
      if (metamethod(callee, Metamethod.CALL) instanceof LuauFunction f) {
        return f;
      }
      throw LuauError.runtime("attempt to call a " + typeName(callee) + " value");
    }

    @Override
    public Object call(Object[] args) {
      return handler().call(Results.prepend(callee, args));
    }

    @Override
    public Object call() {
      return handler().call(callee);
    }

    @Override
    public Object call(Object a) {
      return handler().call(callee, a);
    }

    @Override
    public Object call(Object a, Object b) {
      return handler().call(callee, a, b);
    }

    @Override
    public Object call(Object a, Object b, Object c) {
      return handler().call(callee, a, b, c);
    }
  }

  // ---- calls of metamethods, which can't be yielded across ----

  private static Object metacall(LuauFunction handler, Object a) {
    LuauState state = LuauState.current();
    state.beginNative();
    Object results = handler.call(a);
    state.endNative();
    return results;
  }

  private static Object metacall(LuauFunction handler, Object a, Object b) {
    LuauState state = LuauState.current();
    state.beginNative();
    Object results = handler.call(a, b);
    state.endNative();
    return results;
  }

  private static void metacall(LuauFunction handler, Object a, Object b, Object c) {
    LuauState state = LuauState.current();
    state.beginNative();
    handler.call(a, b, c);
    state.endNative();
  }

  // ---- arithmetic ----

  /** {@return the number that a value is or, as a string, stands for; null if it is none} */
  public static Double toNumber(Object value) {
    return switch (value) {
      case Double d -> d;
      case LuauString s -> NumberText.parse(s);
      case null, default -> null;
    };
  }

  /** {@return {@code a op b}} where {@code op} is one of ADD to POW */
  public static Object arithmetic(Metamethod op, Object a, Object b) {
    if (a instanceof Double x && b instanceof Double y) {
      return arithmetic(op, x.doubleValue(), y.doubleValue());
    }
    if (a instanceof LuauVector || b instanceof LuauVector) {
      Object result = vectorArithmetic(op, a, b);
      if (result != null) {
        return result;
      }
    }
    Double x = toNumber(a);
    if (x != null) {
      Double y = toNumber(b);
      if (y != null) {
        return arithmetic(op, x.doubleValue(), y.doubleValue());
      }
    }
    Object handler = metamethod(a, op);
    if (handler == null) {
      handler = metamethod(b, op);
    }
    if (handler == null) {
      String s = typeName(a);
      String t = typeName(b);
      throw LuauError.runtime(
          "attempt to perform arithmetic ("
              + op.word
              + ") on "
              + (s.equals(t) ? s : s + " and " + t));
    }
    return Results.first(metacall(callable(handler), a, b));
  }

  private static double arithmetic(Metamethod op, double x, double y) {
    return switch (op) {
      case ADD -> x + y;
      case SUB -> x - y;
      case MUL -> x * y;
      case DIV -> x / y;
      case IDIV -> Math.floor(x / y);
      case MOD -> mod(x, y);
      case POW -> pow(x, y);
      default -> throw new IllegalArgumentException("not arithmetic: " + op);
    };
  }

  private static Object vectorArithmetic(Metamethod op, Object a, Object b) {
    LuauVector v = a instanceof LuauVector x ? x : null;
    LuauVector w = b instanceof LuauVector x ? x : null;
    if (v == null) {
      Double n = op == Metamethod.ADD || op == Metamethod.SUB ? null : toNumber(a);
      if (n == null) {
        return null;
      }
      float f = n.floatValue();
      v = new LuauVector(f, f, f);
    } else if (w == null) {
      Double n = op == Metamethod.ADD || op == Metamethod.SUB ? null : toNumber(b);
      if (n == null) {
        return null;
      }
      float f = n.floatValue();
      w = new LuauVector(f, f, f);
    }
    return switch (op) {
      case ADD -> new LuauVector(v.x + w.x, v.y + w.y, v.z + w.z);
      case SUB -> new LuauVector(v.x - w.x, v.y - w.y, v.z - w.z);
      case MUL -> new LuauVector(v.x * w.x, v.y * w.y, v.z * w.z);
      case DIV -> new LuauVector(v.x / w.x, v.y / w.y, v.z / w.z);
      case IDIV ->
          new LuauVector(
              (float) Math.floor((double) v.x / w.x),
              (float) Math.floor((double) v.y / w.y),
              (float) Math.floor((double) v.z / w.z));
      default -> null;
    };
  }

  /** {@return {@code x % y}}: the sign of the result is that of {@code y} */
  public static double mod(double x, double y) {
    return x - Math.floor(x / y) * y;
  }

  /** {@return {@code x ^ y} as C's {@code pow}} */
  public static double pow(double x, double y) {
    if (y == 2) {
      return x * x;
    }
    if (y == 0.5) {
      return Math.sqrt(x);
    }
    return x == 1 || x == -1 && Double.isInfinite(y) ? 1 : Math.pow(x, y);
  }

  /** {@return {@code -value}} */
  public static Object negate(Object value) {
    if (value instanceof Double d) {
      return -d;
    }
    if (value instanceof LuauVector v) {
      return new LuauVector(-v.x, -v.y, -v.z);
    }
    Double number = toNumber(value);
    if (number != null) {
      return -number;
    }
    Object handler = metamethod(value, Metamethod.UNM);
    if (handler == null) {
      throw LuauError.runtime("attempt to perform arithmetic (unm) on " + typeName(value));
    }
    return Results.first(metacall(callable(handler), value, value));
  }

  /** {@return {@code #value}} */
  public static double length(Object value) {
    Object handler;
    if (value instanceof LuauTable t) {
      handler = t.metatable == null ? null : t.metamethod(Metamethod.LEN);
      if (handler == null) {
        return t.length();
      }
    } else if (value instanceof LuauString s) {
      return s.length();
    } else {
      handler = metamethod(value, Metamethod.LEN);
      if (handler == null) {
        throw LuauError.runtime("attempt to get length of a " + typeName(value) + " value");
      }
    }
    if (Results.first(metacall(callable(handler), value, null)) instanceof Double d) {
      return d;
    }
    throw LuauError.runtime("'__len' must return a number");
  }

  // ---- comparison ----

  /** {@return whether two values are the same, without metamethods} */
  public static boolean rawEqual(Object a, Object b) {
    if (a == b && !(a instanceof Double || a instanceof LuauVector)) {
      return true;
    }
    return switch (a) {
      case Double d -> b instanceof Double e && d.doubleValue() == e.doubleValue();
      case LuauString s -> b instanceof LuauString t && s.same(t);
      case Boolean x -> x.equals(b);
      case Long l -> l.equals(b);
      case LuauVector v -> v.equals(b);
      case null, default -> false;
    };
  }

  /** {@return {@code a == b}} */
  public static boolean equal(Object a, Object b) {
    LuauTable m;
    LuauTable n;
    if (a instanceof LuauTable t && b instanceof LuauTable u) {
      m = t.metatable;
      n = u.metatable;
    } else if (a instanceof LuauUserdata t && b instanceof LuauUserdata u) {
      m = t.metatable;
      n = u.metatable;
    } else {
      return rawEqual(a, b);
    }
    if (m == null || n == null) {
      return a == b;
    }
    Object handler = m.metamethods().get(Metamethod.EQ);
    if (handler == null || m != n && !rawEqual(handler, n.metamethods().get(Metamethod.EQ))) {
      return a == b;
    }
    return truthy(Results.first(metacall(callable(handler), a, b)));
  }

  /** {@return {@code a < b}} */
  public static boolean lessThan(Object a, Object b) {
    if (a instanceof Double x && b instanceof Double y) {
      return x < y;
    }
    if (a instanceof LuauString s && b instanceof LuauString t) {
      return s.compareTo(t) < 0;
    }
    Object handler = orderHandler(a, b, Metamethod.LT);
    if (handler == null) {
      throw orderError(a, b, "<");
    }
    return truthy(Results.first(metacall(callable(handler), a, b)));
  }

  /** {@return {@code a <= b}} */
  public static boolean lessEqual(Object a, Object b) {
    if (a instanceof Double x && b instanceof Double y) {
      return x <= y;
    }
    if (a instanceof LuauString s && b instanceof LuauString t) {
      return s.compareTo(t) <= 0;
    }
    Object handler = orderHandler(a, b, Metamethod.LE);
    if (handler != null) {
      return truthy(Results.first(metacall(callable(handler), a, b)));
    }
    handler = orderHandler(b, a, Metamethod.LT);
    if (handler == null) {
      throw orderError(a, b, "<=");
    }
    return !truthy(Results.first(metacall(callable(handler), b, a)));
  }

  private static Object orderHandler(Object a, Object b, Metamethod which) {
    if (!type(a).equals(type(b))) {
      return null;
    }
    Object handler = metamethod(a, which);
    return handler != null && rawEqual(handler, metamethod(b, which)) ? handler : null;
  }

  private static LuauError orderError(Object a, Object b, String op) {
    return LuauError.runtime("attempt to compare " + typeName(a) + " " + op + " " + typeName(b));
  }

  // ---- strings ----

  /** {@return a string, or a number as text; null for other values} */
  public static LuauString concatOperand(Object value) {
    return switch (value) {
      case LuauString s -> s;
      case Double d -> NumberText.format(d);
      case null, default -> null;
    };
  }

  /** {@return {@code a .. b}} */
  public static Object concat(Object a, Object b) {
    LuauString s = concatOperand(a);
    LuauString t = s == null ? null : concatOperand(b);
    if (t == null) {
      Object handler = metamethod(a, Metamethod.CONCAT);
      if (handler == null) {
        handler = metamethod(b, Metamethod.CONCAT);
      }
      if (handler == null) {
        throw LuauError.runtime("attempt to concatenate " + typeName(a) + " with " + typeName(b));
      }
      return Results.first(metacall(callable(handler), a, b));
    }
    if (t.length() == 0) {
      return s;
    }
    if (s.length() == 0) {
      return t;
    }
    byte[] joined = Arrays.copyOf(s.bytes(), checkLength((long) s.length() + t.length()));
    System.arraycopy(t.bytes(), 0, joined, s.length(), t.length());
    return LuauString.of(joined);
  }

  /**
   * {@return {@code values[0] .. values[1] .. …}}, evaluated from the right as the language says
   */
  public static Object concat(Object[] values) {
    long total = 0;
    LuauString[] texts = new LuauString[values.length];
    for (int i = 0; i < values.length; i++) {
      texts[i] = concatOperand(values[i]);
      if (texts[i] == null) {
        Object result = values[values.length - 1];
        for (int j = values.length - 2; j >= 0; j--) {
          result = concat(values[j], result);
        }
        return result;
      }
      total += texts[i].length();
    }
    byte[] joined = new byte[checkLength(total)];
    int at = 0;
    for (LuauString text : texts) {
      byte[] bytes = text.bytes();
      System.arraycopy(bytes, 0, joined, at, bytes.length);
      at += bytes.length;
    }
    return LuauString.of(joined);
  }

  private static int checkLength(long length) {
    if (length > (1 << 30)) {
      throw LuauError.runtime("string length overflow");
    }
    return (int) length;
  }

  /** {@return what {@code tostring} gives} */
  public static LuauString toText(Object value) {
    return switch (value) {
      case null -> LuauString.of("nil");
      case LuauString s -> s;
      case Double d -> NumberText.format(d);
      case Boolean b -> LuauString.of(b.toString());
      case Long l -> LuauString.of(l.toString());
      case LuauVector v -> {
        if (metamethod(v, Metamethod.TOSTRING) != null) {
          yield customText(value);
        }
        yield LuauString.of(
            NumberText.format(v.x) + ", " + NumberText.format(v.y) + ", " + NumberText.format(v.z));
      }
      default -> customText(value);
    };
  }

  private static LuauString customText(Object value) {
    Object handler = metamethod(value, Metamethod.TOSTRING);
    if (handler != null) {
      if (Results.first(metacall(callable(handler), value)) instanceof LuauString s) {
        return s;
      }
      throw LuauError.builtin("'__tostring' must return a string");
    }
    return LuauString.of(typeName(value) + ": 0x" + String.format("%016x", address(value)));
  }

  /** {@return a number that stands for the identity of an object, as {@code %p} shows} */
  public static long address(Object value) {
    return 0x7f0000000000L | ((long) System.identityHashCode(value) << 4);
  }
}
