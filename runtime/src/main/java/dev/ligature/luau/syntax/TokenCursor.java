package dev.ligature.luau.syntax;

/** The parser's place among the tokens, and the errors that any production may raise there. */
abstract class TokenCursor {
  /** As deep as the official parser goes. */
  private static final int RECURSION_LIMIT = 1000;

  final Lexer lexer;
  private final String chunkName;

  /** The current token. */
  Token token;

  /** How deep productions, and the trees they make, are nested. */
  int recursion;

  /** The last block whose {@code end} stood at another column than its begin. */
  private int suspectType = Token.EOF;

  private int suspectLine = 1;

  TokenCursor(Lexer lexer, String chunkName) {
    this.lexer = lexer;
    this.chunkName = chunkName;
    next();
  }

  final void next() {
    token = lexer.next();
  }

  final boolean at(int type) {
    return token.type == type;
  }

  final boolean atName(String contextualKeyword) {
    return token.type == Token.NAME && token.symbol.text.equals(contextualKeyword);
  }

  final void deeper(String context) {
    if (++recursion > RECURSION_LIMIT) {
      throw error(
          "Exceeded allowed recursion depth; simplify your "
              + context
              + " to make the code compile");
    }
  }

  final Span previousSpan() {
    return new Span(
        lexer.previousBeginLine,
        lexer.previousBeginColumn,
        lexer.previousEndLine,
        lexer.previousEndColumn);
  }

  final String describe() {
    return token.describe(lexer.source);
  }

  final ParseError error(String message) {
    return error(token.beginLine, token.beginColumn, message);
  }

  final ParseError error(Span span, String message) {
    return error(span.beginLine(), span.beginColumn(), message);
  }

  final ParseError error(int line, int column, String message) {
    return new ParseError(chunkName, line, column, message);
  }

  final void expect(int type, String context) {
    if (token.type != type) {
      throw error(
          "Expected " + Token.describe(type) + " when parsing " + context + ", got " + describe());
    }
    next();
  }

  /** Consumes the token that closes {@code open}. */
  final void expectClose(int type, Opening open) {
    if (token.type != type) {
      throw missingClose(type, open, "");
    }
    next();
  }

  /** Consumes the {@code end} or {@code until} of a block and watches for odd indentation. */
  final void expectEnd(int type, Opening open) {
    if (token.type != type) {
      boolean suspicious = suspectType != Token.EOF && suspectLine > open.line();
      throw missingClose(
          type,
          open,
          suspicious
              ? "; did you forget to close "
                  + Token.describe(suspectType)
                  + " at line "
                  + suspectLine
                  + "?"
              : "");
    }
    if (token.beginLine != open.line()
        && token.beginColumn != open.column()
        && suspectLine < open.line()) {
      suspectType = open.type();
      suspectLine = open.line();
    }
    next();
  }

  final ParseError missingClose(int type, Opening open, String hint) {
    return error(
        "Expected "
            + Token.describe(type)
            + " (to close "
            + Token.describe(open.type())
            + " at "
            + (token.beginLine == open.line() ? "column " + open.column() : "line " + open.line())
            + "), got "
            + describe()
            + hint);
  }

  /** {@return the current name, which is consumed} */
  final Symbol name(String context) {
    if (token.type != Token.NAME) {
      throw nameExpected(context);
    }
    Symbol symbol = token.symbol;
    next();
    return symbol;
  }

  final ParseError nameExpected(String context) {
    String where = context.isEmpty() ? "" : " when parsing " + context;
    return error("Expected identifier" + where + ", got " + describe());
  }

  final Opening opening() {
    return new Opening(token.type, token.beginLine, token.beginColumn);
  }

  /** A token that another one must close. */
  record Opening(int type, int line, int column) {}
}
