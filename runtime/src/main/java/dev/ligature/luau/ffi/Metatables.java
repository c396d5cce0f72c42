package dev.ligature.luau.ffi;

import dev.ligature.ffi.FfiException;
import dev.ligature.luau.vm.LuauBuiltin;
import dev.ligature.luau.vm.LuauError;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauTable;
import dev.ligature.luau.vm.Metamethod;

/** The operators of each kind of userdata. Members go the direct way, without metatable. */
final class Metatables {
  private static final LuauString LOCKED = LuauString.of("The metatable is locked");

  private Metatables() {}

  static LuauTable create(Kind kind) {
    LuauTable metatable = new LuauTable();
    metatable.set(Metamethod.TYPE.key, LuauString.interned(kind.typeName));
    metatable.set(Metamethod.METATABLE.key, LOCKED);
    put(metatable, Metamethod.TOSTRING);
    switch (kind) {
      case RAW_POINTER, TYPED_POINTER -> {
        put(metatable, Metamethod.ADD);
        put(metatable, Metamethod.SUB);
        put(metatable, Metamethod.EQ);
        put(metatable, Metamethod.LT);
        put(metatable, Metamethod.LE);
      }
      case LIGHT_USERDATA -> put(metatable, Metamethod.EQ);
      case STRUCT_DEFINITION, STRUCT_VIEW, ARENA, BUFFER, LIBRARY, SMART_LIBRARY, CALLBACK -> {}
    }
    return metatable;
  }

  private static void put(LuauTable metatable, Metamethod operator) {
    metatable.set(operator.key, new Operator(operator));
  }

  /** One operator of all kinds that have it. */
  private static final class Operator extends LuauBuiltin {
    private final Metamethod operator;

    Operator(Metamethod operator) {
      super(operator.key.toString());
      this.operator = operator;
    }

    @Override
    public Object call(Object[] args) {
      return call(Arguments.at(args, 0), Arguments.at(args, 1));
    }

    @Override
    public Object call(Object a, Object b) {
      try {
        return switch (operator) {
          case TOSTRING -> LuauString.of(((FfiObject) a).describe());
          case ADD ->
              a instanceof FfiObject pointer ? add(pointer, b, 1) : add((FfiObject) b, a, 1);
          case SUB -> a instanceof FfiObject pointer ? subtract(pointer, b) : refuse("-", a, b);
          case EQ -> a.equals(b);
          case LT -> Long.compareUnsigned(address("<", a, b), address("<", b, a)) < 0;
          case LE -> Long.compareUnsigned(address("<=", a, b), address("<=", b, a)) <= 0;
          default -> throw new IllegalArgumentException("no operator " + operator);
        };
      } catch (FfiException e) {
        throw LuauError.runtime(e.getMessage());
      }
    }

    private static Object add(FfiObject pointer, Object distance, int sign) {
      if (!(distance instanceof Double || distance instanceof Long)) {
        return refuse("+", pointer, distance);
      }
      long steps = sign * Arguments.integer(new Object[] {distance}, 0, "offset");
      return pointer instanceof TypedPointer typed
          ? typed.plus(steps)
          : ((RawPointer) pointer).plus(steps);
    }

    private static Object subtract(FfiObject pointer, Object other) {
      if (other instanceof FfiObject base && base.hasAddress()) {
        long bytes = pointer.address() - base.address();
        if (!(pointer instanceof TypedPointer typed)) {
          return (double) bytes;
        }
        long stride = typed.element().layout().byteSize();
        if (!(base instanceof TypedPointer b
                && b.element().layout().equals(typed.element().layout()))
            || bytes % stride != 0) {
          throw new FfiException("Pointers to different elements have no distance");
        }
        return (double) (bytes / stride);
      }
      return add(pointer, other, -1);
    }

    private static long address(String operator, Object value, Object other) {
      if (value instanceof FfiObject pointer && pointer.hasAddress()) {
        return pointer.address();
      }
      refuse(operator, value, other);
      return 0;
    }

    private static Object refuse(String operator, Object a, Object b) {
      throw new FfiException(
          "Cannot compute " + Describe.value(a) + " " + operator + " " + Describe.value(b));
    }
  }
}
