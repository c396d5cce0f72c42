package dev.ligature.luau.syntax;

import java.util.ArrayList;
import java.util.List;

/** The expressions that an expression is made of, in order of evaluation. */
final class Children {
  private Children() {}

  static List<Expr> of(Expr expr) {
    return switch (expr) {
      case Expr.Nil e -> List.of();
      case Expr.Bool e -> List.of();
      case Expr.Number e -> List.of();
      case Expr.Int e -> List.of();
      case Expr.Str e -> List.of();
      case Expr.Local e -> List.of();
      case Expr.Global e -> List.of();
      case Expr.Varargs e -> List.of();
      case Expr.Function e -> List.of();
      case Expr.Group group -> List.of(group.inner());
      case Expr.Call call -> {
        List<Expr> children = new ArrayList<>(call.arguments().size() + 1);
        children.add(call.callee());
        children.addAll(call.arguments());
        yield children;
      }
      case Expr.IndexName index -> List.of(index.object());
      case Expr.Index index -> List.of(index.object(), index.key());
      case Expr.Table table -> {
        List<Expr> children = new ArrayList<>(table.items().size());
        for (TableItem item : table.items()) {
          if (item instanceof TableItem.Keyed keyed) {
            children.add(keyed.key());
          }
          children.add(item.value());
        }
        yield children;
      }
      case Expr.Unary unary -> List.of(unary.operand());
      case Expr.Binary binary -> List.of(binary.left(), binary.right());
      case Expr.TypeAssertion assertion -> List.of(assertion.operand());
      case Expr.IfElse choice -> List.of(choice.condition(), choice.whenTrue(), choice.whenFalse());
      case Expr.Interpolated string -> string.expressions();
      case Expr.Instantiate instantiate -> List.of(instantiate.function());
    };
  }
}
