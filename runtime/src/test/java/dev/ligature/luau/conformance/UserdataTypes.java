package dev.ligature.luau.conformance;

import static dev.ligature.luau.conformance.HarnessFunctions.binary;

import dev.ligature.luau.vm.LuauBuiltin;
import dev.ligature.luau.vm.LuauError;
import dev.ligature.luau.vm.LuauFunction;
import dev.ligature.luau.vm.LuauState;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauTable;
import dev.ligature.luau.vm.LuauUserdata;
import dev.ligature.luau.vm.LuauVector;
import dev.ligature.luau.vm.Operators;
import java.util.function.Function;
import java.util.function.LongBinaryOperator;

/** The userdata types that some scripts expect: {@code int64}, {@code vec2}, {@code vertex}. */
final class UserdataTypes {
  private UserdataTypes() {}

  static void open(LuauState state) {
    LuauTable globals = state.globals;
    boolean frozen = globals.readonly;
    globals.readonly = false;
    LuauTable int64 = int64Metatable();
    set(
        globals,
        "int64",
        function("int64", args -> new Int64(int64, ((Double) args[0]).longValue())));
    LuauTable vec2 = vec2Metatable();
    set(
        globals,
        "vec2",
        function("vec2", args -> new Vec2(vec2, (float) number(args[0]), (float) number(args[1]))));
    LuauTable vertex = new LuauTable();
    set(
        globals,
        "vertex",
        function(
            "vertex",
            args ->
                new Vertex(
                    vertex, vec2, (LuauVector) args[0], (LuauVector) args[1], (Vec2) args[2])));
    globals.readonly = frozen;
  }

  /** Gives vectors the members that the harness gives them for some scripts. */
  static void openVectors(LuauState state) {
    state.vectorMetatable = vectorMetatable();
  }

  private static double number(Object value) {
    return (Double) value;
  }

  private static void set(LuauTable table, String key, Object value) {
    table.set(LuauString.interned(key), value);
  }

  private static LuauFunction function(String name, Function<Object[], Object> body) {
    return new LuauBuiltin(name) {
      @Override
      public Object call(Object[] args) {
        return body.apply(args);
      }
    };
  }

  // ---- int64 ----

  private static final class Int64 extends LuauUserdata {
    long value;

    Int64(LuauTable metatable, long value) {
      this.metatable = metatable;
      this.value = value;
    }

    @Override
    public Object index(Object key) {
      checkField(key);
      return (double) value;
    }

    @Override
    public boolean newIndex(Object key, Object newValue) {
      checkField(key);
      value = ((Double) newValue).longValue();
      return true;
    }

    private static void checkField(Object key) {
      if (!key.toString().equals("value")) {
        throw LuauError.builtin("unknown field " + key);
      }
    }
  }

  private static long int64(Object value) {
    return value instanceof Int64 i ? i.value : ((Double) value).longValue();
  }

  private static LuauTable int64Metatable() {
    LuauTable meta = new LuauTable();
    set(meta, "__type", LuauString.of("int64"));
    set(meta, "__eq", binary("", (a, b) -> int64(a) == int64(b)));
    set(meta, "__lt", binary("", (a, b) -> int64(a) < int64(b)));
    set(meta, "__le", binary("", (a, b) -> int64(a) <= int64(b)));
    arithmetic(meta, "__add", (a, b) -> a + b);
    arithmetic(meta, "__sub", (a, b) -> a - b);
    arithmetic(meta, "__mul", (a, b) -> a * b);
    arithmetic(meta, "__div", (a, b) -> a / b);
    arithmetic(meta, "__idiv", Math::floorDiv);
    arithmetic(meta, "__mod", (a, b) -> a % b);
    arithmetic(meta, "__pow", (a, b) -> (long) Math.pow(a, b));
    arithmetic(meta, "__unm", (a, b) -> -a);
    set(meta, "__tostring", function("", args -> LuauString.of(Long.toString(int64(args[0])))));
    return meta;
  }

  private static void arithmetic(LuauTable meta, String name, LongBinaryOperator operation) {
    set(
        meta,
        name,
        binary(
            "",
            (a, b) -> new Int64(meta, operation.applyAsLong(int64(a), b == null ? 0 : int64(b)))));
  }

  // ---- vec2 ----

  private static final class Vec2 extends LuauUserdata {
    float x;
    float y;

    Vec2(LuauTable metatable, float x, float y) {
      this.metatable = metatable;
      this.x = x;
      this.y = y;
    }

    private float magnitude() {
      return (float) Math.sqrt(x * x + y * y);
    }

    @Override
    public Object index(Object key) {
      return switch (key.toString()) {
        case "X" -> (double) x;
        case "Y" -> (double) y;
        case "Magnitude" -> (double) magnitude();
        case "Unit" -> new Vec2(metatable, x / magnitude(), y / magnitude());
        case "sizeof" -> 8.0;
        default -> throw LuauError.builtin(key + " is not a valid member of vec2");
      };
    }

