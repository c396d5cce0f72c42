package dev.ligature.luau;

import dev.ligature.luau.syntax.ParseError;

/** Source text that is no Luau; the message is the official compiler's, with chunk and line. */
public final class LuauSyntaxException extends LuauException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  LuauSyntaxException(ParseError error) {
    super(error.getMessage(), null);
    line = error.line();
    column = error.column();
  }

  /** {@return the line of the error, from 1} */
  public int line() {
    return line;
  }

  /** {@return the column of the error in bytes, from 1} */
  public int column() {
    return column;
  }
}
