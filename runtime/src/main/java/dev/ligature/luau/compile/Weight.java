package dev.ligature.luau.compile;

import dev.ligature.luau.syntax.Expr;
import dev.ligature.luau.syntax.Stat;
import dev.ligature.luau.syntax.TableItem;
import java.util.List;

/** Sizes of syntax trees in nodes, to which the size of their code is about proportional. */
final class Weight {
  private Weight() {}

  static int of(Stat stat) {
    return 1
        + switch (stat) {
          case Stat.Block s -> ofStats(s.body());
          case Stat.If s ->
              of(s.condition()) + of(s.thenBody()) + s.elseBody().map(Weight::of).orElse(0);
          case Stat.While s -> of(s.condition()) + of(s.body());
          case Stat.Repeat s -> of(s.condition()) + of(s.body());
          case Stat.NumericFor s ->
              of(s.from()) + of(s.to()) + s.step().map(Weight::of).orElse(0) + of(s.body());
          case Stat.GenericFor s -> ofAll(s.values()) + of(s.body());
          case Stat.Return s -> ofAll(s.values());
          case Stat.Call s -> of(s.call());
          case Stat.Local s -> ofAll(s.values()) + s.variables().size();
          case Stat.LocalFunction s -> 2;
          case Stat.Function s -> 2 + of(s.target());
          case Stat.Assign s -> ofAll(s.targets()) + ofAll(s.values());
          case Stat.CompoundAssign s -> 2 * of(s.target()) + of(s.value());
          case Stat.Break s -> 0;
          case Stat.Continue s -> 0;
          case Stat.ReturnExports s -> 1;
          case Stat.TypeAlias s -> 0;
          case Stat.TypeFunction s -> 0;
        };
  }

  private static int ofStats(List<Stat> stats) {
    int sum = 0;
    for (Stat stat : stats) {
      sum += of(stat);
    }
    return sum;
  }

  private static int ofAll(List<Expr> expressions) {
    int sum = 0;
    for (Expr e : expressions) {
      sum += of(e);
    }
    return sum;
  }

  private static int ofItems(List<TableItem> items) {
    int sum = 0;
    for (TableItem item : items) {
      sum += of(item);
    }
    return sum;
  }

  static int of(TableItem item) {
    return 1 + of(item.value()) + (item instanceof TableItem.Keyed k ? of(k.key()) : 0);
  }

  static int of(Expr expression) {
    return 1
        + switch (expression) {
          case Expr.Group e -> of(e.inner());
          case Expr.Call e -> 1 + of(e.callee()) + ofAll(e.arguments());
          case Expr.IndexName e -> 1 + of(e.object());
          case Expr.Index e -> 1 + of(e.object()) + of(e.key());
          case Expr.Table e -> ofItems(e.items());
          case Expr.Unary e -> of(e.operand());
          case Expr.Binary e -> 1 + of(e.left()) + of(e.right());
          case Expr.TypeAssertion e -> of(e.operand());
          case Expr.IfElse e -> of(e.condition()) + of(e.whenTrue()) + of(e.whenFalse());
          case Expr.Interpolated e -> ofAll(e.expressions()) + e.parts().size();
          case Expr.Instantiate e -> of(e.function());
          default -> 0;
        };
  }
}
