package dev.ligature.idl;

import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A declaration of a header, without its name: the name is its key in the {@link Idl}.
 *
 * <p>C has two spaces of names, and the keys keep them apart. Functions, variables, constants,
 * typedef names (aliases and callbacks) are ordinary identifiers and never collide. Structs, unions
 * and enums have tags, so their keys are spelled as C refers to them: {@code "struct stat"}, {@code
 * "union sigval"}, {@code "enum color"}. One without a tag has the key of the typedef that names it
 * ({@code "div_t"}); one without either has the path of the member that holds it ({@code "struct
 * outer.u"}, {@code "struct outer.(1)"} for the first anonymous member) or, for an enum at file
 * scope, {@code "enum (FIRST_MEMBER)"}.
 */
public sealed interface Declaration {

  /** {@return where the header says it} */
  Location at();

  /** {@return its doc comment} */
  Optional<Doc> doc();

  /**
   * A macro that stands for a value or for another name.
   *
   * @param type the C type where it is more than {@code value} says: {@code HANDLE}
   * @param text the macro's replacement list
   */
  record Constant(
      ConstantValue value, Optional<Type> type, String text, Optional<Doc> doc, Location at)
      implements Declaration {
    public Constant {
      Objects.requireNonNull(value, "value");
      Objects.requireNonNull(type, "type");
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(doc, "doc");
      Objects.requireNonNull(at, "at");
    }
  }

  /**
   * An enum.
   *
   * @param tag its tag, if it has one
   * @param underlying the integer type that holds it
   * @param ctype its lowering
   * @param members in the header's order
   * @param complete false for {@code enum e;} that no header defines
   */
  record Enum(
      Optional<String> tag,
      Type underlying,
      CType ctype,
      List<Enumerator> members,
      boolean complete,
      Optional<String> deprecated,
      Optional<Doc> doc,
      Location at)
      implements Declaration {
    public Enum {
      Objects.requireNonNull(tag, "tag");
      Objects.requireNonNull(underlying, "underlying");
      Objects.requireNonNull(ctype, "ctype");
      members = List.copyOf(members);
      Objects.requireNonNull(deprecated, "deprecated");
      Objects.requireNonNull(doc, "doc");
      Objects.requireNonNull(at, "at");
    }
  }

  /** A member of an enum; an ordinary identifier of C. */
  record Enumerator(String name, BigInteger value, Optional<Doc> doc) {
    public Enumerator {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(value, "value");
      Objects.requireNonNull(doc, "doc");
    }
  }

  /** Struct or union. */
  enum RecordKind {
    STRUCT,
    UNION
  }

  /**
   * A struct or a union with the layout that the compiler gives it.
   *
   * @param tag its tag, if it has one
   * @param size bytes; 0 if opaque
   * @param align bytes; 0 if opaque
   * @param opaque whether no header defines it: only pointers to it are of use
   * @param packed whether some member lies at an offset or the whole has an alignment below the
   *     natural one
   * @param fields in order, unnamed bit-fields and anonymous members included
   */
  record Record(
      RecordKind kind,
      Optional<String> tag,
      long size,
      long align,
      boolean opaque,
      boolean packed,
      List<Field> fields,
      Optional<String> deprecated,
      Optional<Doc> doc,
      Location at)
      implements Declaration {
    public Record {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(tag, "tag");
      fields = List.copyOf(fields);
      Objects.requireNonNull(deprecated, "deprecated");
      Objects.requireNonNull(doc, "doc");
      Objects.requireNonNull(at, "at");
    }
  }

  /**
   * A member of a record.
   *
   * @param name empty for an unnamed bit-field, and for an anonymous struct or union, whose members
   *     C reaches as if they stood here
   * @param offset bytes from the start of the record; for a bit-field the byte that holds its first
   *     bit
   * @param bits set for bit-fields
   */
  record Field(
      String name,
      Type type,
      Lowering lowering,
      long offset,
      Optional<Bits> bits,
      Optional<Doc> doc) {
    public Field {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(type, "type");
      Objects.requireNonNull(lowering, "lowering");
      Objects.requireNonNull(bits, "bits");
      Objects.requireNonNull(doc, "doc");
    }

    /** {@return whether it is an anonymous struct or union} */
    public boolean isAnonymousRecord() {
      return name.isEmpty() && bits.isEmpty();
    }
  }

  /**
   * The place of a bit-field.
   *
   * @param offset bits from the start of the record, counted as the target's ABI does: on a
   *     little-endian target from the least significant bit of the first byte
   * @param width bits; 0 only for unnamed ones
   */
  record Bits(long offset, int width) {}

  /** A typedef that names no function type. */
  record Alias(
      Type type, Lowering lowering, Optional<String> deprecated, Optional<Doc> doc, Location at)
      implements Declaration {
    public Alias {
      Objects.requireNonNull(type, "type");
      Objects.requireNonNull(lowering, "lowering");
      Objects.requireNonNull(deprecated, "deprecated");
      Objects.requireNonNull(doc, "doc");
      Objects.requireNonNull(at, "at");
    }
  }

  /**
   * A typedef of a function type.
   *
   * @param pointer true for {@code typedef int (*f)(int)}, false for {@code typedef int f(int)}
   */
  record Callback(Signature signature, boolean pointer, Optional<Doc> doc, Location at)
      implements Declaration {
    public Callback {
      Objects.requireNonNull(signature, "signature");
      Objects.requireNonNull(doc, "doc");
      Objects.requireNonNull(at, "at");
    }
  }

  /**
   * A function.
   *
   * @param symbol the linker's name where it is not the function's (asm labels; no platform prefix)
   * @param inline whether it is {@code static} or {@code inline}, so that no library exports it
   * @param noreturn whether it never returns
   * @param deprecated the message (may be empty) if the header deprecates it
   * @param availability what availability attributes say, as {@code "macos>=10.12"}
   * @param leaf an overlay's promise that it is short and never calls back
   * @param errno an overlay's wish that errno or GetLastError be captured
   * @param freeWith the function that frees its result, from an overlay
   */
  record Function(
      Signature signature,
      Optional<String> symbol,
      boolean inline,
      boolean noreturn,
      Optional<String> deprecated,
      List<String> availability,
      boolean leaf,
      boolean errno,
      Optional<String> freeWith,
      Optional<Doc> doc,
      Location at)
      implements Declaration {
    public Function {
      Objects.requireNonNull(signature, "signature");
      Objects.requireNonNull(symbol, "symbol");
      Objects.requireNonNull(deprecated, "deprecated");
      availability = List.copyOf(availability);
      Objects.requireNonNull(freeWith, "freeWith");
      Objects.requireNonNull(doc, "doc");
      Objects.requireNonNull(at, "at");
    }
  }

  /**
   * A global variable.
   *
   * @param symbol the linker's name where it is not the variable's
   * @param threadLocal whether each thread has its own, which no symbol look-up finds
   */
  record Variable(
      Type type,
      Lowering lowering,
      Optional<String> symbol,
      boolean threadLocal,
      Optional<String> deprecated,
      Optional<Doc> doc,
      Location at)
      implements Declaration {
    public Variable {
      Objects.requireNonNull(type, "type");
      Objects.requireNonNull(lowering, "lowering");
      Objects.requireNonNull(symbol, "symbol");
      Objects.requireNonNull(deprecated, "deprecated");
      Objects.requireNonNull(doc, "doc");
      Objects.requireNonNull(at, "at");
    }
  }
}
