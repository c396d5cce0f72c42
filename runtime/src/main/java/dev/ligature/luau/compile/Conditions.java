package dev.ligature.luau.compile;

import static java.lang.constant.ConstantDescs.CD_boolean;

import dev.ligature.luau.syntax.BinaryOperator;
import dev.ligature.luau.syntax.Expr;
import dev.ligature.luau.syntax.UnaryOperator;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;

/** Compiles conditions to jumps, and comparisons to Booleans. */
final class Conditions {
  private final FunctionCompiler f;
  private final Code code;
  private final CodeBuilder c;

  Conditions(FunctionCompiler f) {
    this.f = f;
    this.code = f.code;
    this.c = f.code.c;
  }

  /** Jumps if the truth of the expression is {@code when}; falls through otherwise. */
  void jump(Expr expression, Label target, boolean when) {
    Expr e = Exprs.unwrap(expression);
    switch (e) {
      case Expr.Bool b -> jumpAlways(target, b.value() == when);
      case Expr.Nil n -> jumpAlways(target, !when);
      case Expr.Number n -> jumpAlways(target, when);
      case Expr.Str s -> jumpAlways(target, when);
      case Expr.Unary u when u.operator() == UnaryOperator.NOT -> jump(u.operand(), target, !when);
      case Expr.Binary b -> {
        switch (b.operator()) {
          case AND, OR -> {
            // "and" is decided by a false left side, "or" by a true one.
            boolean decisive = b.operator() == BinaryOperator.OR;
            if (when == decisive) {
              jump(b.left(), target, when);
              jump(b.right(), target, when);
            } else {
              Label skip = code.label();
              jump(b.left(), skip, decisive);
              jump(b.right(), target, when);
              code.bind(skip);
            }
          }
          case EQ -> equality(b, target, when);
          case NE -> equality(b, target, !when);
          case LT, LE, GT, GE -> comparison(b, target, when);
          default -> truth(e, target, when);
        }
      }
      default -> truth(e, target, when);
    }
  }

  private void jumpAlways(Label target, boolean jump) {
    if (jump) {
      c.goto_(target);
    }
  }

  private void truth(Expr e, Label target, boolean when) {
    if (e instanceof Expr.Local l && f.variable(l.variable()) instanceof Variable.Pair p) {
      c.aload(p.tag());
    } else if (f.analysis.isNumber(e)) {
      f.expressions.object(e);
      c.pop();
      jumpAlways(target, when);
      return;
    } else {
      f.expressions.object(e);
    }
    jumpOnTop(target, when);
  }

  /** Pops a value or tag and jumps if its truth is {@code when}. */
  void jumpOnTop(Label target, boolean when) {
    if (when) {
      Label end = code.label();
      Label no = code.label();
      c.dup();
      c.ifnull(no);
      code.bool(false);
      c.if_acmpne(target);
      c.goto_(end);
      code.bind(no);
      c.pop();
      code.bind(end);
    } else {
      Label no = code.label();
      Label end = code.label();
      c.dup();
      c.ifnull(no);
      code.bool(false);
      c.if_acmpeq(target);
      c.goto_(end);
      code.bind(no);
      c.pop();
      c.goto_(target);
      code.bind(end);
    }
  }

  /** Pushes a comparison or negation as Boolean. */
  void value(Expr e) {
    Label no = code.label();
    Label end = code.label();
    jump(e, no, false);
    code.bool(true);
    c.goto_(end);
    code.bind(no);
    code.bool(false);
    code.bind(end);
  }

  private void comparison(Expr.Binary b, Label target, boolean when) {
    int mark = code.mark();
    boolean swapped = b.operator() == BinaryOperator.GT || b.operator() == BinaryOperator.GE;
    boolean strict = b.operator() == BinaryOperator.LT || b.operator() == BinaryOperator.GT;
    if (f.analysis.isNumber(b.left()) && f.analysis.isNumber(b.right())) {
      f.expressions.number(b.left());
      f.expressions.number(b.right());
      compareJump(swapped, strict, target, when);
      return;
    }
    Variable left = f.expressions.operand(b.left());
    Variable right = f.expressions.operand(b.right());
    code.line(OperatorLines.of(b, f.analysis));
    Label slow = code.label();
    Label end = code.label();
    code.testNumber(left, slow);
    code.testNumber(right, slow);
    code.loadNumber(left);
    code.loadNumber(right);
    compareJump(swapped, strict, target, when);
    if (!(Code.isNumber(left) && Code.isNumber(right))) {
      c.goto_(end);
      code.bind(slow);
      code.load(swapped ? right : left);
      code.load(swapped ? left : right);
      code.operator(strict ? "lessThan" : "lessEqual", Code.TWO_TO_BOOLEAN);
      jumpOnInt(target, when);
      code.bind(end);
    }
    code.release(mark);
  }

