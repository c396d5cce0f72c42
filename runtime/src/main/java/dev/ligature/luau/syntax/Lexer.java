package dev.ligature.luau.syntax;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Cuts source bytes into tokens, one token of lookahead. A zero byte ends the source, as it does
 * for the official lexer.
 */
final class Lexer {
  /** The source and a few zero bytes, which stand in for bounds checks. */
  final byte[] source;

  private final SymbolTable symbols;
  private final List<String> hotComments = new ArrayList<>(0);

  private int offset;
  private int line = 1;

  /** Offset of the line's first byte, less one because columns count from 1. */
  private int lineStart = -1;

  Token current = new Token();
  private Token ahead = new Token();
  private boolean hasAhead;

  int previousBeginLine = 1;
  int previousBeginColumn = 1;
  int previousEndLine = 1;
  int previousEndColumn = 1;

  /** Open braces inside interpolated strings: true for the string's own, false for a table's. */
  private boolean[] braces = new boolean[8];

  private int braceDepth;

  /** Whether table types may be skipped. */
  private final boolean skips;

  private final TableTypeScan tableTypes;

  Lexer(byte[] source) {
    this.source = Arrays.copyOf(source, source.length + 4);
    skips = true;
    tableTypes = new TableTypeScan(this.source);
    symbols = new SymbolTable(source.length);
    current.beginLine = current.endLine = 1;
    current.beginColumn = current.endColumn = 1;
  }

  /** A place in a source. */
  record Position(byte[] source, int offset, int line, int lineStart) {}

  /** Reads from the begin of a table type on, which is not skipped this time. */
  Lexer(Position begin) {
    source = begin.source();
    skips = false;
    tableTypes = new TableTypeScan(source);
    symbols = new SymbolTable(0);
    offset = begin.offset();
    line = begin.line();
    lineStart = begin.lineStart();
  }

  /**
   * Skips the table type that the current token, a brace, begins, if it is of a usual form: then
   * the current token is the brace that ends it.
   *
   * @return where it began, empty if it was not skipped
   */
  Optional<Position> skipTableType() {
    if (!skips || hasAhead || braceDepth > 0) {
      return Optional.empty();
    }
    int end = tableTypes.end(offset);
    if (end < 0) {
      return Optional.empty();
    }
    Position begin = new Position(source, offset - 1, line, lineStart);
    for (; offset < end; offset++) {
      if (source[offset] == '\n') {
        newline();
      }
    }
    next();
    return Optional.of(begin);
  }

  List<String> hotComments() {
    return hotComments;
  }

  Symbol symbol(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
    return symbols.get(bytes, 0, bytes.length);
  }

  /** Moves on to the next token that is no comment. */
  Token next() {
    Token last = current;
    previousBeginLine = last.beginLine;
    previousBeginColumn = last.beginColumn;
    previousEndLine = last.endLine;
    previousEndColumn = last.endColumn;
    if (hasAhead) {
      hasAhead = false;
      current = ahead;
      ahead = last;
    } else {
      read(last);
    }
    return current;
  }

  /** {@return the type of the token after the current one} */
  int lookahead() {
    return peek().type;
  }

  /** {@return the token after the current one} */
  Token peek() {
    if (!hasAhead) {
      read(ahead);
      hasAhead = true;
    }
    return ahead;
  }

  /** {@return whether a brace that was opened inside an interpolated string is still open} */
  boolean insideBrace() {
    return braceDepth > 0;
  }

  static boolean isSpace(byte c) {
    return c == ' ' || c >= 9 && c <= 13;
  }

