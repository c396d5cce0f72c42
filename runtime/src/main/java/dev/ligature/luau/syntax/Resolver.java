package dev.ligature.luau.syntax;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks what the official compiler refuses after parsing: too many variables, upvalues, registers
 * or results, and a {@code continue} that jumps over a variable which {@code until} needs.
 *
 * <p>This engine has no registers. They are counted so that a script which runs here also loads in
 * the official VM, by the rules that use the fewest: constant variables and operands take none.
 */
final class Resolver {
  private static final int MAX_LOCALS = 200;
  private static final int MAX_UPVALUES = 200;
  private static final int MAX_REGISTERS = 255;

  private final String chunkName;

  /** Variables in scope, and registers that they and unfinished expressions hold. */
  private int locals;

  private int registers;

  /** The loops around the current statement, innermost first. */
  private Loop loop = null;

  /** A loop and the first {@code continue} that belongs to it. */
  private static final class Loop {
    final Loop outer;
    Stat.Continue continued = null;

    Loop(Loop outer) {
      this.outer = outer;
    }
  }

  private Resolver(String chunkName) {
    this.chunkName = chunkName;
  }

  /**
   * Checks a chunk.
   *
   * @throws ParseError where a limit is exceeded
   */
  static void check(FunctionBody main, String chunkName) {
    new Resolver(chunkName).function(main);
  }

  private ParseError error(Span span, String message) {
    return new ParseError(chunkName, span.beginLine(), span.beginColumn(), message);
  }

  private void function(FunctionBody function) {
    int outerLocals = locals;
    int outerRegisters = registers;
    Loop outerLoop = loop;
    locals = 0;
    registers = 0;
    loop = null;
    List<LocalVar> upvalues = function.scope().upvalues();
    if (upvalues.size() > MAX_UPVALUES) {
      LocalVar first = upvalues.get(MAX_UPVALUES);
      throw error(
          first.span(),
          "Out of upvalue registers when trying to allocate "
              + first.name()
              + ": exceeded limit "
              + MAX_UPVALUES);
    }
    allocate(function.span(), function.parameters().size());
    function.parameters().forEach(this::declare);
    statements(function.body().body());
    locals = outerLocals;
    registers = outerRegisters;
    loop = outerLoop;
  }

  private void allocate(Span span, int count) {
    if (registers + count > MAX_REGISTERS) {
      throw error(
          span,
          "Out of registers when trying to allocate "
              + count
              + " registers: exceeded limit "
              + MAX_REGISTERS);
    }
    registers += count;
  }

  private void declare(LocalVar variable) {
    if (locals >= MAX_LOCALS) {
      throw error(
          variable.span(),
          "Out of local registers when trying to allocate "
              + variable.name()
              + ": exceeded limit "
              + MAX_LOCALS);
    }
    locals++;
  }

  private void block(Stat.Block block) {
    int outerLocals = locals;
    int outerRegisters = registers;
    statements(block.body());
    locals = outerLocals;
    registers = outerRegisters;
  }

  private void loopBody(Stat.Block body) {
    loop = new Loop(loop);
    block(body);
    loop = loop.outer;
  }

  private void statements(List<Stat> statements) {
    for (Stat statement : statements) {
      statement(statement);
    }
  }

  private void statement(Stat statement) {
    switch (statement) {
      case Stat.Block block -> block(block);
      case Stat.If branch -> {
        expression(branch.condition());
        block(branch.thenBody());
        branch.elseBody().ifPresent(this::statement);
      }
      case Stat.While stat -> {
        expression(stat.condition());
        loopBody(stat.body());
      }
      case Stat.Repeat stat -> repeat(stat);
      case Stat.NumericFor stat -> {
        expression(stat.from());
        expression(stat.to());
        stat.step().ifPresent(this::expression);
        int outerLocals = locals;
        int outerRegisters = registers;
        allocate(stat.span(), 3);
        declare(stat.variable());
        loopBody(stat.body());
        locals = outerLocals;
        registers = outerRegisters;
      }
      case Stat.GenericFor stat -> {
        expressions(stat.values());
        int outerLocals = locals;
        int outerRegisters = registers;
        allocate(stat.span(), 3);
        allocate(stat.span(), Math.max(stat.variables().size(), 2));
        stat.variables().forEach(this::declare);
        loopBody(stat.body());
        locals = outerLocals;
        registers = outerRegisters;
      }
      case Stat.Break stat -> {}
      case Stat.Continue stat -> {
        if (loop.continued == null) {
          loop.continued = stat;
        }
      }
      case Stat.Return stat -> {
        if (stat.values().size() >= MAX_REGISTERS) {
          throw error(stat.span(), "Exceeded return count limit; simplify the code to compile");
        }
        expressions(stat.values());
      }
      case Stat.Call stat -> expression(stat.call());
      case Stat.Local stat -> {
        expressions(stat.values());
        if (!isFolded(stat)) {
          if (!isAlias(stat)) {
            allocate(stat.span(), stat.variables().size());
          }
          stat.variables().forEach(this::declare);
        }
      }
      case Stat.LocalFunction stat -> {
        allocate(stat.span(), 1);
        declare(stat.variable());
        function(stat.function());
      }
      case Stat.Function stat -> {
        expression(stat.target());
        function(stat.function());
      }
      case Stat.Assign stat -> {
        expressions(stat.targets());
        expressions(stat.values());
      }
      case Stat.CompoundAssign stat -> {
        expression(stat.target());
        expression(stat.value());
      }
      case Stat.ReturnExports stat -> {}
      case Stat.TypeAlias stat -> {}
      case Stat.TypeFunction stat -> {}
    }
  }

