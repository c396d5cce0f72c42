package dev.ligature.luau.compile;

import static java.lang.constant.ConstantDescs.CD_double;

import dev.ligature.luau.syntax.BinaryOperator;
import dev.ligature.luau.syntax.Expr;
import dev.ligature.luau.syntax.UnaryOperator;
import dev.ligature.luau.vm.LuauString;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compiles expressions to the form that the context wants: a boxed value or a double on the stack,
 * a pair in JVM locals, a variable that can be read again, or all results of a call.
 */
final class Expressions {
  private final FunctionCompiler f;
  private final Code code;
  private final CodeBuilder c;
  private final Analysis analysis;

  Expressions(FunctionCompiler f) {
    this.f = f;
    this.code = f.code;
    this.c = f.code.c;
    this.analysis = f.analysis;
  }

  /** Pushes one value, boxed. */
  void object(Expr expression) {
    Expr e = Exprs.unwrap(expression);
    switch (e) {
      case Expr.Nil n -> code.literal(n);
      case Expr.Bool b -> code.literal(b);
      case Expr.Number n -> code.literal(n);
      case Expr.Int i -> code.literal(i);
      case Expr.Str s -> code.literal(s);
      case Expr.Local l -> code.load(f.variable(l.variable()));
      case Expr.Global g -> f.globals.load(g);
      case Expr.Varargs v -> {
        c.aload(code.varargSlot);
        code.first();
      }
      case Expr.Function fn -> f.closures.create(f.analysis.unit(fn.body()));
      case Expr.Table t -> f.constructors.table(t);
      case Expr.IndexName x -> f.tables.field(x);
      case Expr.Index x -> f.tables.index(x);
      case Expr.Call call -> f.calls.first(call);
      case Expr.Interpolated i -> interpolated(i);
      case Expr.Unary u -> unary(u);
      case Expr.Binary b -> binary(b);
      case Expr.IfElse i -> {
        Label otherwise = code.label();
        Label end = code.label();
        f.conditions.jump(i.condition(), otherwise, false);
        object(i.whenTrue());
        c.goto_(end);
        code.bind(otherwise);
        object(i.whenFalse());
        code.bind(end);
      }
      default -> throw new IllegalArgumentException("unexpected expression: " + e);
    }
  }

  private void unary(Expr.Unary u) {
    switch (u.operator()) {
      case NOT -> f.conditions.value(u);
      case LEN -> {
        number(u);
        code.box();
      }
      case MINUS -> {
        if (u.operand() instanceof Expr.Int i) {
          code.literal(new Expr.Int(u.span(), -i.value()));
        } else {
          f.arithmetic.negate(u, null);
        }
      }
    }
  }

  private void binary(Expr.Binary b) {
    switch (b.operator()) {
      case ADD, SUB, MUL, DIV, FLOOR_DIV, MOD, POW -> f.arithmetic.binary(b, null);
      case CONCAT -> concat(b);
      case AND, OR -> {
        Label end = code.label();
        Label other = code.label();
        object(b.left());
        c.dup();
        f.conditions.jumpOnTop(b.operator() == BinaryOperator.AND ? other : end, true);
        if (b.operator() == BinaryOperator.AND) {
          c.goto_(end);
          code.bind(other);
        }
        c.pop();
        object(b.right());
        code.bind(end);
      }
      default -> f.conditions.value(b);
    }
  }

  private void concat(Expr.Binary b) {
    List<Expr> parts = new ArrayList<>();
    Expr e = b;
    while (Exprs.unwrap(e) instanceof Expr.Binary inner
        && inner.operator() == BinaryOperator.CONCAT
        && (e == b || e == inner)) {
      parts.add(inner.left());
      e = inner.right();
    }
    parts.add(e);
    if (parts.size() == 2) {
      object(parts.get(0));
      object(parts.get(1));
      code.line(OperatorLines.of(b, analysis));
      code.operator("concat", Code.TWO_TO_OBJECT);
    } else {
      array(parts);
      code.line(OperatorLines.of(b, analysis));
      code.operator("concat", Names.type(Names.OBJECT, Names.OBJECTS));
    }
  }

