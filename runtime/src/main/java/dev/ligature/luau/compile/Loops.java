package dev.ligature.luau.compile;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import dev.ligature.luau.syntax.Expr;
import dev.ligature.luau.syntax.LocalVar;
import dev.ligature.luau.syntax.Stat;
import dev.ligature.luau.syntax.UnaryOperator;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Compiles loops. */
final class Loops {
  /** Where {@code break} and {@code continue} go. */
  private record Targets(Label breakTo, Label continueTo) {}

  private final FunctionCompiler f;
  private final Code code;
  private final CodeBuilder c;
  private final Deque<Targets> stack = new ArrayDeque<>();

  Loops(FunctionCompiler f) {
    this.f = f;
    this.code = f.code;
    this.c = f.code.c;
  }

  void breakLoop() {
    leave(stack.isEmpty() ? null : stack.element().breakTo(), "BREAK");
  }

  void continueLoop() {
    leave(stack.isEmpty() ? null : stack.element().continueTo(), "CONTINUE");
  }

  /** Goes to a label of a loop in this method, or returns a signal to the method that has it. */
  private void leave(Label target, String signal) {
    if (target != null) {
      c.goto_(target);
    } else {
      c.getstatic(Names.OPERATIONS, signal, Names.OBJECT);
      c.areturn();
    }
  }

  /** Does what the result of a part on the stack says. */
  void follow() {
    Variable.Ref signal = code.storeRef();
    Label go = code.label();
    c.aload(signal.slot());
    c.ifnull(go);
    if (!stack.isEmpty()) {
      c.aload(signal.slot());
      c.getstatic(Names.OPERATIONS, "BREAK", Names.OBJECT);
      c.if_acmpeq(stack.element().breakTo());
      c.aload(signal.slot());
      c.getstatic(Names.OPERATIONS, "CONTINUE", Names.OBJECT);
      c.if_acmpeq(stack.element().continueTo());
    }
    c.aload(signal.slot());
    if (!f.part) {
      code.operation("left", Code.OBJECT_TO_OBJECT);
    }
    f.statements.returnTop();
    code.bind(go);
  }

  /**
   * Compiles a loop. What closures captured for good and an outermost loop uses is loaded before
   * it: behind calls HotSpot would load the fields anew, and test again what they hold.
   */
  void loop(Stat loop) {
    int mark = code.mark();
    Map<LocalVar, Variable> captured = new LinkedHashMap<>();
    if (stack.isEmpty() && !f.compact && f.outline.isEmpty() && f.steps.isEmpty()) {
      Uses uses = new Uses(loop);
      for (LocalVar variable : f.unit.upvalues()) {
        if (uses.contains(variable)) {
          load(variable).ifPresent(was -> captured.put(variable, was));
        }
      }
    }
    switch (loop) {
      case Stat.While s -> whileLoop(s);
      case Stat.Repeat s -> repeatLoop(s);
      case Stat.NumericFor s -> numericFor(s);
      case Stat.GenericFor s -> genericFor(s);
      default -> throw new IllegalArgumentException("no loop: " + loop);
    }
    captured.forEach(f::bind);
    code.release(mark);
  }

  /** Binds a captured variable to a JVM local; {@return where it was, if it may be one} */
  private Optional<Variable> load(LocalVar variable) {
    Variable field = f.variable(variable);
    switch (field) {
      case Variable.NumField n -> {
        code.loadNumber(n);
        Variable.Num local = code.num();
        c.dstore(local.slot());
        f.bind(variable, local);
      }
      case Variable.RefField r when r.type() == Names.OBJECT -> {
        code.load(r);
        f.bind(variable, code.storeRef());
      }
      default -> {
        return Optional.empty();
      }
    }
    return Optional.of(field);
  }

  private void whileLoop(Stat.While s) {
    int mark = code.mark();
    Label top = code.label();
    Label end = code.label();
    code.bind(top);
    code.line(s.span().beginLine());
    f.poll();
    f.conditions.jump(s.condition(), end, false);
    inside(end, top, () -> f.statements.block(s.body()));
    c.goto_(top);
    code.bind(end);
    code.release(mark);
  }

