package dev.ligature.luau.compile;

import dev.ligature.luau.syntax.Expr;
import java.util.Optional;

/** What the analysis found out about a local variable. */
final class LocalInfo {
  /** The types of all values assigned to it. */
  int types;

  /** Whether it is used where numbers are expected. */
  boolean numeric;

  /** Whether a value other than the declared one is ever assigned. */
  final boolean reassigned;

  /** Whether closures capture it. */
  final boolean captured;

  /** The function it names for good. */
  Optional<FunctionUnit> function = Optional.empty();

  /** The literal it stands for. */
  Optional<Expr> literal = Optional.empty();

  /** The expression it was declared with, if it keeps that value. */
  Optional<Expr> initial = Optional.empty();

  LocalInfo(boolean reassigned, boolean captured) {
    this.reassigned = reassigned;
    this.captured = captured;
  }

  /** {@return whether it lives in a cell that closures share} */
  boolean cell() {
    return reassigned && captured;
  }
}
