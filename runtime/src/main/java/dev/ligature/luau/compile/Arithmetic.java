package dev.ligature.luau.compile;

import static java.lang.constant.ConstantDescs.CD_double;

import dev.ligature.luau.syntax.BinaryOperator;
import dev.ligature.luau.syntax.Expr;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/**
 * Compiles arithmetic: plain double instructions where inference proved numbers, else the same
 * behind a test of the operands' tags, with the general operation beside it.
 */
final class Arithmetic {
  private static final MethodTypeDesc TWO_DOUBLES = Names.type(CD_double, CD_double, CD_double);
  private static final ClassDesc MATH = Names.of(Math.class);

  private final FunctionCompiler f;
  private final Code code;
  private final CodeBuilder c;

  Arithmetic(FunctionCompiler f) {
    this.f = f;
    this.code = f.code;
    this.c = f.code.c;
  }

  static boolean applies(BinaryOperator op) {
    return switch (op) {
      case ADD, SUB, MUL, DIV, FLOOR_DIV, MOD, POW -> true;
      default -> false;
    };
  }

  /** Pushes the double of an operation that gives a number or fails. */
  void numberOf(Expr.Binary b) {
    if (!f.analysis.isNumber(b.left()) || !f.analysis.isNumber(b.right())) {
      int mark = code.mark();
      Variable left = f.expressions.operand(b.left());
      Variable right = f.expressions.operand(b.right());
      code.line(b.span().beginLine());
      Label slow = code.label();
      Label end = code.label();
      code.testNumber(left, slow);
      code.testNumber(right, slow);
      code.loadNumber(left);
      code.loadNumber(right);
      operate(b.operator());
      c.goto_(end);
      code.bind(slow);
      general(b.operator(), left, right);
      code.unbox();
      code.bind(end);
      code.release(mark);
      return;
    }
    f.expressions.number(b.left());
    if (b.operator() == BinaryOperator.POW
        && Exprs.unwrap(b.right()) instanceof Expr.Number n
        && n.value() == 2) {
      c.dup2();
      c.dmul();
      return;
    }
    f.expressions.number(b.right());
    operate(b.operator());
  }

  private void operate(BinaryOperator op) {
    switch (op) {
      case ADD -> c.dadd();
      case SUB -> c.dsub();
      case MUL -> c.dmul();
      case DIV -> c.ddiv();
      case FLOOR_DIV -> {
        c.ddiv();
        c.invokestatic(MATH, "floor", Names.type(CD_double, CD_double));
      }
      case MOD -> code.operation("mod", TWO_DOUBLES);
      case POW -> code.operator("pow", TWO_DOUBLES);
      default -> throw new IllegalArgumentException("not arithmetic: " + op);
    }
  }

  private static String name(BinaryOperator op) {
    return switch (op) {
      case ADD -> "add";
      case SUB -> "sub";
      case MUL -> "mul";
      case DIV -> "div";
      case FLOOR_DIV -> "idiv";
      case MOD -> "mod";
      case POW -> "pow";
      default -> throw new IllegalArgumentException("not arithmetic: " + op);
    };
  }

  /** Evaluates an operation into a pair, or onto the stack if {@code target} is null. */
  void binary(Expr.Binary b, Variable.Pair target) {
    if (f.analysis.isNumber(b)) {
      numberOf(b);
      if (target == null) {
        code.box();
      } else {
        code.storeNumber(target);
      }
      return;
    }
    int mark = code.mark();
    Variable left = f.expressions.operand(b.left());
    Variable right = f.expressions.operand(b.right());
    code.line(b.span().beginLine());
    operate(b.operator(), left, right, target);
    code.release(mark);
  }

  /** Operates on two stable variables. */
  void operate(BinaryOperator op, Variable left, Variable right, Variable.Pair target) {
    Label slow = code.label();
    Label end = code.label();
    boolean proven = Code.isNumber(left) && Code.isNumber(right);
    code.testNumber(left, slow);
    code.testNumber(right, slow);
    code.loadNumber(left);
    code.loadNumber(right);
    operate(op);
    if (target == null) {
      code.box();
    } else {
      code.storeNumber(target);
    }
    if (!proven) {
      c.goto_(end);
      code.bind(slow);
      general(op, left, right);
      if (target != null) {
        code.store(target);
      }
      code.bind(end);
    }
  }

  /** Operates on two stable variables and assigns the result. */
  void operateInto(BinaryOperator op, Variable left, Variable right, Variable target) {
    if (target instanceof Variable.Pair pair) {
      operate(op, left, right, pair);
    } else if (Code.isNumber(left) && Code.isNumber(right)) {
      code.loadNumber(left);
      code.loadNumber(right);
      operate(op);
      code.storeNumber(target);
    } else {
      Variable.Pair result = code.pair();
      operate(op, left, right, result);
      code.load(result);
      code.store(target);
    }
  }

  private void general(BinaryOperator op, Variable left, Variable right) {
    code.load(left);
    code.load(right);
    code.operation(name(op), Code.TWO_TO_OBJECT);
  }

  /** Evaluates {@code -operand} into a pair, or onto the stack if {@code target} is null. */
  void negate(Expr.Unary u, Variable.Pair target) {
    int mark = code.mark();
    Variable operand = f.expressions.operand(u.operand());
    Label slow = code.label();
    Label end = code.label();
    code.line(u.span().beginLine());
    code.testNumber(operand, slow);
    code.loadNumber(operand);
    c.dneg();
    if (target == null) {
      code.box();
    } else {
      code.storeNumber(target);
    }
    if (!Code.isNumber(operand)) {
      c.goto_(end);
      code.bind(slow);
      code.load(operand);
      code.operation("negate", Code.OBJECT_TO_OBJECT);
      if (target != null) {
        code.store(target);
      }
      code.bind(end);
    }
    code.release(mark);
  }
}
