package dev.ligature.generator.header;

import dev.ligature.generator.header.MacroProbe.Question;
import dev.ligature.idl.Declaration;
import dev.ligature.idl.Skip;
import java.util.List;
import java.util.Optional;

/** What is to become of a macro, as far as its text tells. */
sealed interface MacroPlan {
  record Solved(Declaration.Constant constant) implements MacroPlan {}

  /** Another name or {@code struct tag}, which a declaration may explain. */
  record Name(String target) implements MacroPlan {}

  /** A type in C's own words. */
  record BuiltinType(Converted type) implements MacroPlan {}

  /**
   * Nothing.
   *
   * @param skip what is reported of it; empty for a header's guard
   */
  record Skipped(Optional<Skip> skip) implements MacroPlan {}

  /** To be evaluated when all names are known; what remains then the compiler is asked. */
  record Deferred(List<CToken> tokens, Question question) implements MacroPlan {}

  record Asked(Question question) implements MacroPlan {}
}
