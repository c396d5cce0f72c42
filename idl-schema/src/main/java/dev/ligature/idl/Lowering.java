package dev.ligature.idl;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * What a type comes down to when a call passes it or memory holds it: the {@code ctype} of the IDL.
 * It is computed by the frontend, so that nobody after it resolves typedefs again.
 *
 * <p>JSON: {@code "u32"}, {@code {"record": ID}}, {@code {"array": LOWERING, "count": 8}}, {@code
 * {"opaque": 16, "align": 16}}.
 */
public sealed interface Lowering {

  /**
   * One of the sixteen scalar types. Enums lower to their integer, arrays in parameters to POINTER.
   */
  record Scalar(CType ctype) implements Lowering {
    public Scalar {
      Objects.requireNonNull(ctype, "ctype");
    }
  }

  /** A struct or union by value, by its key in {@link Idl#records()}. */
  record ByValue(String record) implements Lowering {
    public ByValue {
      Objects.requireNonNull(record, "record");
    }
  }

  /**
   * An array in memory; arrays of arrays nest.
   *
   * @param count elements; empty for a flexible array member
   */
  record Array(Lowering element, OptionalLong count) implements Lowering {
    public Array {
      Objects.requireNonNull(element, "element");
      Objects.requireNonNull(count, "count");
    }
  }

  /**
   * Bytes that no call can carry.
   *
   * @param size bytes
   * @param align bytes
   */
  record Opaque(long size, long align) implements Lowering {}

  /** {@return the scalar lowering of that type} */
  static Lowering of(CType ctype) {
    return new Scalar(ctype);
  }
}
