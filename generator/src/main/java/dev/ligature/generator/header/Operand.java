package dev.ligature.generator.header;

import dev.ligature.generator.header.CLiterals.IntType;
import dev.ligature.idl.CType;
import dev.ligature.idl.Type;
import java.math.BigInteger;
import java.util.Optional;

/**
 * A value in the middle of a constant expression, with its C type.
 *
 * @param value an integer, or a pointer's address (unsigned)
 * @param type its type
 */
record Operand(BigInteger value, ValueType type) {

  /**
   * What conversions need to know of an operand's type (C17 6.3.1.1).
   *
   * @param ctype what holds the value: an integer, BOOL or POINTER
   * @param rank the type that it is promoted to; of a pointer the type of its size
   * @param promotes whether arithmetic takes the promoted type instead: of small types and enums
   * @param name the typedef name that the compiler would show; empty if it has none
   * @param pointee what a pointer points to, where that is known
   */
  record ValueType(
      CType ctype, IntType rank, boolean promotes, String name, Optional<Type> pointee) {

    static ValueType of(IntType type, CLiterals literals) {
      return new ValueType(literals.lowering(type), type, false, "", Optional.empty());
    }

    boolean isPointer() {
      return ctype == CType.POINTER;
    }

    ValueType promoted(CLiterals literals) {
      return promotes ? of(rank, literals) : this;
    }

    ValueType named(String newName) {
      return new ValueType(ctype, rank, promotes, newName, pointee);
    }
  }
}
