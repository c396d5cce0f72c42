package dev.ligature.luau.syntax;

/** The unary operators. */
public enum UnaryOperator {
  NOT("not"),
  MINUS("-"),
  LEN("#");

  private final String symbol;

  UnaryOperator(String symbol) {
    this.symbol = symbol;
  }

  /** {@return the operator as written} */
  public String symbol() {
    return symbol;
  }
}