  private void interpolated(Expr.Interpolated i) {
    int count = 0;
    for (byte[] part : i.parts()) {
      count += part.length > 0 ? 1 : 0;
    }
    code.intConstant(count + i.expressions().size());
    c.anewarray(Names.OBJECT);
    int at = 0;
    for (int n = 0; n < i.parts().size(); n++) {
      if (i.parts().get(n).length > 0) {
        c.dup();
        code.intConstant(at++);
        code.string(LuauString.of(i.parts().get(n)));
        c.aastore();
      }
      if (n < i.expressions().size()) {
        c.dup();
        code.intConstant(at++);
        object(i.expressions().get(n));
        code.operation("text", Code.OBJECT_TO_OBJECT);
        c.aastore();
      }
    }
    code.line(i.span().beginLine());
    code.operator("concat", Names.type(Names.OBJECT, Names.OBJECTS));
  }

  /** Pushes an array of one value of each expression. */
  void array(List<Expr> expressions) {
    code.intConstant(expressions.size());
    c.anewarray(Names.OBJECT);
    for (int i = 0; i < expressions.size(); i++) {
      c.dup();
      code.intConstant(i);
      object(expressions.get(i));
      c.aastore();
    }
  }

  /** Pushes an array of the values of an expression list, all results of the last one included. */
  void arrayOfAll(List<Expr> expressions) {
    int n = expressions.size();
    if (n == 0) {
      c.getstatic(Names.RESULTS, "NONE", Names.OBJECTS);
    } else if (!f.analysis.multiple(expressions.get(n - 1))) {
      array(expressions);
    } else if (n == 1) {
      results(expressions.get(0));
      c.invokestatic(Names.RESULTS, "array", Names.type(Names.OBJECTS, Names.OBJECT));
    } else {
      array(expressions.subList(0, n - 1));
      results(expressions.get(n - 1));
      c.invokestatic(
          Names.RESULTS, "append", Names.type(Names.OBJECTS, Names.OBJECTS, Names.OBJECT));
    }
  }

  /** Pushes all results of an expression in the form in which a function returns them. */
  void results(Expr e) {
    switch (e) {
      case Expr.Call call -> f.calls.results(call);
      case Expr.Varargs v -> {
        c.aload(code.varargSlot);
        c.invokestatic(Names.RESULTS, "of", Names.type(Names.OBJECT, Names.OBJECTS));
      }
      default -> object(e);
    }
  }

  /** Pushes the double that an expression proven to be a number gives. */
  void number(Expr expression) {
    Expr e = Exprs.unwrap(expression);
    switch (e) {
      case Expr.Number n -> c.loadConstant(n.value());
      case Expr.Local l -> code.loadNumber(stable(f.variable(l.variable())));
      case Expr.Unary u when u.operator() == UnaryOperator.LEN -> {
        object(u.operand());
        code.line(OperatorLines.of(u, analysis));
        code.operator("length", Code.OBJECT_TO_DOUBLE);
      }
      case Expr.Unary u
          when u.operator() == UnaryOperator.MINUS && analysis.isNumber(u.operand()) -> {
        number(u.operand());
        c.dneg();
      }
      case Expr.Binary b when Arithmetic.applies(b.operator()) && analysis.isNumber(b) -> {
        if (f.integers.is(b)) {
          f.integers.push(b);
          c.l2d();
        } else {
          f.arithmetic.numberOf(b);
        }
      }
      case Expr.Call call when f.calls.knownNumber(call) -> f.calls.number(call);
      case Expr.IfElse i when analysis.isNumber(i) -> {
        Label otherwise = code.label();
        Label end = code.label();
        f.conditions.jump(i.condition(), otherwise, false);
        number(i.whenTrue());
        c.goto_(end);
        code.bind(otherwise);
        number(i.whenFalse());
        code.bind(end);
      }
      default -> {
        object(e);
        code.operation("proven", Code.OBJECT_TO_DOUBLE);
      }
    }
  }

  /** {@return the variable itself, or a temporary with its value if it may change} */
  Variable stable(Variable v) {
    if (v.stable()) {
      return v;
    }
    Variable.Pair temp = code.pair();
    code.loadCell(v);
    c.dup();
    c.getfield(Names.CELL, "tag", Names.OBJECT);
    c.astore(temp.tag());
    c.getfield(Names.CELL, "number", CD_double);
    c.dstore(temp.number());
    return temp;
  }