  private static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }

  static boolean isNameByte(byte c) {
    return (c | 32) >= 'a' && (c | 32) <= 'z' || c == '_' || isDigit(c);
  }

  private void newline() {
    line++;
    lineStart = offset;
  }

  private void read(Token token) {
    byte[] source = this.source;
    while (true) {
      byte c = source[offset];
      while (isSpace(c)) {
        if (c == '\n') {
          newline();
        }
        c = source[++offset];
      }
      token.beginLine = line;
      token.beginColumn = offset - lineStart;
      if (c == '-' && source[offset + 1] == '-') {
        if (!skipComment()) {
          token.type = Token.BROKEN_COMMENT;
          break;
        }
        continue;
      }
      if ((c | 32) >= 'a' && (c | 32) <= 'z' || c == '_') {
        int start = offset;
        do {
          c = source[++offset];
        } while (isNameByte(c));
        token.symbol = symbols.get(source, start, offset - start);
        token.type = token.symbol.type;
      } else {
        readOther(token, c);
      }
      break;
    }
    token.endLine = line;
    token.endColumn = offset - lineStart;
  }

  /** Skips a comment; false where its end is missing. */
  private boolean skipComment() {
    offset += 2;
    int start = offset;
    if (source[offset] == '[') {
      int level = longBracket();
      if (level >= 0) {
        return skipLong(level) >= 0;
      }
    }
    while (source[offset] != 0 && source[offset] != '\r' && source[offset] != '\n') {
      offset++;
    }
    if (offset > start && source[start] == '!') {
      int end = offset;
      while (isSpace(source[end - 1])) {
        end--;
      }
      hotComments.add(new String(source, start + 1, end - start - 1, StandardCharsets.UTF_8));
    }
    return true;
  }

  /**
   * Reads {@code [==} or {@code ]==} up to but without the second bracket.
   *
   * @return the number of {@code =}, or a negative number where no second bracket follows: −1 for a
   *     bracket alone
   */
  private int longBracket() {
    byte bracket = source[offset++];
    int level = 0;
    while (source[offset] == '=') {
      offset++;
      level++;
    }
    return source[offset] == bracket ? level : -level - 1;
  }

  /** Skips a long string from its second bracket on; the end of its text, or -1 if unfinished. */
  private int skipLong(int level) {
    offset++;
    while (source[offset] != 0) {
      if (source[offset] == ']') {
        if (longBracket() == level) {
          offset++;
          return offset - level - 2;
        }
      } else {
        if (source[offset] == '\n') {
          newline();
        }
        offset++;
      }
    }
    return -1;
  }

  private void readOther(Token token, byte c) {
    byte next = source[offset + 1];
    switch (c) {
      case 0 -> token.type = Token.EOF;
      case '-' ->
          operator(token, c, next == '>' ? Token.SKINNY_ARROW : next == '=' ? Token.SUB_ASSIGN : 0);
      case '[' -> readBracket(token);
      case '{' -> {
        offset++;
        token.type = '{';
        if (braceDepth > 0) {
          pushBrace(false);
        }
      }
      case '}' -> {
        offset++;
        if (braceDepth > 0 && braces[--braceDepth]) {
          readInterpolated(token, Token.INTERP_MID, Token.INTERP_END);
        } else {
          token.type = '}';
        }
      }
      case '=' -> operator(token, c, next == '=' ? Token.EQUAL : 0);
      case '<' -> operator(token, c, next == '=' ? Token.LESS_EQUAL : 0);
      case '>' -> operator(token, c, next == '=' ? Token.GREATER_EQUAL : 0);
      case '~' -> operator(token, c, next == '=' ? Token.NOT_EQUAL : 0);
      case '+' -> operator(token, c, next == '=' ? Token.ADD_ASSIGN : 0);
      case '*' -> operator(token, c, next == '=' ? Token.MUL_ASSIGN : 0);
      case '%' -> operator(token, c, next == '=' ? Token.MOD_ASSIGN : 0);
      case '^' -> operator(token, c, next == '=' ? Token.POW_ASSIGN : 0);
      case ':' -> operator(token, c, next == ':' ? Token.DOUBLE_COLON : 0);
      case '/' -> {
        if (next == '/' && source[offset + 2] == '=') {
          offset += 3;
          token.type = Token.FLOOR_DIV_ASSIGN;
        } else {
          operator(token, c, next == '/' ? Token.FLOOR_DIV : next == '=' ? Token.DIV_ASSIGN : 0);
        }
      }
      case '.' -> {
        if (next == '.') {
          byte third = source[offset + 2];
          offset += third == '.' || third == '=' ? 3 : 2;
          token.type = third == '.' ? Token.DOT3 : third == '=' ? Token.CONCAT_ASSIGN : Token.DOT2;
        } else if (isDigit(next)) {
          readNumber(token, offset);
        } else {
          operator(token, c, 0);
        }
      }
      case '"', '\'' -> readQuoted(token, c);
      case '`' -> {
        offset++;
        readInterpolated(token, Token.INTERP_BEGIN, Token.INTERP_SIMPLE);
      }
      case '@' -> readAttribute(token);
      default -> {
        if (isDigit(c)) {
          readNumber(token, offset);
        } else if (c < 0) {
          readUnicode(token);
        } else {
          offset++;
          token.type = c;
        }
      }
    }
  }

  /** A character alone, or an operator of two bytes if {@code pair} isn't 0. */
  private void operator(Token token, byte c, int pair) {
    offset += pair == 0 ? 1 : 2;
    token.type = pair == 0 ? c : pair;
  }

  private void readBracket(Token token) {
    int level = longBracket();
    if (level < 0) {
      token.type = level == -1 ? '[' : Token.BROKEN_STRING;
      return;
    }
    int start = offset + 1;
    int end = skipLong(level);
    token.type = end < 0 ? Token.BROKEN_STRING : Token.RAW_STRING;
    token.start = start;
    token.length = end - start;
  }

  private void readQuoted(Token token, byte delimiter) {
    int start = ++offset;
    while (source[offset] != delimiter) {
      switch (source[offset]) {
        case 0, '\r', '\n' -> {
          token.type = Token.BROKEN_STRING;
          return;
        }
        case '\\' -> skipEscape();
        default -> offset++;
      }
    }
    token.type = Token.QUOTED_STRING;
    token.start = start;
    token.length = offset - start;
    offset++;
  }

  private void skipEscape() {
    offset++;
    switch (source[offset]) {
      case 0 -> {}
      case '\r' -> {
        offset++;
        if (source[offset] == '\n') {
          newline();
          offset++;
        }
      }
      case 'z' -> {
        offset++;
        while (isSpace(source[offset])) {
          if (source[offset] == '\n') {
            newline();
          }
          offset++;
        }
      }
      default -> {
        if (source[offset] == '\n') {
          newline();
        }
        offset++;
      }
    }
  }

  private void pushBrace(boolean interpolation) {
    if (braceDepth == braces.length) {
      braces = Arrays.copyOf(braces, braceDepth * 2);
    }
    braces[braceDepth++] = interpolation;
  }

  private void readInterpolated(Token token, int formatType, int endType) {
    int start = offset;
    token.start = start;
    while (source[offset] != '`') {
      switch (source[offset]) {
        case 0, '\r', '\n' -> {
          token.type = Token.BROKEN_STRING;
          return;
        }
        case '\\' -> {
          if (source[offset + 1] == 'u' && source[offset + 2] == '{') {
            offset += 3;
          } else {
            skipEscape();
          }
        }
        case '{' -> {
          pushBrace(true);
          token.length = offset - start;
          if (source[offset + 1] == '{') {
            offset += 2;
            token.type = Token.BROKEN_DOUBLE_BRACE;
          } else {
            offset++;
            token.type = formatType;
          }
          return;
        }
        default -> offset++;
      }
    }
    token.type = endType;
    token.length = offset - start;
    offset++;
  }

  /** Takes whatever looks like a number; {@link NumberLiterals} judges it. */
  private void readNumber(Token token, int start) {
    if (source[offset] == '.') {
      offset++;
    }
    while (isDigit(source[offset]) || source[offset] == '.' || source[offset] == '_') {
      offset++;
    }
    if ((source[offset] | 32) == 'e') {
      offset++;
      if (source[offset] == '+' || source[offset] == '-') {
        offset++;
      }
    }
    while (isNameByte(source[offset])) {
      offset++;
    }
    token.type = Token.NUMBER;
    token.start = start;
    token.length = offset - start;
  }

  private void readAttribute(Token token) {
    offset++;
    if (source[offset] == '[') {
      offset++;
      token.type = Token.ATTRIBUTE_OPEN;
      return;
    }
    int start = offset;
    if (!isDigit(source[offset])) {
      while (isNameByte(source[offset])) {
        offset++;
      }
    }
    token.type = Token.ATTRIBUTE;
    token.symbol = symbols.get(source, start, offset - start);
  }

  private void readUnicode(Token token) {
    token.type = Token.BROKEN_UNICODE;
    token.codePoint = 0;
    int lead = source[offset++] & 0xFF;
    int size = lead >> 5 == 0b110 ? 2 : lead >> 4 == 0b1110 ? 3 : lead >> 3 == 0b11110 ? 4 : 0;
    if (size == 0) {
      return;
    }
    int codePoint = lead & 0xFF >> size + 1;
    for (int i = 1; i < size; i++) {
      if ((source[offset] & 0b11000000) != 0b10000000) {
        return;
      }
      codePoint = codePoint << 6 | source[offset++] & 0x3F;
    }
    token.codePoint = codePoint;
  }
}