  /** Compares the two doubles on the stack so that NaN makes every comparison false. */
  private void compareJump(boolean greater, boolean strict, Label target, boolean when) {
    if (greater) {
      c.dcmpl();
      if (when) {
        if (strict) {
          c.ifgt(target);
        } else {
          c.ifge(target);
        }
      } else if (strict) {
        c.ifle(target);
      } else {
        c.iflt(target);
      }
    } else {
      c.dcmpg();
      if (when) {
        if (strict) {
          c.iflt(target);
        } else {
          c.ifle(target);
        }
      } else if (strict) {
        c.ifge(target);
      } else {
        c.ifgt(target);
      }
    }
  }

  private void jumpOnInt(Label target, boolean when) {
    if (when) {
      c.ifne(target);
    } else {
      c.ifeq(target);
    }
  }

  private void equality(Expr.Binary b, Label target, boolean when) {
    int mark = code.mark();
    Expr left = Exprs.unwrap(b.left());
    Expr right = Exprs.unwrap(b.right());
    if (constant(left) && !constant(right)) {
      Expr swap = left;
      left = right;
      right = swap;
    }
    if (right instanceof Expr.Nil) {
      tagOrValue(left);
      if (when) {
        c.ifnull(target);
      } else {
        c.ifnonnull(target);
      }
    } else if (right instanceof Expr.Bool bool) {
      tagOrValue(left);
      code.bool(bool.value());
      jumpOnSame(target, when);
    } else if (right instanceof Expr.Str s) {
      f.expressions.object(left);
      code.literal(s);
      code.operation("isString", Names.type(CD_boolean, Names.OBJECT, Names.STRING));
      jumpOnInt(target, when);
    } else if (f.analysis.isNumber(left) && f.analysis.isNumber(right)) {
      f.expressions.number(left);
      f.expressions.number(right);
      c.dcmpl();
      jumpOnZero(target, when);
    } else if (LuauType.mayBeNumber(f.analysis.typeOf(left))
        && LuauType.mayBeNumber(f.analysis.typeOf(right))) {
      pairs(b, target, when);
    } else {
      f.expressions.object(b.left());
      f.expressions.object(b.right());
      code.line(OperatorLines.of(b, f.analysis));
      code.operation("equal", Code.TWO_TO_BOOLEAN);
      jumpOnInt(target, when);
    }
    code.release(mark);
  }

  private static boolean constant(Expr e) {
    return e instanceof Expr.Nil || e instanceof Expr.Bool || e instanceof Expr.Str;
  }

  /** Pushes a value, or the tag of its pair: enough to tell nil and Booleans from the rest. */
  private void tagOrValue(Expr e) {
    if (e instanceof Expr.Local l && f.variable(l.variable()) instanceof Variable.Pair p) {
      c.aload(p.tag());
    } else {
      f.expressions.object(e);
    }
  }

  private void pairs(Expr.Binary b, Label target, boolean when) {
    Variable left = f.expressions.operand(b.left());
    Variable right = f.expressions.operand(b.right());
    code.line(OperatorLines.of(b, f.analysis));
    Label slow = code.label();
    Label end = code.label();
    code.testNumber(left, slow);
    code.testNumber(right, slow);
    code.loadNumber(left);
    code.loadNumber(right);
    c.dcmpl();
    jumpOnZero(target, when);
    c.goto_(end);
    code.bind(slow);
    code.load(left);
    code.load(right);
    code.operation("equal", Code.TWO_TO_BOOLEAN);
    jumpOnInt(target, when);
    code.bind(end);
  }

  private void jumpOnZero(Label target, boolean when) {
    if (when) {
      c.ifeq(target);
    } else {
      c.ifne(target);
    }
  }

  private void jumpOnSame(Label target, boolean when) {
    if (when) {
      c.if_acmpeq(target);
    } else {
      c.if_acmpne(target);
    }
  }
}
