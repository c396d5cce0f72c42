package dev.ligature.luau.syntax;

import java.util.List;
import java.util.Optional;

/** The generic parameters {@code <T, U = string, V...>} of a function or type alias. */
public record Generics(List<Type> types, List<Pack> packs) {

  /** No generic parameters. */
  public static final Generics NONE = new Generics(List.of(), List.of());

  /** A generic type with its default. */
  public record Type(Span span, String name, Optional<TypeExpr> defaultType) {}

  /** A generic pack with its default. */
  public record Pack(Span span, String name, Optional<TypePack> defaultPack) {}
}
