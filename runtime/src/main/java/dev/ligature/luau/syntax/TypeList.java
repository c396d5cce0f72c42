package dev.ligature.luau.syntax;

import java.util.List;
import java.util.Optional;

/** Types in a row and the pack that may end it. */
public record TypeList(List<TypeExpr> types, Optional<TypePack> tail) {}
