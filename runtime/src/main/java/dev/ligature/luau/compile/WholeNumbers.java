package dev.ligature.luau.compile;

import dev.ligature.luau.syntax.BinaryOperator;
import dev.ligature.luau.syntax.Expr;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Compiles sums and products of known integers and operands of any kind, such as {@code start + i *
 * size}, in longs where the operands turn out to be integers too: what C functions and memory take
 * then needs no way to a double and back, and HotSpot tests before a loop what the loop does not
 * change.
 *
 * <p>Each operand is tested to be so small that no result leaves the integers that doubles hold
 * exactly, and factors not to be such that a product is a negative zero. Where a test fails the
 * operation is done on doubles, or by a metamethod.
 */
final class WholeNumbers {
  /** The bits of the integers that doubles hold exactly. */
  private static final int MOST_BITS = 53;

  /** Fewer bits than these are hardly worth a test. */
  private static final int FEWEST_BITS = 8;

  /** The bits to which variables of loops are tested to be limited. */
  private static final int LOOP_BITS = 31;

  private final FunctionCompiler f;
  private final Code code;
  private final CodeBuilder c;

  WholeNumbers(FunctionCompiler f) {
    this.f = f;
    this.code = f.code;
    this.c = f.code.c;
  }

  // ---- which expressions ----

  /** {@return whether an expression may give an integer that only its operands' values tell} */
  boolean applies(Expr e) {
    return !f.compact && open(e) && mayBeWhole(e) && countsKnown(e);
  }

  /** {@return whether longs do that operation as doubles do, within their common integers} */
  static boolean follows(BinaryOperator operator) {
    return switch (operator) {
      case ADD, SUB, MUL -> true;
      default -> false;
    };
  }

  /** {@return whether an expression is an operation whose result is not known to be an integer} */
  boolean open(Expr e) {
    return Exprs.unwrap(e) instanceof Expr.Binary b && follows(b.operator()) && !f.integers.is(b);
  }

  private boolean mayBeWhole(Expr expression) {
    Expr e = Exprs.unwrap(expression);
    if (f.integers.is(e)) {
      return true;
    }
    if (e instanceof Expr.Binary b && Arithmetic.applies(b.operator())) {
      return follows(b.operator())
          ? mayBeWhole(b.left()) && mayBeWhole(b.right())
          : f.analysis.isNumber(b);
    }
    return !(e instanceof Expr.Number) && LuauType.mayBeNumber(f.analysis.typeOf(e));
  }

  /** {@return whether an operand is an integer by inference, such as the variable of a loop} */
  private boolean countsKnown(Expr e) {
    if (open(e) && Exprs.unwrap(e) instanceof Expr.Binary b) {
      return countsKnown(b.left()) || countsKnown(b.right());
    }
    return f.integers.range(e).filter(range -> range.min() != range.max()).isPresent();
  }

  // ---- what operands must be ----

  /**
   * {@return the integers that a tree may give if its operands lie within bounds}, which it adds;
   * empty if no bounds make it an integer.
   *
   * @param bits the result should be at most 2 to the power of these away from zero
   * @param lowest what operands must at least be, if it is not negative
   */
  private Optional<IntegerRange> bound(
      ArithmeticTree tree, int bits, int lowest, Map<Variable, IntegerRange> bounds) {
    Optional<IntegerRange> known = known(tree);
    if (known.isPresent()) {
      limits(tree, bounds);
      return known;
    }
    if (bits < FEWEST_BITS) {
      return Optional.empty();
    }
    return switch (tree) {
      case ArithmeticTree.Leaf leaf -> {
        if (leaf.value() instanceof Variable.Literal) {
          yield Optional.empty();
        }
        long reach = 1L << bits;
        IntegerRange range = new IntegerRange(lowest < 0 ? -reach : lowest, reach);
        bounds.merge(leaf.value(), range, WholeNumbers::common);
        yield Optional.of(range);
      }
      case ArithmeticTree.Minus minus -> Optional.empty();
      case ArithmeticTree.Node node -> {
        boolean product = node.operation().operator() == BinaryOperator.MUL;
        int left = product ? factorBits(node.left(), node.right(), bits) : bits - 1;
        int right = product ? factorBits(node.right(), node.left(), bits) : bits - 1;
        int lowestLeft = product ? lowestFactor(node.right()) : lowest;
        int lowestRight = product ? lowestFactor(node.left()) : lowest;
        yield bound(node.left(), left, lowestLeft, bounds)
            .flatMap(
                l ->
                    bound(node.right(), right, lowestRight, bounds)
                        .flatMap(r -> operate(node.operation().operator(), l, r)));
      }
    };
  }

  private static IntegerRange common(IntegerRange a, IntegerRange b) {
    return new IntegerRange(Math.max(a.min(), b.min()), Math.min(a.max(), b.max()));
  }

  private static Optional<IntegerRange> operate(
      BinaryOperator operator, IntegerRange left, IntegerRange right) {
    return switch (operator) {
      case ADD -> left.plus(right);
      case SUB -> left.minus(right);
      case MUL -> left.times(right);
      default -> Optional.empty();
    };
  }

