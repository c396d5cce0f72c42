package dev.ligature.luau.syntax;

/** An argument of a generic type. */
public sealed interface TypeOrPack {

  /** A type. */
  record Single(TypeExpr type) implements TypeOrPack {}

  /** A pack of types. */
  record Pack(TypePack pack) implements TypeOrPack {}
}
