package dev.ligature.idl;

import java.math.BigInteger;
import java.util.List;
import java.util.Objects;

/**
 * The exact value of a constant.
 *
 * <p>JSON: {@code "value": 42} (or {@code "value": "18446744073709551615"} where a JSON number
 * would round it), {@code "value": 0.1} ({@code "inf"}, {@code "-inf"}, {@code "nan"}), {@code
 * "string": "text", "encoding": "narrow"} ({@code "units": [255, 0]} where the units are no Unicode
 * text), {@code "address": "18446744073709551615"}, {@code "alias": "CreateMutexW"}, {@code
 * "members": {…}}.
 */
public sealed interface ConstantValue {

  /** An integer, a character or an enumerator; its type says how many bits it has. */
  record Int(BigInteger value, CType ctype) implements ConstantValue {
    public Int {
      Objects.requireNonNull(value, "value");
      Objects.requireNonNull(ctype, "ctype");
      if (!ctype.isInteger() && ctype != CType.BOOL) {
        throw new IllegalArgumentException(ctype + " is no integer type");
      }
    }
  }

  /**
   * A floating constant.
   *
   * @param ctype F32 or F64; a {@code long double} is rounded to F64 and {@code inexact} says so
   * @param inexact whether the value in C has more precision
   */
  record Float(double value, CType ctype, boolean inexact) implements ConstantValue {
    public Float {
      Objects.requireNonNull(ctype, "ctype");
      if (ctype != CType.F32 && ctype != CType.F64) {
        throw new IllegalArgumentException(ctype + " is no floating type");
      }
    }
  }

  /** How the units of a string constant are meant. */
  enum Encoding {
    /** {@code "…"}: bytes. */
    NARROW,
    /** {@code L"…"}: units of the target's {@code wchar_t}. */
    WIDE,
    /** {@code u8"…"}: bytes. */
    UTF8,
    /** {@code u"…"}: units of 16 bits. */
    UTF16,
    /** {@code U"…"}: units of 32 bits. */
    UTF32
  }

  /**
   * A string constant.
   *
   * @param units the elements without the terminating one, each unsigned; zeros may be among them
   */
  record Str(List<Long> units, Encoding encoding) implements ConstantValue {
    public Str {
      units = List.copyOf(units);
      Objects.requireNonNull(encoding, "encoding");
    }
  }

  /**
   * A pointer constant such as {@code INVALID_HANDLE_VALUE}.
   *
   * @param address unsigned, of the target's pointer size
   */
  record Address(BigInteger address) implements ConstantValue {
    public Address {
      Objects.requireNonNull(address, "address");
    }
  }

  /** What a macro's other name stands for. */
  enum AliasKind {
    FUNCTION,
    VARIABLE,
    /** A typedef name. */
    TYPE
  }

  /**
   * Another name for a function, a variable or a type: {@code #define CreateMutex CreateMutexW}.
   */
  record Alias(String target, AliasKind kind) implements ConstantValue {
    public Alias {
      Objects.requireNonNull(target, "target");
      Objects.requireNonNull(kind, "kind");
    }
  }

  /** A compound literal, {@code (struct S){1, 2}}, by members in order. */
  record Compound(String record, List<Member> members) implements ConstantValue {
    public Compound {
      Objects.requireNonNull(record, "record");
      members = List.copyOf(members);
    }
  }

  /**
   * A member of a {@link Compound}; array elements are named by their field and index: {@code
   * "a[0]"}.
   */
  record Member(String name, ConstantValue value) {
    public Member {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(value, "value");
    }
  }
}
