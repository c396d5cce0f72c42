package dev.ligature.templates.luau;

import dev.ligature.idl.Signature;
import dev.ligature.idl.Type;
import java.util.List;

/** Writes a function's declaration as C does, for the reader of its doc comment. */
final class CDeclaration {
  private CDeclaration() {}

  /** {@return for example {@code void Sleep(DWORD dwMilliseconds)}} */
  static String function(String name, Signature signature) {
    StringBuilder out = new StringBuilder(64);
    declare(out, signature.ret(), parameters(new StringBuilder(name), signature));
    return out.toString();
  }

  private static StringBuilder parameters(StringBuilder declarator, Signature signature) {
    declarator.append('(');
    List<Signature.Parameter> args = signature.args();
    for (int i = 0; i < args.size(); i++) {
      if (i > 0) {
        declarator.append(", ");
      }
      declare(declarator, args.get(i).type(), new StringBuilder(args.get(i).name()));
    }
    if (signature.variadic()) {
      declarator.append(args.isEmpty() ? "..." : ", ...");
    } else if (args.isEmpty() && signature.prototyped()) {
      declarator.append("void");
    }
    return declarator.append(')');
  }

  /** Appends the declaration of a declarator: types wrap it from the inside out. */
  private static void declare(StringBuilder out, Type type, StringBuilder declarator) {
    switch (type) {
      case Type.Scalar scalar -> base(out, scalar.c(), declarator);
      case Type.AliasRef alias -> base(out, alias.name(), declarator);
      case Type.RecordRef record -> base(out, record.id(), declarator);
      case Type.EnumRef e -> base(out, e.id(), declarator);
      case Type.Opaque opaque -> base(out, opaque.c(), declarator);
      case Type.Qualified(Type.Qualifier qualifier, Type inner) -> {
        String word =
            switch (qualifier) {
              case CONST -> "const";
              case VOLATILE -> "volatile";
              case RESTRICT -> "restrict";
            };
        if (inner instanceof Type.Pointer || inner instanceof Type.Qualified(_, Type.Pointer _)) {
          // Of a pointer: behind its star.
          declarator.insert(0, declarator.isEmpty() ? word : word + " ");
          declare(out, inner, declarator);
        } else {
          out.append(word).append(' ');
          declare(out, inner, declarator);
        }
      }
      case Type.Pointer(Type pointee) -> {
        Type target = pointee.unqualified();
        declarator.insert(0, '*');
        if (target instanceof Type.Array || target instanceof Type.Function) {
          declarator.insert(0, '(').append(')');
        }
        declare(out, pointee, declarator);
      }
      case Type.Array array -> {
        declarator.append('[');
        array.count().ifPresent(declarator::append);
        declare(out, array.element(), declarator.append(']'));
      }
      case Type.Function(Signature signature) ->
          declare(out, signature.ret(), parameters(declarator, signature));
    }
  }

  private static void base(StringBuilder out, String name, StringBuilder declarator) {
    out.append(name);
    if (!declarator.isEmpty()) {
      out.append(declarator.charAt(0) == '[' ? "" : " ").append(declarator);
    }
  }
}
