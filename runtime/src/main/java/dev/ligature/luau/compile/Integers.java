package dev.ligature.luau.compile;

import dev.ligature.luau.lib.Intrinsics.Type;
import dev.ligature.luau.syntax.BinaryOperator;
import dev.ligature.luau.syntax.Expr;
import dev.ligature.luau.syntax.UnaryOperator;
import java.lang.classfile.CodeBuilder;
import java.util.Optional;

/**
 * Compiles expressions that are known to give integers: loop variables, what {@code bit32} and
 * {@code buffer} return, and sums, differences, products and remainders of those as long as a
 * double holds them exactly. As longs they index tables, buffers and pointers without a conversion.
 */
final class Integers {
  /** Rounds that no loop makes within its lifetime: 2^40 empty ones take a quarter of an hour. */
  private static final long MOST_ROUNDS = 1L << 40;

  /** As far as a loop whose limit is unknown is followed. */
  private static final long FARTHEST = 1L << 52;

  private static final int MOST_NESTED = 6;

  private final FunctionCompiler f;
  private final Code code;
  private final CodeBuilder c;

  Integers(FunctionCompiler f) {
    this.f = f;
    this.code = f.code;
    this.c = f.code.c;
  }

  /** {@return the integers that an expression may give, if it gives nothing else} */
  Optional<IntegerRange> range(Expr expression) {
    return range(expression, MOST_NESTED);
  }

  boolean is(Expr expression) {
    return range(expression).isPresent();
  }

  private Optional<IntegerRange> range(Expr expression, int depth) {
    if (depth == 0) {
      return Optional.empty();
    }
    return switch (Exprs.unwrap(expression)) {
      case Expr.Number n -> IntegerRange.of(n.value());
      case Expr.Local l ->
          switch (f.variable(l.variable())) {
            case Variable.Int i -> Optional.of(i.range());
            case Variable.Literal(Expr.Number n) -> IntegerRange.of(n.value());
            default -> Optional.empty();
          };
      case Expr.Unary u when u.operator() == UnaryOperator.MINUS ->
          range(u.operand(), depth - 1).flatMap(IntegerRange::negated);
      case Expr.Binary b when follows(b.operator()) ->
          range(b.left(), depth - 1)
              .flatMap(
                  left ->
                      range(b.right(), depth - 1)
                          .flatMap(right -> operate(b.operator(), left, right)));
      case Expr.Call call when f.analysis.isNumber(call) -> f.intrinsics.range(call);
      default -> Optional.empty();
    };
  }

  private static boolean follows(BinaryOperator operator) {
    return switch (operator) {
      case ADD, SUB, MUL, FLOOR_DIV, MOD -> true;
      default -> false;
    };
  }

  private static Optional<IntegerRange> operate(
      BinaryOperator operator, IntegerRange left, IntegerRange right) {
    return switch (operator) {
      case ADD -> left.plus(right);
      case SUB -> left.minus(right);
      case MUL -> left.times(right);
      case FLOOR_DIV -> left.dividedBy(right);
      case MOD -> left.modulo(right);
      default -> throw new IllegalArgumentException("not followed: " + operator);
    };
  }

  /** Pushes the long of an expression that has a {@link #range}. */
  void push(Expr expression) {
    switch (Exprs.unwrap(expression)) {
      case Expr.Number n -> c.loadConstant((long) n.value());
      case Expr.Local l -> load(f.variable(l.variable()));
      case Expr.Unary u -> {
        push(u.operand());
        c.lneg();
      }
      case Expr.Binary b -> {
        push(b.left());
        push(b.right());
        switch (b.operator()) {
          case ADD -> c.ladd();
          case SUB -> c.lsub();
          case MUL -> c.lmul();
          case FLOOR_DIV -> c.ldiv();
          case MOD -> c.lrem();
          default -> throw new IllegalArgumentException("not followed: " + b.operator());
        }
      }
      case Expr.Call call -> f.intrinsics.pushInteger(call);
      case Expr e -> throw new IllegalArgumentException("no integer: " + e);
    }
  }

  /** {@return the variable of an expression that has a range, or a temporary with its value} */
  Variable.Int variable(Expr expression, IntegerRange range) {
    if (Exprs.unwrap(expression) instanceof Expr.Local l
        && f.variable(l.variable()) instanceof Variable.Int known) {
      return known;
    }
    push(expression);
    Variable.Int temp = new Variable.Int(code.longSlot(), range);
    c.lstore(temp.slot());
    return temp;
  }

  private void load(Variable v) {
    switch (v) {
      case Variable.Int i -> c.lload(i.slot());
      case Variable.Literal(Expr.Number n) -> c.loadConstant((long) n.value());
      default -> throw new IllegalArgumentException("no integer: " + v);
    }
  }

  /** Pushes the int that a method takes for a number in a variable. */
  void loadInt(Variable v, Type type) {
    boolean bits = type == Type.BITS;
    switch (v) {
      case Variable.Literal(Expr.Number n)
          when IntegerRange.of(n.value()).filter(r -> bits || r.fitsInt()).isPresent() ->
          code.intConstant((int) (long) n.value());
      case Variable.Int i -> {
        c.lload(i.slot());
        if (bits || i.range().fitsInt()) {
          c.l2i();
        } else {
          c.invokestatic(Names.NUMBERS, "toInt", Names.LONG_TO_INT);
        }
      }
      default -> {
        code.loadNumber(v);
        c.invokestatic(Names.NUMBERS, bits ? "toUnsigned" : "toInt", Names.DOUBLE_TO_INT);
      }
    }
  }

  /**
   * {@return the values of a loop's variable, if all are integers that a double holds exactly}
   *
   * @param step a literal one
   */
  Optional<IntegerRange> loop(Expr from, Expr to, double step) {
    if (step == 0 || step != Math.rint(step) || Math.abs(step) > 1 << 30) {
      return Optional.empty();
    }
    Optional<IntegerRange> first = range(from);
    Optional<IntegerRange> last = range(to);
    if (first.isEmpty()) {
      return first;
    }
    long by = (long) step;
    long min = first.get().min();
    long max = first.get().max();
    if (last.isPresent()) {
      return by > 0
          ? IntegerRange.of(min, Math.max(max, last.get().max()))
          : IntegerRange.of(Math.min(min, last.get().min()), max);
    }
    if (Math.abs(by) > 1 << 20) {
      return Optional.empty();
    }
    long reach = Math.min(FARTHEST, Math.abs(by) * MOST_ROUNDS);
    return by > 0 ? IntegerRange.of(min, max + reach) : IntegerRange.of(min - reach, max);
  }
}