  /** Whether the official compiler makes constants of all variables and gives them no registers. */
  private static boolean isFolded(Stat.Local stat) {
    return stat.values().size() <= stat.variables().size()
        && stat.variables().stream().noneMatch(LocalVar::reassigned)
        && stat.values().stream().allMatch(Resolver::mayFold);
  }

  /** Whether an expression may be a constant; variables count as such to be on the safe side. */
  private static boolean mayFold(Expr expr) {
    return switch (expr) {
      case Expr.Nil e -> true;
      case Expr.Bool e -> true;
      case Expr.Number e -> true;
      case Expr.Int e -> true;
      case Expr.Str e -> true;
      case Expr.Local local -> !local.variable().reassigned() && !local.upvalue();
      case Expr.Group group -> mayFold(group.inner());
      case Expr.Unary unary -> mayFold(unary.operand());
      case Expr.Binary binary -> mayFold(binary.left()) && mayFold(binary.right());
      case Expr.TypeAssertion assertion -> mayFold(assertion.operand());
      default -> false;
    };
  }

  /** Whether the variable shares the register of the one that it is initialised with. */
  private static boolean isAlias(Stat.Local stat) {
    return stat.variables().size() == 1
        && stat.values().size() == 1
        && stat.values().getFirst() instanceof Expr.Local;
  }

  private void repeat(Stat.Repeat stat) {
    int outerLocals = locals;
    int outerRegisters = registers;
    loop = new Loop(loop);
    List<Stat> body = stat.body().body();
    boolean checked = false;
    for (int i = 0; i < body.size(); i++) {
      statement(body.get(i));
      if (loop.continued != null && !checked) {
        checkCondition(loop.continued, stat.condition(), body.subList(i + 1, body.size()));
        checked = true;
      }
    }
    loop = loop.outer;
    expression(stat.condition());
    locals = outerLocals;
    registers = outerRegisters;
  }

  private void checkCondition(Stat.Continue jump, Expr condition, List<Stat> jumpedOver) {
    Set<LocalVar> undefined = new HashSet<>();
    for (Stat stat : jumpedOver) {
      switch (stat) {
        case Stat.Local local -> undefined.addAll(local.variables());
        case Stat.LocalFunction function -> undefined.add(function.variable());
        default -> {}
      }
    }
    if (undefined.isEmpty()) {
      return;
    }
    firstUse(condition, undefined)
        .ifPresent(
            variable -> {
              throw error(
                  condition.span(),
                  "Local "
                      + variable.name()
                      + " used in the repeat..until condition is undefined because continue"
                      + " statement on line "
                      + jump.span().beginLine()
                      + " jumps over it");
            });
  }

  private static Optional<LocalVar> firstUse(Expr expr, Set<LocalVar> variables) {
    return switch (expr) {
      case Expr.Local local ->
          variables.contains(local.variable()) ? Optional.of(local.variable()) : Optional.empty();
      case Expr.Function(FunctionBody body) ->
          body.scope().upvalues().stream().filter(variables::contains).findFirst();
      default ->
          Children.of(expr).stream()
              .flatMap(child -> firstUse(child, variables).stream())
              .findFirst();
    };
  }

  private void expressions(List<Expr> list) {
    for (int i = 0; i < list.size(); i++) {
      expression(list.get(i));
    }
  }

  private void expression(Expr expr) {
    switch (expr) {
      case Expr.Function(FunctionBody body) -> function(body);
      case Expr.Call call -> {
        int outer = registers;
        expression(call.callee());
        int count = call.arguments().size() + (call.self() ? 2 : 1);
        // The first of them may be the register that the call's result goes to.
        if (registers + count - 1 > MAX_REGISTERS) {
          allocate(call.span(), count);
        }
        registers += count - 1;
        expressions(call.arguments());
        registers = outer;
      }
      case Expr.Table(Span span, List<TableItem> items) -> {
        for (int i = 0; i < items.size(); i++) {
          if (items.get(i) instanceof TableItem.Keyed keyed) {
            expression(keyed.key());
          }
          expression(items.get(i).value());
        }
      }
      case Expr.IndexName index -> expression(index.object());
      case Expr.Local local -> {}
      case Expr.Str string -> {}
      case Expr.Number number -> {}
      default -> expressions(Children.of(expr));
    }
  }
}
