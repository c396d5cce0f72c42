package dev.ligature.luau.ffi;

import dev.ligature.ffi.ArrayLayout;
import dev.ligature.ffi.FfiException;
import dev.ligature.ffi.Layout;
import dev.ligature.ffi.NativeType;
import dev.ligature.luau.vm.LuauString;

/**
 * A type as scripts name it: a scalar by its name, a record by its definition, an array of either.
 */
sealed interface ElementType permits ElementType.Scalar, ElementType.Array, StructDefinition {

  /** {@return its layout} */
  Layout layout();

  /** {@return its name in messages and in {@code tostring}} */
  String spelling();

  /** A scalar type. */
  record Scalar(NativeType type) implements ElementType {
    @Override
    public Layout layout() {
      return type;
    }

    @Override
    public String spelling() {
      return type.spelling();
    }
  }

  /**
   * An array.
   *
   * @param count elements; 0 for a flexible array member
   */
  record Array(ElementType element, ArrayLayout layout) implements ElementType {
    static Array of(ElementType element, long count) {
      return new Array(element, new ArrayLayout(element.layout(), count));
    }

    @Override
    public String spelling() {
      return element.spelling() + "[" + layout.count() + "]";
    }
  }

  /**
   * {@return the type that a value names}
   *
   * @throws FfiException naming the value, if it names none
   */
  static ElementType of(Object value) {
    return switch (value) {
      case LuauString name -> TypeNames.scalar(name);
      case StructDefinition definition -> definition;
      case null, default -> throw new FfiException("Unknown type: " + Describe.key(value));
    };
  }
}
