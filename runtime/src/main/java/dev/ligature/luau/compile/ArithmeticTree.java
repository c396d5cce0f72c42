package dev.ligature.luau.compile;

import dev.ligature.luau.syntax.Expr;

/** An operation whose operands at the leaves are evaluated already. */
sealed interface ArithmeticTree {
  record Leaf(Variable value) implements ArithmeticTree {}

  record Node(Expr.Binary operation, ArithmeticTree left, ArithmeticTree right)
      implements ArithmeticTree {}

  record Minus(Expr.Unary operation, ArithmeticTree operand) implements ArithmeticTree {}
}
