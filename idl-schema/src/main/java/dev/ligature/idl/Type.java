package dev.ligature.idl;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * A C type as the header wrote it: typedef names and qualifiers kept. What it means for a call or
 * for memory is its {@link Lowering}.
 *
 * <p>JSON, one key a case except for plain scalars:
 *
 * <pre>
 *   "u32"                                     Scalar whose C name is the usual one of u32
 *   {"scalar": "u32", "c": "unsigned long"}   Scalar of another C name
 *   {"pointer": T}    {"array": T, "count": 8}    {"array": T}
 *   {"function": SIGNATURE}
 *   {"const": T}      {"volatile": T}         {"restrict": T}
 *   {"record": ID}    {"enum": ID}            {"alias": NAME}
 *   {"opaque": "long double", "size": 16, "align": 16}
 * </pre>
 */
public sealed interface Type {

  /**
   * {@code void}, {@code _Bool}, an integer or a floating type.
   *
   * @param ctype never POINTER or STRING
   * @param c the C name without qualifiers: {@code "unsigned long"}, {@code "char"}
   */
  record Scalar(CType ctype, String c) implements Type {
    public Scalar {
      Objects.requireNonNull(ctype, "ctype");
      Objects.requireNonNull(c, "c");
      if (ctype == CType.POINTER || ctype == CType.STRING) {
        throw new IllegalArgumentException(ctype + " is a lowering, not a scalar C type");
      }
    }

    /** {@return the scalar of that lowering with its usual C name: {@code int} for i32} */
    public static Scalar of(CType ctype) {
      return new Scalar(ctype, usualName(ctype));
    }

    /** {@return whether the C name is the usual one of the lowering, so that JSON omits it} */
    public boolean isUsual() {
      return c.equals(usualName(ctype));
    }

    private static String usualName(CType ctype) {
      return switch (ctype) {
        case VOID -> "void";
        case BOOL -> "_Bool";
        case I8 -> "signed char";
        case U8 -> "unsigned char";
        case I16 -> "short";
        case U16 -> "unsigned short";
        case I32 -> "int";
        case U32 -> "unsigned int";
        case I64 -> "long long";
        case U64 -> "unsigned long long";
        case ISIZE -> "ssize_t";
        case USIZE -> "size_t";
        case F32 -> "float";
        case F64 -> "double";
        case POINTER, STRING -> "void *";
      };
    }
  }

  /** A pointer to an object or to a function. */
  record Pointer(Type pointee) implements Type {
    public Pointer {
      Objects.requireNonNull(pointee, "pointee");
    }
  }

  /**
   * An array.
   *
   * @param count elements; empty for a flexible array member or an array of unknown bound
   */
  record Array(Type element, OptionalLong count) implements Type {
    public Array {
      Objects.requireNonNull(element, "element");
      Objects.requireNonNull(count, "count");
    }
  }

  /** A function type. Parameters never have it: they decay to {@link Pointer}. */
  record Function(Signature signature) implements Type {
    public Function {
      Objects.requireNonNull(signature, "signature");
    }
  }

  /** The three qualifiers of C that types keep. {@code _Atomic} types are {@link Opaque}. */
  enum Qualifier {
    CONST,
    VOLATILE,
    RESTRICT
  }

  /**
   * A qualified type; several qualifiers nest, in the order of {@link Qualifier}, const outermost.
   */
  record Qualified(Qualifier qualifier, Type type) implements Type {
    public Qualified {
      Objects.requireNonNull(qualifier, "qualifier");
      Objects.requireNonNull(type, "type");
    }
  }

  /**
   * A struct or union, by its key in {@link Idl#records()}.
   *
   * @param id see {@link Declaration.Record}
   */
  record RecordRef(String id) implements Type {
    public RecordRef {
      Objects.requireNonNull(id, "id");
    }
  }

  /**
   * An enum, by its key in {@link Idl#enums()}.
   *
   * @param id see {@link Declaration.Enum}
   */
  record EnumRef(String id) implements Type {
    public EnumRef {
      Objects.requireNonNull(id, "id");
    }
  }

  /** A typedef name: a key of {@link Idl#aliases()} or of {@link Idl#callbacks()}. */
  record AliasRef(String name) implements Type {
    public AliasRef {
      Objects.requireNonNull(name, "name");
    }
  }

  /**
   * A type that memory can hold but no call can carry: {@code long double}, {@code __int128},
   * {@code _Complex double}, vectors, {@code _Atomic}.
   *
   * @param c the C spelling
   * @param size bytes
   * @param align bytes
   */
  record Opaque(String c, long size, long align) implements Type {
    public Opaque {
      Objects.requireNonNull(c, "c");
    }
  }

  /** {@return this type without its outermost qualifiers} */
  default Type unqualified() {
    Type type = this;
    while (type instanceof Qualified qualified) {
      type = qualified.type();
    }
    return type;
  }

  /** {@return whether {@code const} is among the outermost qualifiers} */
  default boolean isConst() {
    for (Type type = this; type instanceof Qualified qualified; type = qualified.type()) {
      if (qualified.qualifier() == Qualifier.CONST) {
        return true;
      }
    }
    return false;
  }
}
