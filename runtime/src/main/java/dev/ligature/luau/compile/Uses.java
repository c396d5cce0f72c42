package dev.ligature.luau.compile;

import dev.ligature.luau.syntax.Expr;
import dev.ligature.luau.syntax.FunctionBody;
import dev.ligature.luau.syntax.LocalVar;
import dev.ligature.luau.syntax.Stat;
import dev.ligature.luau.syntax.TableItem;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** The local variables that a statement uses, those that its closures capture included. */
final class Uses {
  private final Set<LocalVar> variables = Collections.newSetFromMap(new IdentityHashMap<>());

  Uses(Stat stat) {
    add(stat);
  }

  boolean contains(LocalVar variable) {
    return variables.contains(variable);
  }

  private void add(Stat stat) {
    switch (stat) {
      case Stat.Block s -> s.body().forEach(this::add);
      case Stat.If s -> {
        add(s.condition());
        add(s.thenBody());
        s.elseBody().ifPresent(this::add);
      }
      case Stat.While s -> {
        add(s.condition());
        add(s.body());
      }
      case Stat.Repeat s -> {
        add(s.body());
        add(s.condition());
      }
      case Stat.NumericFor s -> {
        add(s.from());
        add(s.to());
        s.step().ifPresent(this::add);
        add(s.body());
      }
      case Stat.GenericFor s -> {
        addAll(s.values());
        add(s.body());
      }
      case Stat.Return s -> addAll(s.values());
      case Stat.Call s -> add(s.call());
      case Stat.Local s -> addAll(s.values());
      case Stat.LocalFunction s -> add(s.function());
      case Stat.Function s -> {
        add(s.target());
        add(s.function());
      }
      case Stat.Assign s -> {
        addAll(s.targets());
        addAll(s.values());
      }
      case Stat.CompoundAssign s -> {
        add(s.target());
        add(s.value());
      }
      case Stat.ReturnExports s -> variables.add(s.exports());
      case Stat.Break s -> {}
      case Stat.Continue s -> {}
      case Stat.TypeAlias s -> {}
      case Stat.TypeFunction s -> {}
    }
  }

  private void add(FunctionBody function) {
    variables.addAll(function.scope().upvalues());
  }

  private void addAll(List<Expr> expressions) {
    expressions.forEach(this::add);
  }

  private void add(Expr expression) {
    switch (expression) {
      case Expr.Local e -> variables.add(e.variable());
      case Expr.Function e -> add(e.body());
      case Expr.Group e -> add(e.inner());
      case Expr.Call e -> {
        add(e.callee());
        addAll(e.arguments());
      }
      case Expr.IndexName e -> add(e.object());
      case Expr.Index e -> {
        add(e.object());
        add(e.key());
      }
      case Expr.Table e -> {
        for (TableItem item : e.items()) {
          if (item instanceof TableItem.Keyed keyed) {
            add(keyed.key());
          }
          add(item.value());
        }
      }
      case Expr.Unary e -> add(e.operand());
      case Expr.Binary e -> {
        add(e.left());
        add(e.right());
      }
      case Expr.TypeAssertion e -> add(e.operand());
      case Expr.IfElse e -> {
        add(e.condition());
        add(e.whenTrue());
        add(e.whenFalse());
      }
      case Expr.Interpolated e -> addAll(e.expressions());
      case Expr.Instantiate e -> add(e.function());
      case Expr.Nil e -> {}
      case Expr.Bool e -> {}
      case Expr.Number e -> {}
      case Expr.Int e -> {}
      case Expr.Str e -> {}
      case Expr.Global e -> {}
      case Expr.Varargs e -> {}
    }
  }
}
