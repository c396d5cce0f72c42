package dev.ligature.idl;

import java.util.StringJoiner;

/**
 * Spells types as C declares something of them: {@code int (*compare)(const void *, const void *)}.
 * Keys of records and enums stand as they are, which is C where they have a tag or a typedef's
 * name.
 */
public final class CDeclaration {
  private CDeclaration() {}

  /**
   * {@return the declaration of {@code name}, without a semicolon}
   *
   * @param name what is declared; empty for the bare type, as in a cast
   */
  public static String of(Type type, String name) {
    return spell(type, name, "");
  }

  /** {@return the declaration of a function} */
  public static String of(Signature signature, String name) {
    return spell(new Type.Function(signature), name, "");
  }

  /**
   * Writes a declarator from the inside out (C23 6.7.7): {@code inner} is what already binds
   * tighter than the type.
   *
   * @param qualifiers of the type itself, each with a space behind it
   */
  private static String spell(Type type, String inner, String qualifiers) {
    return switch (type) {
      case Type.Qualified(Type.Qualifier qualifier, Type of) ->
          spell(of, inner, qualifiers + IdlWriter.code(qualifier) + " ");
      case Type.Pointer(Type pointee) -> {
        String pointer = "*" + (inner.isEmpty() ? qualifiers.strip() : qualifiers + inner);
        yield switch (pointee.unqualified()) {
          case Type.Array array -> spell(pointee, "(" + pointer + ")", "");
          case Type.Function(Signature signature) ->
              spell(pointee, "(" + convention(signature) + pointer + ")", "");
          default -> spell(pointee, pointer, "");
        };
      }
      case Type.Array array -> {
        // Qualifiers of an array are those of its elements (C23 6.7.4.1).
        String count = array.count().isPresent() ? Long.toString(array.count().getAsLong()) : "";
        yield spell(array.element(), inner + "[" + count + "]", qualifiers);
      }
      case Type.Function(Signature signature) -> {
        // Behind a pointer, the convention stands before the star.
        String convention = inner.startsWith("(") ? "" : convention(signature);
        yield spell(signature.ret(), convention + inner + parameters(signature), "");
      }
      case Type.Scalar scalar -> named(qualifiers + scalar.c(), inner);
      case Type.RecordRef(String id) -> named(qualifiers + id, inner);
      case Type.EnumRef(String id) -> named(qualifiers + id, inner);
      case Type.AliasRef(String name) -> named(qualifiers + name, inner);
      case Type.Opaque opaque -> named(qualifiers + opaque.c(), inner);
    };
  }

  private static String named(String type, String inner) {
    if (inner.isEmpty()) {
      return type;
    }
    return inner.startsWith("[") ? type + inner : type + " " + inner;
  }

  private static String parameters(Signature signature) {
    StringJoiner list = new StringJoiner(", ", "(", ")");
    for (Signature.Parameter parameter : signature.args()) {
      list.add(of(parameter.type(), parameter.name()));
    }
    if (signature.variadic()) {
      list.add("...");
    } else if (signature.args().isEmpty() && signature.prototyped()) {
      list.add("void");
    }
    return list.toString();
  }

  /** {@return the attribute that GCC and Clang have for it, with a space behind it} */
  private static String convention(Signature signature) {
    return signature
        .convention()
        .map(
            convention ->
                switch (convention) {
                  case STDCALL -> "__attribute__((stdcall)) ";
                  case FASTCALL -> "__attribute__((fastcall)) ";
                  case THISCALL -> "__attribute__((thiscall)) ";
                  case VECTORCALL -> "__attribute__((vectorcall)) ";
                  case REGPARM -> "__attribute__((regparm(3))) ";
                  case MS_ABI -> "__attribute__((ms_abi)) ";
                  case SYSV_ABI -> "__attribute__((sysv_abi)) ";
                  case OTHER -> "";
                })
        .orElse("");
  }
}