  private void repeatLoop(Stat.Repeat s) {
    int mark = code.mark();
    Label top = code.label();
    Label next = code.label();
    Label end = code.label();
    code.bind(top);
    f.poll();
    inside(end, next, () -> f.statements.body(s.body()));
    code.bind(next);
    f.conditions.jump(s.condition(), top, false);
    code.bind(end);
    code.release(mark);
  }

  private void inside(Label breakTo, Label continueTo, Runnable body) {
    stack.push(new Targets(breakTo, continueTo));
    body.run();
    stack.pop();
  }

  // ---- numeric for ----

  private void numericFor(Stat.NumericFor s) {
    int mark = code.mark();
    Double step = s.step().isEmpty() ? Double.valueOf(1) : constant(s.step().get());
    Optional<IntegerRange> range =
        step == null ? Optional.empty() : f.integers.loop(s.from(), s.to(), step);
    if (range.isPresent()) {
      integerFor(s, step.longValue(), range.get());
    } else {
      doubleFor(s, step);
    }
    code.release(mark);
  }

  private static Double constant(Expr expression) {
    return switch (Exprs.unwrap(expression)) {
      case Expr.Number n -> n.value();
      case Expr.Unary u
          when u.operator() == UnaryOperator.MINUS
              && Exprs.unwrap(u.operand()) instanceof Expr.Number n ->
          -n.value();
      default -> null;
    };
  }

  private void integerFor(Stat.NumericFor s, long step, IntegerRange range) {
    f.integers.push(s.from());
    int index = code.longSlot();
    c.lstore(index);
    limit(s.to(), step);
    int limit = code.longSlot();
    c.lstore(limit);
    Label top = code.label();
    Label next = code.label();
    Label end = code.label();
    code.bind(top);
    c.lload(index);
    c.lload(limit);
    c.lcmp();
    if (step > 0) {
      c.ifgt(end);
    } else {
      c.iflt(end);
    }
    f.poll();
    int inner = code.mark();
    if (s.variable().reassigned() || f.inCell(s.variable())) {
      c.lload(index);
      c.l2d();
      variable(s.variable());
    } else {
      OptionalInt highest = step > 0 ? OptionalInt.of(limit) : OptionalInt.empty();
      f.bind(s.variable(), new Variable.Int(index, range, highest));
    }
    inside(end, next, () -> f.statements.block(s.body()));
    code.release(inner);
    code.bind(next);
    c.lload(index);
    c.loadConstant(step);
    c.ladd();
    c.lstore(index);
    c.goto_(top);
    code.bind(end);
  }

  /** Pushes the last integer that a loop may reach. */
  private void limit(Expr to, long step) {
    if (f.integers.is(to)) {
      f.integers.push(to);
      return;
    }
    if (f.analysis.isNumber(to)) {
      f.expressions.number(to);
    } else {
      f.expressions.object(to);
      code.line(OperatorLines.ofCopied(to, f.analysis));
      bound("limit");
    }
    c.invokestatic(Names.FOR_LOOP, step > 0 ? "upTo" : "downTo", Names.type(CD_long, CD_double));
  }

  private void bound(String what) {
    c.loadConstant(what);
    c.invokestatic(
        Names.FOR_LOOP, "number", Names.type(CD_double, Names.OBJECT, Names.of(String.class)));
  }

  /** Pops a double into the loop's variable. */
  private void variable(LocalVar variable) {
    if (f.inCell(variable)) {
      code.box();
      f.define(variable);
    } else {
      code.storeNumber(f.place(variable));
    }
  }

