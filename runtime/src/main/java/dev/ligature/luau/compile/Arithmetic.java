package dev.ligature.luau.compile;

import static java.lang.constant.ConstantDescs.CD_double;

import dev.ligature.luau.syntax.BinaryOperator;
import dev.ligature.luau.syntax.Expr;
import dev.ligature.luau.syntax.UnaryOperator;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashSet;
import java.util.Set;

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
      final Variable left = f.expressions.operand(b.left());
      final Variable right = f.expressions.operand(b.right());
      code.line(OperatorLines.of(b, f.analysis));
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
    ArithmeticTree tree = tree(b, true, false);
    code.line(OperatorLines.of(b, f.analysis));
    evaluate(tree, target);
    code.release(mark);
  }

  /**
   * Evaluates the leaves of an operation in order. Operations inside stay part of the tree as long
   * as it makes no difference that all leaves are evaluated before them: a leaf behind an operation
   * must be a variable or literal.
   *
   * @param first whether no operation that may have effects was put off
   * @param whole whether the tree is to have operations on proven numbers as well that may give
   *     integers
   */
  private ArithmeticTree tree(Expr expression, boolean first, boolean whole) {
    Expr e = Exprs.unwrap(expression);
    if (e instanceof Expr.Binary b
        && applies(b.operator())
        && (!f.analysis.isNumber(b) || whole && f.wholeNumbers.open(b))) {
      if (quiet(b.right())) {
        ArithmeticTree left = tree(b.left(), first, whole);
        return new ArithmeticTree.Node(b, left, tree(b.right(), false, whole));
      }
      if (first || quiet(b.left())) {
        ArithmeticTree left =
            whole && f.analysis.isNumber(b.left())
                ? tree(b.left(), first, true)
                : new ArithmeticTree.Leaf(f.expressions.operand(b.left()));
        return new ArithmeticTree.Node(b, left, tree(b.right(), true, whole));
      }
    }
    if (e instanceof Expr.Unary u
        && u.operator() == UnaryOperator.MINUS
        && !(u.operand() instanceof Expr.Int)
        && !f.analysis.isNumber(u)
        && quiet(u.operand())) {
      return new ArithmeticTree.Minus(u, tree(u.operand(), false, whole));
    }
    return new ArithmeticTree.Leaf(f.expressions.operand(e));
  }

  /** Evaluates the leaves of an expression for {@link WholeNumbers}. */
  ArithmeticTree wholeTree(Expr e) {
    ArithmeticTree tree = tree(e, true, true);
    code.line(OperatorLines.of((Expr.Binary) Exprs.unwrap(e), f.analysis));
    return tree;
  }

  /** Evaluates an operation whose leaves are evaluated; {@return where its value is} */
  Variable result(ArithmeticTree tree) {
    if (numeric(tree)) {
      Variable.Num number = code.num();
      numbers(tree);
      c.dstore(number.slot());
      return number;
    }
    evaluate(tree, null);
    return code.storeRef();
  }

  private static boolean numeric(ArithmeticTree tree) {
    return switch (tree) {
      case ArithmeticTree.Leaf leaf -> Code.isNumber(leaf.value());
      case ArithmeticTree.Node node -> numeric(node.left()) && numeric(node.right());
      case ArithmeticTree.Minus minus -> numeric(minus.operand());
    };
  }

  /** {@return whether evaluating the leaves of an expression has no effects and can't fail} */
  private boolean quiet(Expr expression) {
    return switch (Exprs.unwrap(expression)) {
      case Expr.Number n -> true;
      case Expr.Str s -> true;
      case Expr.Local l -> f.variable(l.variable()).stable();
      case Expr.Binary b -> applies(b.operator()) && quiet(b.left()) && quiet(b.right());
      case Expr.Unary u -> u.operator() == UnaryOperator.MINUS && quiet(u.operand());
      default -> false;
    };
  }

  private void evaluate(ArithmeticTree tree, Variable.Pair target) {
    Label slow = code.label();
    Label end = code.label();
    boolean proven = test(tree, slow, new HashSet<>());
    numbers(tree);
    finish(target, proven, slow, end, () -> boxed(tree));
  }

  /**
   * Goes on behind a number: keeps it in the target or, if that is null, boxed on the stack; and
   * does the same with what the general way gives, if the operands may be no numbers.
   */
  private void finish(
      Variable.Pair target, boolean proven, Label slow, Label end, Runnable general) {
    if (target == null) {
      code.box();
    } else {
      code.storeNumber(target);
    }
    if (!proven) {
      c.goto_(end);
      code.bind(slow);
      general.run();
      if (target != null) {
        code.store(target);
      }
      code.bind(end);
    }
  }

  /** Jumps if a leaf is no number; {@return whether none can be}. */
  private boolean test(ArithmeticTree tree, Label slow, Set<Variable> tested) {
    return switch (tree) {
      case ArithmeticTree.Leaf leaf -> {
        if (tested.add(leaf.value())) {
          code.testNumber(leaf.value(), slow);
        }
        yield Code.isNumber(leaf.value());
      }
      case ArithmeticTree.Node node ->
          test(node.left(), slow, tested) & test(node.right(), slow, tested);
      case ArithmeticTree.Minus minus -> test(minus.operand(), slow, tested);
    };
  }

  private void numbers(ArithmeticTree tree) {
    switch (tree) {
      case ArithmeticTree.Leaf leaf -> code.loadNumber(leaf.value());
      case ArithmeticTree.Minus minus -> {
        numbers(minus.operand());
        c.dneg();
      }
      case ArithmeticTree.Node node -> {
        numbers(node.left());
        numbers(node.right());
        operate(node.operation().operator());
      }
    }
  }

  private void boxed(ArithmeticTree tree) {
    switch (tree) {
      case ArithmeticTree.Leaf leaf -> code.load(leaf.value());
      case ArithmeticTree.Minus minus -> {
        boxed(minus.operand());
        code.line(OperatorLines.of(minus.operation(), f.analysis));
        code.operation("negate", Code.OBJECT_TO_OBJECT);
      }
      case ArithmeticTree.Node node -> {
        boxed(node.left());
        boxed(node.right());
        code.line(OperatorLines.of(node.operation(), f.analysis));
        code.operation(name(node.operation().operator()), Code.TWO_TO_OBJECT);
      }
    }
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
    finish(target, proven, slow, end, () -> general(op, left, right));
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
    code.line(OperatorLines.of(u, f.analysis));
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
