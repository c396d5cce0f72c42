package dev.ligature.luau.syntax;

/** The binary operators, with the priorities of the Luau grammar. */
public enum BinaryOperator {
  ADD("+", 6, 6),
  SUB("-", 6, 6),
  MUL("*", 7, 7),
  DIV("/", 7, 7),
  FLOOR_DIV("//", 7, 7),
  MOD("%", 7, 7),
  POW("^", 10, 9),
  CONCAT("..", 5, 4),
  NE("~=", 3, 3),
  EQ("==", 3, 3),
  LT("<", 3, 3),
  LE("<=", 3, 3),
  GT(">", 3, 3),
  GE(">=", 3, 3),
  AND("and", 2, 2),
  OR("or", 1, 1);

  private final String symbol;
  final int leftPriority;
  final int rightPriority;

  BinaryOperator(String symbol, int leftPriority, int rightPriority) {
    this.symbol = symbol;
    this.leftPriority = leftPriority;
    this.rightPriority = rightPriority;
  }

  /** {@return the operator as written} */
  public String symbol() {
    return symbol;
  }
}
