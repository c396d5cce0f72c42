package dev.ligature.luau.compile;

import dev.ligature.luau.syntax.Expr;
import dev.ligature.luau.syntax.TableItem;
import java.util.function.Consumer;

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

  /** Gives {@code use} all calls that evaluating an expression makes, inner functions aside. */
  static void calls(Expr expression, Consumer<Expr.Call> use) {
    switch (expression) {
      case Expr.Call e -> {
        use.accept(e);
        calls(e.callee(), use);
        e.arguments().forEach(argument -> calls(argument, use));
      }
      case Expr.Group e -> calls(e.inner(), use);
      case Expr.TypeAssertion e -> calls(e.operand(), use);
      case Expr.Instantiate e -> calls(e.function(), use);
      case Expr.IndexName e -> calls(e.object(), use);
      case Expr.Index e -> {
        calls(e.object(), use);
        calls(e.key(), use);
      }
      case Expr.Unary e -> calls(e.operand(), use);
      case Expr.Binary e -> {
        calls(e.left(), use);
        calls(e.right(), use);
      }
      case Expr.IfElse e -> {
        calls(e.condition(), use);
        calls(e.whenTrue(), use);
        calls(e.whenFalse(), use);
      }
      case Expr.Interpolated e -> e.expressions().forEach(inner -> calls(inner, use));
      case Expr.Table e -> {
        for (TableItem item : e.items()) {
          if (item instanceof TableItem.Keyed keyed) {
            calls(keyed.key(), use);
          }
          calls(item.value(), use);
        }
      }
      default -> {}
    }
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
