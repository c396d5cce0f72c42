package dev.ligature.generator.header;

import dev.ligature.generator.header.CLiterals.IntType;
import dev.ligature.generator.header.Operand.ValueType;
import dev.ligature.idl.CType;
import dev.ligature.idl.Declaration;
import dev.ligature.idl.Lowering;
import dev.ligature.idl.Type;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** C's conversions between the types of a constant expression (C17 6.3). */
final class Conversions {
  private final CLiterals literals;
  private final Names names;

  Conversions(CLiterals literals, Names names) {
    this.literals = literals;
    this.names = names;
  }

  /** The usual arithmetic conversions (C17 6.3.1.8), with the typedef name as clang keeps it. */
  ValueType common(ValueType left, ValueType right) {
    ValueType a = left.promoted(literals);
    ValueType b = right.promoted(literals);
    if (a.rank() == b.rank()) {
      return a.named(commonName(a.name(), b.name()));
    }
    ValueType high = a.rank().ordinal() / 2 >= b.rank().ordinal() / 2 ? a : b;
    ValueType low = high == a ? b : a;
    if (high.rank().ordinal() / 2 == low.rank().ordinal() / 2) {
      return high.rank().unsigned() ? high : low;
    }
    if (high.rank().unsigned()
        || !low.rank().unsigned()
        || literals.bits(high.rank()) > literals.bits(low.rank())) {
      return high;
    }
    return ValueType.of(high.rank().toUnsigned(), literals);
  }

  /** {@return the typedef name that both come down to; empty if there is none} */
  private String commonName(String a, String b) {
    if (a.equals(b) || a.isEmpty() || b.isEmpty()) {
      return a.equals(b) ? a : "";
    }
    List<String> others = names.chain(b);
    for (String name : names.chain(a)) {
      if (others.contains(name)) {
        return name;
      }
    }
    return "";
  }

  /** {@return the bits of a value that an integer type holds, with that type's sign} */
  BigInteger wrapped(BigInteger value, CType type) {
    if (type == CType.BOOL) {
      return value.signum() == 0 ? BigInteger.ZERO : BigInteger.ONE;
    }
    int bits = 8 * type.size(literals.pointerSize());
    BigInteger low = value.and(BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE));
    boolean unsigned = type.isUnsigned() || type == CType.POINTER;
    return unsigned || !low.testBit(bits - 1) ? low : low.subtract(BigInteger.ONE.shiftLeft(bits));
  }

  /** {@return a value of another type} */
  Operand cast(Operand operand, ValueType type) {
    return new Operand(wrapped(operand.value(), type.ctype()), type);
  }

  ValueType pointer(Type pointee) {
    return new ValueType(CType.POINTER, literals.sizeType(), false, "", Optional.of(pointee));
  }

  /** {@return the type of an operand that was cast so; empty if no integer or address has it} */
  Optional<ValueType> valueType(Type type, Lowering lowering) {
    if (!(lowering instanceof Lowering.Scalar(CType ctype))) {
      return Optional.empty();
    }
    return switch (ctype) {
      case VOID, F32, F64 -> Optional.empty();
      case POINTER, STRING ->
          Optional.of(
              new ValueType(
                  CType.POINTER,
                  literals.sizeType(),
                  false,
                  "",
                  names.behindAliases(type) instanceof Type.Pointer(Type pointee)
                      ? Optional.of(pointee)
                      : Optional.empty()));
      case BOOL, I8, U8, I16, U16 ->
          Optional.of(new ValueType(ctype, IntType.INT, true, "", Optional.empty()));
      case I32, U32, I64, U64, ISIZE, USIZE -> {
        Type plain = names.behindAliases(type);
        IntType rank =
            plain instanceof Type.Scalar(CType _, String c) ? rank(ctype, c) : rank(ctype);
        yield Optional.of(
            new ValueType(
                literals.lowering(rank),
                rank,
                plain instanceof Type.EnumRef,
                "",
                Optional.empty()));
      }
    };
  }

  /** {@return the type of that lowering which has the lowest rank} */
  IntType rank(CType ctype) {
    boolean wide = ctype.size(literals.pointerSize()) == 8;
    IntType type =
        !wide ? IntType.INT : literals.bits(IntType.LONG) == 64 ? IntType.LONG : IntType.LLONG;
    return ctype.isUnsigned() ? type.toUnsigned() : type;
  }

  private IntType rank(CType ctype, String c) {
    return switch (c) {
      case "long" -> IntType.LONG;
      case "unsigned long" -> IntType.ULONG;
      case "long long" -> IntType.LLONG;
      case "unsigned long long" -> IntType.ULLONG;
      default -> rank(ctype);
    };
  }

  /** {@return what memory holds of a type; empty if unknown} */
  Optional<Lowering> lowering(Type type) {
    return switch (names.behindAliases(type)) {
      case Type.Scalar(CType ctype, String _) -> Optional.of(Lowering.of(ctype));
      case Type.Pointer _ -> Optional.of(Lowering.of(CType.POINTER));
      case Type.RecordRef(String key) -> Optional.of(new Lowering.ByValue(key));
      case Type.Array(Type element, OptionalLong count) ->
          lowering(element).map(inner -> new Lowering.Array(inner, count));
      default -> Optional.empty();
    };
  }

  /** {@return the bytes that it takes; empty if unknown} */
  OptionalLong size(Lowering lowering) {
    return switch (lowering) {
      case Lowering.Scalar(CType ctype) ->
          ctype == CType.VOID
              ? OptionalLong.empty()
              : OptionalLong.of(ctype.size(literals.pointerSize()));
      case Lowering.ByValue(String key) ->
          names
              .record(key)
              .map(Declaration.Record::size)
              .map(OptionalLong::of)
              .orElse(OptionalLong.empty());
      case Lowering.Array(Lowering element, OptionalLong count) -> {
        OptionalLong one = size(element);
        yield one.isPresent() && count.isPresent()
            ? OptionalLong.of(one.getAsLong() * count.getAsLong())
            : OptionalLong.empty();
      }
      case Lowering.Opaque(long size, long _) -> OptionalLong.of(size);
    };
  }
}
