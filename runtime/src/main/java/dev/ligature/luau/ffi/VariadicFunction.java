package dev.ligature.luau.ffi;

import dev.ligature.ffi.FfiException;
import dev.ligature.ffi.NativeType;
import dev.ligature.luau.vm.LuauError;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A C function that ends in {@code ...}. The further arguments have the types that their values
 * suggest: a whole number is i64, any other number f64, a truth value i32, a string or a pointer an
 * address. C's default promotions make these fit {@code %d}, {@code %ld}, {@code %f}, {@code %s}
 * and {@code %p}; a whole number that C shall read as a double is passed by a typed value, {@code {
 * "f64", 1 }}.
 */
final class VariadicFunction extends NativeFunction {
  private final Binding binding;
  private final Signature signature;
  private final NativeFunctions functions;
  private final Map<List<ElementType>, NativeFunction> byTypes = new HashMap<>();

  VariadicFunction(Binding binding, Signature signature, NativeFunctions functions) {
    super(binding);
    this.binding = binding;
    this.signature = signature;
    this.functions = functions;
  }

  @Override
  public Object call(Object[] args) {
    int fixed = signature.args().size();
    if (args.length < fixed) {
      throw LuauError.builtin(
          name() + ": Expected at least " + fixed + " arguments, got " + args.length);
    }
    Object[] values = args.clone();
    List<ElementType> further = new ArrayList<>();
    try {
      for (int i = fixed; i < args.length; i++) {
        TypedValue typed = TypedValue.of(args[i]);
        further.add(typed.type());
        values[i] = typed.value();
      }
      return byTypes.computeIfAbsent(further, this::specialise).call(values);
    } catch (FfiException e) {
      throw LuauError.builtin(name() + ": " + e.getMessage());
    }
  }

  private NativeFunction specialise(List<ElementType> further) {
    Signature whole = signature.extended(further);
    return functions.instantiate(whole, whole.shape(signature.args().size()), binding);
  }

  /** A further argument with the type in which C gets it. */
  private record TypedValue(ElementType type, Object value) {
    static TypedValue of(Object value) {
      return switch (value) {
        case null -> scalar(NativeType.POINTER, null);
        case Boolean b -> scalar(NativeType.I32, b ? 1.0 : 0.0);
        case Long l -> scalar(NativeType.I64, l);
        case Double d when d == Math.rint(d) && Math.abs(d) < 0x1p63 -> scalar(NativeType.I64, d);
        case Double d -> scalar(NativeType.F64, d);
        case LuauString s -> scalar(NativeType.STRING, s);
        case FfiObject object when object.hasAddress() -> scalar(NativeType.POINTER, object);
        case LuauTable table when table.length() == 2 -> {
          ElementType type = ElementType.of(table.get(1));
          yield new TypedValue(promoted(type), table.get(2));
        }
        default ->
            throw new FfiException(
                "Cannot pass " + Describe.value(value) + " to a variadic function");
      };
    }

    private static TypedValue scalar(NativeType type, Object value) {
      return new TypedValue(new ElementType.Scalar(type), value);
    }

    /** C's default argument promotions (C11 6.5.2.2 paragraph 6). */
    private static ElementType promoted(ElementType type) {
      if (!(type instanceof ElementType.Scalar(NativeType scalar))) {
        return type;
      }
      return switch (scalar) {
        case BOOL, I8, U8, I16, U16 -> new ElementType.Scalar(NativeType.I32);
        case F32 -> new ElementType.Scalar(NativeType.F64);
        default -> type;
      };
    }
  }
}