  /** Evaluates an expression into a pair of JVM locals. */
  void pair(Expr expression, Variable.Pair target) {
    Expr e = Exprs.unwrap(expression);
    if (analysis.isNumber(e)) {
      number(e);
      code.storeNumber(target);
      return;
    }
    switch (e) {
      case Expr.Local l -> copy(stable(f.variable(l.variable())), target);
      case Expr.IndexName x -> f.tables.fieldPair(x, target);
      case Expr.Index x -> f.tables.indexPair(x, target);
      case Expr.Unary u
          when u.operator() == UnaryOperator.MINUS && !(u.operand() instanceof Expr.Int) ->
          f.arithmetic.negate(u, target);
      case Expr.Binary b when Arithmetic.applies(b.operator()) -> f.arithmetic.binary(b, target);
      case Expr.Binary b
          when b.operator() == BinaryOperator.AND || b.operator() == BinaryOperator.OR ->
          shortCircuit(b, target);
      case Expr.IfElse i -> {
        Label otherwise = code.label();
        Label end = code.label();
        f.conditions.jump(i.condition(), otherwise, false);
        pair(i.whenTrue(), target);
        c.goto_(end);
        code.bind(otherwise);
        pair(i.whenFalse(), target);
        code.bind(end);
      }
      case Expr.Call call when f.intrinsics.pair(call, target) -> {}
      default -> {
        object(e);
        code.store(target);
      }
    }
  }

  private void shortCircuit(Expr.Binary b, Variable.Pair target) {
    Label end = code.label();
    Variable.Pair temp = code.pair();
    pair(b.left(), temp);
    c.aload(temp.tag());
    f.conditions.jumpOnTop(end, b.operator() == BinaryOperator.OR);
    pair(b.right(), temp);
    code.bind(end);
    copy(temp, target);
  }

  private void copy(Variable from, Variable.Pair to) {
    if (from instanceof Variable.Pair p) {
      c.aload(p.tag());
      c.astore(to.tag());
      c.dload(p.number());
      c.dstore(to.number());
    } else if (Code.isNumber(from)) {
      code.loadNumber(from);
      code.storeNumber(to);
    } else {
      code.load(from);
      code.store(to);
    }
  }

  /**
   * {@return where the value of an expression can be read again while others are evaluated}: a
   * variable of the program where it can't change, else a temporary; a pair where the value may be
   * a number.
   */
  Variable operand(Expr expression) {
    Expr e = Exprs.unwrap(expression);
    if (Exprs.literal(e)) {
      return new Variable.Literal(e);
    }
    if (e instanceof Expr.Local l) {
      return stable(f.variable(l.variable()));
    }
    int type = analysis.typeOf(e);
    if (LuauType.isNumber(type)) {
      Optional<IntegerRange> range = f.integers.range(e);
      if (range.isPresent()) {
        return f.integers.variable(e, range.get());
      }
      Variable.Num temp = code.num();
      number(e);
      c.dstore(temp.slot());
      return temp;
    }
    if (LuauType.mayBeNumber(type) && pairs(e)) {
      Variable.Pair temp = code.pair();
      pair(e, temp);
      return temp;
    }
    object(e);
    return code.storeRef();
  }

  /** {@return whether an expression can give an unboxed number} */
  private boolean pairs(Expr e) {
    return switch (e) {
      case Expr.IndexName x -> true;
      case Expr.Index x -> true;
      case Expr.Unary u -> true;
      case Expr.Binary b -> b.operator() != BinaryOperator.CONCAT;
      case Expr.IfElse i -> true;
      case Expr.Call call -> f.intrinsics.applies(call);
      default -> false;
    };
  }

  /** {@return where the value can be read again; boxed if it is not in a variable already} */
  Variable anywhere(Expr expression) {
    Expr e = Exprs.unwrap(expression);
    if (Exprs.literal(e)) {
      return new Variable.Literal(e);
    }
    if (e instanceof Expr.Local l && f.variable(l.variable()).stable()) {
      return f.variable(l.variable());
    }
    if (analysis.isNumber(e)) {
      Optional<IntegerRange> range = f.integers.range(e);
      if (range.isPresent()) {
        return f.integers.variable(e, range.get());
      }
      Variable.Num temp = code.num();
      number(e);
      c.dstore(temp.slot());
      return temp;
    }
    object(e);
    return code.storeRef();
  }

  /** Evaluates an expression into a variable of any kind. */
  void assign(Variable target, Expr e) {
    if (target instanceof Variable.Pair p) {
      pair(e, p);
    } else if (analysis.isNumber(e)) {
      number(e);
      code.storeNumber(target);
    } else {
      object(e);
      code.store(target);
    }
  }

  /** Evaluates an expression for its effects. */
  void effect(Expr e) {
    if (Exprs.unwrap(e) instanceof Expr.Call call) {
      f.calls.discard(call);
    } else {
      object(e);
      c.pop();
    }
  }
}
