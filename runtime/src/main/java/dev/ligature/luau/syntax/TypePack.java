package dev.ligature.luau.syntax;

/** A list of types of unknown length, or with a tail of unknown length. */
public sealed interface TypePack {

  /** {@return where it stands} */
  Span span();

  /** {@code (A, B, ...C)} */
  record Explicit(Span span, TypeList types) implements TypePack {}

  /** {@code ...T} */
  record Variadic(Span span, TypeExpr type) implements TypePack {}

  /** {@code T...} */
  record Generic(Span span, String name) implements TypePack {}
}