  private void doubleFor(Stat.NumericFor s, Double step) {
    Variable from = f.expressions.operand(s.from());
    Variable to = f.expressions.operand(s.to());
    Variable by = step == null ? f.expressions.operand(s.step().orElseThrow()) : null;
    code.line(OperatorLines.ofCopied(s.step().orElse(s.to()), f.analysis));
    Variable.Num index = number(from, "initial value");
    Variable.Num limit = number(to, "limit");
    Variable.Num increment = by == null ? null : number(by, "step");
    Label top = code.label();
    Label next = code.label();
    Label end = code.label();
    code.bind(top);
    c.dload(index.slot());
    c.dload(limit.slot());
    if (increment != null) {
      c.dload(increment.slot());
      c.invokestatic(
          Names.FOR_LOOP, "goesOn", Names.type(CD_boolean, CD_double, CD_double, CD_double));
      c.ifeq(end);
    } else if (step > 0) {
      c.dcmpg();
      c.ifgt(end);
    } else {
      c.dcmpl();
      c.iflt(end);
    }
    f.poll();
    int inner = code.mark();
    if (s.variable().reassigned() || f.inCell(s.variable())) {
      c.dload(index.slot());
      variable(s.variable());
    } else {
      f.bind(s.variable(), index);
    }
    inside(end, next, () -> f.statements.block(s.body()));
    code.release(inner);
    code.bind(next);
    c.dload(index.slot());
    if (increment != null) {
      c.dload(increment.slot());
    } else {
      c.loadConstant(step.doubleValue());
    }
    c.dadd();
    c.dstore(index.slot());
    c.goto_(top);
    code.bind(end);
  }

  private Variable.Num number(Variable v, String what) {
    Variable.Num number = code.num();
    if (Code.isNumber(v)) {
      code.loadNumber(v);
    } else {
      code.load(v);
      bound(what);
    }
    c.dstore(number.slot());
    return number;
  }

  // ---- generic for ----

  private void genericFor(Stat.GenericFor s) {
    int mark = code.mark();
    iterator(s.values());
    Variable.Ref iterator = new Variable.Ref(code.refSlot(Names.ITERATOR));
    c.astore(iterator.slot());
    Label top = code.label();
    Label end = code.label();
    code.bind(top);
    code.line(s.span().beginLine());
    f.poll();
    c.aload(iterator.slot());
    c.invokevirtual(Names.ITERATOR, "advance", Names.type(CD_boolean));
    c.ifeq(end);
    int inner = code.mark();
    List<LocalVar> variables = s.variables();
    entry(variables.get(0), iterator, "key");
    if (variables.size() > 1) {
      entry(variables.get(1), iterator, "value");
    }
    for (int i = 2; i < variables.size(); i++) {
      c.aload(iterator.slot());
      code.intConstant(i);
      c.invokevirtual(Names.ITERATOR, "extra", Names.type(Names.OBJECT, CD_int));
      f.define(variables.get(i));
    }
    inside(end, top, () -> f.statements.block(s.body()));
    code.release(inner);
    c.goto_(top);
    code.bind(end);
    code.release(mark);
  }

  private void entry(LocalVar variable, Variable.Ref iterator, String which) {
    c.aload(iterator.slot());
    c.getfield(Names.ITERATOR, which + "Tag", Names.OBJECT);
    c.aload(iterator.slot());
    c.getfield(Names.ITERATOR, which + "Number", CD_double);
    if (!f.inCell(variable) && f.place(variable) instanceof Variable.Pair p) {
      c.dstore(p.number());
      c.astore(p.tag());
    } else {
      c.invokestatic(Names.TAG, "box", Code.PAIR_TO_OBJECT);
      if (f.inCell(variable)) {
        f.define(variable);
      } else {
        code.store(f.variable(variable));
      }
    }
  }

  /** Pushes the iterator of a generic loop. */
  private void iterator(List<Expr> values) {
    int n = values.size();
    int mark = code.mark();
    if (n == 1 && f.analysis.multiple(values.get(0))) {
      f.expressions.results(values.get(0));
      Variable.Ref results = code.storeRef();
      for (int i = 0; i < 3; i++) {
        f.statements.result(results, i);
      }
    } else if (n == 2 && f.analysis.multiple(values.get(1))) {
      f.expressions.object(values.get(0));
      f.expressions.results(values.get(1));
      Variable.Ref results = code.storeRef();
      f.statements.result(results, 0);
      f.statements.result(results, 1);
    } else {
      for (int i = 0; i < 3; i++) {
        if (i < n) {
          f.expressions.object(values.get(i));
        } else {
          c.aconst_null();
        }
      }
      for (int i = 3; i < n; i++) {
        f.expressions.effect(values.get(i));
      }
    }
    code.line(OperatorLines.ofCopied(values.get(n - 1), f.analysis));
    c.invokestatic(
        Names.ITERATOR, "of", Names.type(Names.ITERATOR, Names.OBJECT, Names.OBJECT, Names.OBJECT));
    code.release(mark);
  }
}
