package dev.ligature.templates.java;

import dev.ligature.idl.Signature;
import dev.ligature.idl.Type;
import java.util.stream.Collectors;

/** Declarations as C writes them, for doc comments: Java's types say less. */
final class CSource {
  private CSource() {}

  /** {@return the declaration of a name, or the type's name for an empty name} */
  static String declare(Type type, String name) {
    return switch (type) {
      case Type.Scalar scalar -> join(scalar.c(), name);
      case Type.Opaque opaque -> join(opaque.c(), name);
      case Type.RecordRef(String id) -> join(id, name);
      case Type.EnumRef(String id) -> join(id, name);
      case Type.AliasRef(String alias) -> join(alias, name);
      case Type.Array array ->
          declare(
              array.element(),
              name + "[" + (array.count().isPresent() ? array.count().getAsLong() : "") + "]");
      case Type.Function(Signature signature) ->
          declare(signature.ret(), name + "(" + parameters(signature) + ")");
      case Type.Pointer(Type pointee) -> pointer(pointee, "*" + name);
      case Type.Qualified qualified -> qualified(qualified, name);
    };
  }

  private static String pointer(Type pointee, String declarator) {
    Type bare = pointee.unqualified();
    boolean brackets = bare instanceof Type.Array || bare instanceof Type.Function;
    return declare(pointee, brackets ? "(" + declarator + ")" : declarator);
  }

  private static String qualified(Type.Qualified type, String name) {
    StringBuilder words = new StringBuilder();
    Type inner = type;
    while (inner instanceof Type.Qualified(Type.Qualifier qualifier, Type next)) {
      words.append(
          switch (qualifier) {
            case CONST -> "const ";
            case VOLATILE -> "volatile ";
            case RESTRICT -> "restrict ";
          });
      inner = next;
    }
    if (inner instanceof Type.Pointer(Type pointee)) {
      return pointer(pointee, "*" + words.append(name).toString().strip());
    }
    return words + declare(inner, name);
  }

  private static String parameters(Signature signature) {
    if (signature.args().isEmpty() && !signature.variadic()) {
      return signature.prototyped() ? "void" : "";
    }
    String named =
        signature.args().stream()
            .map(parameter -> declare(parameter.type(), parameter.name()))
            .collect(Collectors.joining(", "));
    if (!signature.variadic()) {
      return named;
    }
    return named.isEmpty() ? "..." : named + ", ...";
  }

  private static String join(String type, String name) {
    return name.isEmpty() || name.startsWith("[") ? type + name : type + " " + name;
  }
}