  /** {@return the bits that one factor may have if the product may have {@code bits}} */
  private static int factorBits(ArithmeticTree factor, ArithmeticTree other, int bits) {
    Optional<IntegerRange> range = known(other);
    if (range.isPresent()) {
      long farthest = Math.max(Math.abs(range.get().min()), Math.abs(range.get().max()));
      return bits - (Long.SIZE - Long.numberOfLeadingZeros(farthest));
    }
    boolean loops = counts(factor);
    if (loops == counts(other)) {
      return bits / 2;
    }
    return loops ? LOOP_BITS + 2 : bits - LOOP_BITS - 2;
  }

  private static boolean counts(ArithmeticTree tree) {
    return switch (tree) {
      case ArithmeticTree.Leaf leaf -> leaf.value() instanceof Variable.Int;
      case ArithmeticTree.Minus minus -> counts(minus.operand());
      case ArithmeticTree.Node node -> counts(node.left()) || counts(node.right());
    };
  }

  /** {@return what a factor must at least be, so that no product is a negative zero} */
  private static int lowestFactor(ArithmeticTree other) {
    return known(other).filter(range -> range.min() < 0).isPresent() ? 1 : 0;
  }

  /** {@return the integers that a tree gives, where loops are limited, whatever operands are} */
  private static Optional<IntegerRange> known(ArithmeticTree tree) {
    return switch (tree) {
      case ArithmeticTree.Leaf(Variable.Int i) ->
          Optional.of(limited(i) ? new IntegerRange(i.range().min(), 1L << LOOP_BITS) : i.range());
      case ArithmeticTree.Leaf(Variable.Literal(Expr.Number n)) -> IntegerRange.of(n.value());
      case ArithmeticTree.Leaf leaf -> Optional.empty();
      case ArithmeticTree.Minus minus -> Optional.empty();
      case ArithmeticTree.Node node ->
          known(node.left())
              .flatMap(
                  left ->
                      known(node.right())
                          .flatMap(right -> operate(node.operation().operator(), left, right)));
    };
  }

  private static boolean limited(Variable.Int i) {
    long most = 1L << LOOP_BITS;
    return i.limit().isPresent() && i.range().max() > most && i.range().min() <= most;
  }

  /** Adds the loops whose limits are to be tested. */
  private static void limits(ArithmeticTree tree, Map<Variable, IntegerRange> bounds) {
    switch (tree) {
      case ArithmeticTree.Leaf(Variable.Int i) when limited(i) -> bounds.put(i, i.range());
      case ArithmeticTree.Node node -> {
        limits(node.left(), bounds);
        limits(node.right(), bounds);
      }
      default -> {}
    }
  }

  // ---- code ----

  /**
   * Evaluates an expression to which this {@link #applies}.
   *
   * @param wanted pushes whether a long is of use
   * @return where the value is
   */
  Variable evaluate(Expr expression, UserdataPaths.Part wanted) {
    ArithmeticTree tree = f.arithmetic.wholeTree(expression);
    Map<Variable, IntegerRange> bounds = new LinkedHashMap<>();
    if (bound(tree, MOST_BITS, -1, bounds).isEmpty()) {
      return f.arithmetic.result(tree);
    }
    Label otherwise = code.label();
    Label end = code.label();
    int whole = code.intSlot();
    int slot = code.longSlot();
    wanted.emit();
    c.ifeq(otherwise);
    bounds.forEach((operand, range) -> test(operand, range, otherwise));
    push(tree);
    c.lstore(slot);
    c.iconst_1();
    c.istore(whole);
    Label done = code.label();
    c.goto_(done);
    code.bind(otherwise);
    Variable other = f.arithmetic.result(tree);
    c.lconst_0();
    c.lstore(slot);
    c.iconst_0();
    c.istore(whole);
    c.goto_(end);
    code.bind(done);
    clear(other);
    code.bind(end);
    return new Variable.Perhaps(whole, slot, other);
  }

  private void clear(Variable v) {
    if (v instanceof Variable.Ref r) {
      c.aconst_null();
      c.astore(r.slot());
    } else {
      c.dconst_0();
      code.storeNumber(v);
    }
  }

  private void test(Variable operand, IntegerRange range, Label otherwise) {
    if (operand instanceof Variable.Int i) {
      c.lload(i.limit().orElseThrow());
      c.loadConstant(1L << LOOP_BITS);
      c.lcmp();
      c.ifgt(otherwise);
      return;
    }
    code.testNumber(operand, otherwise);
    code.loadNumber(operand);
    c.loadConstant(range.min());
    c.loadConstant(range.max());
    c.invokestatic(Names.NUMBERS, "isWhole", Names.IS_WHOLE);
    c.ifeq(otherwise);
  }

  private void push(ArithmeticTree tree) {
    switch (tree) {
      case ArithmeticTree.Leaf(Variable.Int i) -> c.lload(i.slot());
      case ArithmeticTree.Leaf(Variable.Literal(Expr.Number n)) -> c.loadConstant((long) n.value());
      case ArithmeticTree.Leaf leaf -> {
        code.loadNumber(leaf.value());
        c.d2l();
      }
      case ArithmeticTree.Node node -> {
        push(node.left());
        push(node.right());
        switch (node.operation().operator()) {
          case ADD -> c.ladd();
          case SUB -> c.lsub();
          default -> c.lmul();
        }
      }
      case ArithmeticTree.Minus minus ->
          throw new IllegalArgumentException("not followed: " + minus);
    }
  }
}