    @Override
    public boolean newIndex(Object key, Object value) {
      switch (key.toString()) {
        case "X" -> x = (float) number(value);
        case "Y" -> y = (float) number(value);
        default -> throw LuauError.builtin(key + " is not a writable member of vec2");
      }
      return true;
    }

    @Override
    public Object namecall(LuauString method, Object[] args) {
      return switch (method.toString()) {
        case "Dot" -> (double) (x * ((Vec2) args[0]).x + y * ((Vec2) args[0]).y);
        case "Min" ->
            new Vec2(metatable, Math.min(x, ((Vec2) args[0]).x), Math.min(y, ((Vec2) args[0]).y));
        case "Clone" -> new Vec2(metatable, x, y);
        case "Reenter" -> {
          LuauState state = LuauState.current();
          Object callback = state.threadGlobals.get(LuauString.interned("reenterCallback"));
          ((LuauFunction) callback).call();
          yield (double) (x + y);
        }
        default -> throw LuauError.builtin(method + " is not a valid method of vec2");
      };
    }
  }

  private interface FloatOperation {
    float apply(float a, float b);
  }

  private static LuauTable vec2Metatable() {
    LuauTable meta = new LuauTable();
    set(meta, "__type", LuauString.of("vec2"));
    pairwise(meta, "__add", (a, b) -> a + b);
    pairwise(meta, "__sub", (a, b) -> a - b);
    pairwise(meta, "__mul", (a, b) -> a * b);
    pairwise(meta, "__div", (a, b) -> a / b);
    pairwise(meta, "__unm", (a, b) -> -a);
    return meta;
  }

  private static void pairwise(LuauTable meta, String name, FloatOperation operation) {
    set(
        meta,
        name,
        binary(
            "",
            (left, right) -> {
              Vec2 a = (Vec2) left;
              Vec2 b = (Vec2) right;
              return new Vec2(meta, operation.apply(a.x, b.x), operation.apply(a.y, b.y));
            }));
  }

  // ---- vertex ----

  private static final class Vertex extends LuauUserdata {
    private final LuauTable vec2;
    private LuauVector pos;
    private LuauVector normal;
    private float u;
    private float v;

    Vertex(LuauTable metatable, LuauTable vec2, LuauVector pos, LuauVector normal, Vec2 uv) {
      this.metatable = metatable;
      this.vec2 = vec2;
      this.pos = pos;
      this.normal = normal;
      this.u = uv.x;
      this.v = uv.y;
    }

    @Override
    public Object index(Object key) {
      return switch (key.toString()) {
        case "pos" -> pos;
        case "normal" -> normal;
        case "uv" -> new Vec2(vec2, u, v);
        case "sizeof" -> 32.0;
        default -> throw LuauError.builtin(key + " is not a valid member of vertex");
      };
    }

    @Override
    public boolean newIndex(Object key, Object value) {
      switch (key.toString()) {
        case "pos" -> pos = (LuauVector) value;
        case "normal" -> normal = (LuauVector) value;
        case "uv" -> {
          u = ((Vec2) value).x;
          v = ((Vec2) value).y;
        }
        default -> throw LuauError.builtin(key + " is not a writable member of vertex");
      }
      return true;
    }

    @Override
    public Object namecall(LuauString method, Object[] args) {
      if (!method.toString().equals("Clone")) {
        throw LuauError.builtin(method + " is not a valid method of vertex");
      }
      return new Vertex(metatable, vec2, pos, normal, new Vec2(vec2, u, v));
    }
  }

  // ---- vectors ----

  private static LuauVector secondVector(Object value) {
    if (value instanceof LuauVector v) {
      return v;
    }
    throw LuauError.builtin(
        value == null
            ? "missing argument #2 (vector expected)"
            : "invalid argument #2 (vector expected, got " + Operators.typeName(value) + ")");
  }

  private static LuauTable vectorMetatable() {
    LuauFunction dot =
        binary(
            "Dot",
            (left, right) -> {
              LuauVector a = (LuauVector) left;
              LuauVector b = secondVector(right);
              return (double) (a.x * b.x + a.y * b.y + a.z * b.z);
            });
    LuauFunction cross =
        binary(
            "Cross",
            (left, right) -> {
              LuauVector a = (LuauVector) left;
              LuauVector b = secondVector(right);
              return new LuauVector(
                  a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x);
            });
    LuauTable meta = new LuauTable();
    set(
        meta,
        "__index",
        binary(
            "",
            (object, key) -> {
              LuauVector v = (LuauVector) object;
              float length = (float) Math.sqrt(v.x * v.x + v.y * v.y + v.z * v.z);
              return switch (key.toString()) {
                case "Magnitude" -> (double) length;
                case "Unit" -> new LuauVector(v.x / length, v.y / length, v.z / length);
                case "Dot" -> dot;
                case "Cross" -> cross;
                default -> throw LuauError.builtin(key + " is not a valid member of vector");
              };
            }));
    meta.readonly = true;
    return meta;
  }
}
