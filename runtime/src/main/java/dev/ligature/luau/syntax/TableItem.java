package dev.ligature.luau.syntax;

/** An entry of a table constructor. */
public sealed interface TableItem {

  /** {@return the value's expression} */
  Expr value();

  /** {@code value}, stored under the next index. */
  record Positional(Expr value) implements TableItem {}

  /** {@code name = value} */
  record Named(String name, Span nameSpan, Expr value) implements TableItem {}

  /** {@code [key] = value} */
  record Keyed(Expr key, Expr value) implements TableItem {}
}
