package dev.ligature.luau.syntax;

import java.util.List;
import java.util.Optional;

/** A type annotation; kept for tools and error positions, without effect at run time. */
public sealed interface TypeExpr {

  /** {@return where it stands} */
  Span span();

  /** {@code prefix.name<arguments>} */
  record Reference(Span span, Optional<String> prefix, String name, List<TypeOrPack> arguments)
      implements TypeExpr {}

  /** Who may use a property or indexer. */
  enum Access {
    READ,
    WRITE,
    READ_WRITE
  }

  /** A property of a table type; the name as bytes, since it may be written as a string. */
  record Property(Span span, byte[] name, TypeExpr type, Access access) {}

  /** {@code [key]: value} of a table type. */
  record Indexer(Span span, TypeExpr key, TypeExpr value, Access access) {}

  /** {@code { name: type, [key]: value }} */
  record Table(Span span, List<Property> properties, Optional<Indexer> indexer)
      implements TypeExpr {}

  /** {@code <generics>(parameters) -> results}; a parameter's name is empty where none is given. */
  record Function(
      Span span,
      List<Attribute> attributes,
      Generics generics,
      TypeList parameters,
      List<Optional<String>> parameterNames,
      TypePack results)
      implements TypeExpr {}

  /** {@code typeof(expression)} */
  record Typeof(Span span, Expr expression) implements TypeExpr {}

  /** The {@code ?} behind a type, as a member of its union. */
  record Optionality(Span span) implements TypeExpr {}

  /** {@code A | B} */
  record Union(Span span, List<TypeExpr> members) implements TypeExpr {}

  /** {@code A & B} */
  record Intersection(Span span, List<TypeExpr> members) implements TypeExpr {}

  /** {@code true} or {@code false} as a type. */
  record SingletonBool(Span span, boolean value) implements TypeExpr {}

  /** A string literal as a type. */
  record SingletonString(Span span, byte[] value) implements TypeExpr {}

  /** A type in parentheses. */
  record Group(Span span, TypeExpr inner) implements TypeExpr {}
}
