package dev.ligature.luau.ffi;

import dev.ligature.ffi.FfiException;
import dev.ligature.ffi.NativeType;
import dev.ligature.luau.vm.LuauString;
import java.util.HashMap;
import java.util.Map;

/** The names of scalar types as Luau strings. */
final class TypeNames {
  private static final Map<LuauString, ElementType.Scalar> SCALARS = new HashMap<>();

  static {
    for (NativeType type : NativeType.values()) {
      SCALARS.put(LuauString.interned(type.spelling()), new ElementType.Scalar(type));
    }
    NativeType.aliases()
        .forEach(
            (alias, type) ->
                SCALARS.put(
                    LuauString.interned(alias), SCALARS.get(LuauString.of(type.spelling()))));
  }

  private TypeNames() {}

  /**
   * {@return the scalar of that name or alias}
   *
   * @throws FfiException if there is none
   */
  static ElementType.Scalar scalar(LuauString name) {
    ElementType.Scalar scalar = SCALARS.get(name);
    if (scalar == null) {
      throw new FfiException("Unknown type: " + Describe.key(name));
    }
    return scalar;
  }

  /**
   * {@return the C type of that name or alias}
   *
   * @throws FfiException if the value is no string or names no C type
   */
  static NativeType cType(Object value) {
    if (!(value instanceof LuauString name)) {
      throw new FfiException("C type must be a string, got " + Describe.value(value));
    }
    ElementType.Scalar scalar = SCALARS.get(name);
    if (scalar == null) {
      throw new FfiException("Unknown C type: '" + Describe.key(name) + "'");
    }
    return scalar.type();
  }
}
