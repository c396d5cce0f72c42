package dev.ligature.luau.compile;

import dev.ligature.luau.syntax.Expr;

/** Questions about expressions that only their form answers. */
final class Exprs {
  private Exprs() {}

  /** {@return the expression without parentheses, type assertions and instantiations} */
  static Expr unwrap(Expr e) {
    Expr inner = e;
    while (true) {
      switch (inner) {
        case Expr.Group g -> inner = g.inner();
        case Expr.TypeAssertion t -> inner = t.operand();
        case Expr.Instantiate i -> inner = i.function();
        default -> {
          return inner;
        }
      }
    }
  }

  /** {@return whether it may give any number of values} */
  static boolean multiple(Expr e) {
    return e instanceof Expr.Call || e instanceof Expr.Varargs;
  }

  static boolean literal(Expr e) {
    return e instanceof Expr.Number
        || e instanceof Expr.Str
        || e instanceof Expr.Bool
        || e instanceof Expr.Nil
        || e instanceof Expr.Int;
  }

  /** {@return the name behind the last dot, empty for an expression that is no name} */
  static String lastName(Expr expression) {
    return switch (unwrap(expression)) {
      case Expr.Global g -> g.name();
      case Expr.IndexName x -> x.name();
      case Expr.Local l -> l.variable().name();
      default -> "";
    };
  }
}
