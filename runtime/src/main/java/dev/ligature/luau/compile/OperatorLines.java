package dev.ligature.luau.compile;

import dev.ligature.luau.syntax.BinaryOperator;
import dev.ligature.luau.syntax.Expr;
import java.util.OptionalInt;

/**
 * The line that an error of an operation names where its expression spans several: that of the last
 * operand which the official compiler loads into a register. Locals are there already and constants
 * may be part of the instruction, so they leave the line as it was.
 */
final class OperatorLines {
  private OperatorLines() {}

  /** {@return the line of a binary operation} */
  static int of(Expr.Binary b, Analysis analysis) {
    boolean inInstruction =
        switch (b.operator()) {
          case ADD, SUB, MUL, DIV, FLOOR_DIV, MOD, POW -> constant(b.right(), analysis);
          default -> false;
        };
    OptionalInt right =
        inInstruction ? OptionalInt.empty() : lastLine(b.right(), analysis, concatenates(b));
    if (right.isPresent()) {
      return right.getAsInt();
    }
    return lastLine(b.left(), analysis, concatenates(b)).orElse(b.span().beginLine());
  }

  /** {@return the line of a unary operation} */
  static int of(Expr.Unary u, Analysis analysis) {
    return lastLine(u.operand(), analysis, false).orElse(u.span().beginLine());
  }

  /** {@return the line of an index operation} */
  static int of(Expr.Index x, Analysis analysis) {
    return lastLine(x.key(), analysis, false)
        .orElse(lastLine(x.object(), analysis, false).orElse(x.span().beginLine()));
  }

  /** {@return the line at which a value that must go to a new register has been evaluated} */
  static int ofCopied(Expr e, Analysis analysis) {
    return lastLine(e, analysis, true).orElse(e.span().beginLine());
  }

  private static boolean concatenates(Expr.Binary b) {
    return b.operator() == BinaryOperator.CONCAT;
  }

  private static boolean constant(Expr e, Analysis analysis) {
    Expr inner = Exprs.unwrap(e);
    return inner instanceof Expr.Number
        || inner instanceof Expr.Local l
            && !l.variable().reassigned()
            && analysis.info(l.variable()).initial.map(i -> i instanceof Expr.Number).orElse(false);
  }

  private static OptionalInt lastLine(Expr e, Analysis analysis, boolean copied) {
    return switch (e) {
      case Expr.Local l
          when !copied
              && !l.upvalue()
              && (l.variable().reassigned()
                  || !analysis.info(l.variable()).initial.map(Exprs::literal).orElse(false)) ->
          OptionalInt.empty();
      case Expr.Group g -> lastLine(g.inner(), analysis, copied);
      case Expr.TypeAssertion t -> lastLine(t.operand(), analysis, copied);
      case Expr.Binary b -> OptionalInt.of(of(b, analysis));
      case Expr.Unary u -> OptionalInt.of(of(u, analysis));
      case Expr.Call call -> OptionalInt.of(call.callee().span().endLine());
      case Expr.IndexName x -> OptionalInt.of(x.nameSpan().beginLine());
      case Expr.Index x -> OptionalInt.of(of(x, analysis));
      default -> OptionalInt.of(e.span().beginLine());
    };
  }
}
