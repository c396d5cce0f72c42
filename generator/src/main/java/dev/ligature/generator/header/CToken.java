package dev.ligature.generator.header;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A preprocessing token (C17 6.4) of a macro's replacement list.
 *
 * @param text as written
 */
record CToken(Kind kind, String text) {

  /** Kinds of tokens. */
  enum Kind {
    IDENTIFIER,
    NUMBER,
    CHARACTER,
    STRING,
    PUNCTUATOR
  }

  private static final List<String> LONG_PUNCTUATORS =
      List.of(
          "...", "<<=", ">>=", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||", "->", "++", "--",
          "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "##");

  boolean is(String punctuator) {
    return kind == Kind.PUNCTUATOR && text.equals(punctuator);
  }

  boolean isWord(String word) {
    return kind == Kind.IDENTIFIER && text.equals(word);
  }

  /** {@return the tokens of a text; empty if it has a character that begins none} */
  static Optional<List<CToken>> lex(String text) {
    List<CToken> tokens = new ArrayList<>();
    int i = 0;
    int n = text.length();
    while (i < n) {
      char c = text.charAt(i);
      if (c == ' ') {
        i++;
        continue;
      }
      int start = i;
      Kind kind;
      int quote = quoteAfterPrefix(text, i);
      if (quote >= 0) {
        kind = text.charAt(quote) == '"' ? Kind.STRING : Kind.CHARACTER;
        i = literalEnd(text, quote);
        if (i < 0) {
          return Optional.empty();
        }
      } else if (isIdentifierStart(c)) {
        kind = Kind.IDENTIFIER;
        while (i < n && (isIdentifierStart(text.charAt(i)) || isDigit(text.charAt(i)))) {
          i++;
        }
      } else if (isDigit(c) || (c == '.' && i + 1 < n && isDigit(text.charAt(i + 1)))) {
        kind = Kind.NUMBER;
        i = numberEnd(text, i);
      } else {
        kind = Kind.PUNCTUATOR;
        i += punctuatorLength(text, i);
        if (("#\\@`".indexOf(c) >= 0 && i == start + 1) || c < ' ') {
          return Optional.empty();
        }
      }
      tokens.add(new CToken(kind, text.substring(start, i)));
    }
    return Optional.of(tokens);
  }

  /** {@return where the quote of a literal is that begins here, after L, u8, u or U; or -1} */
  private static int quoteAfterPrefix(String text, int i) {
    int at = i;
    if (text.startsWith("u8", at)) {
      at += 2;
    } else if (text.charAt(at) == 'L' || text.charAt(at) == 'u' || text.charAt(at) == 'U') {
      at++;
    }
    return at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'') ? at : -1;
  }

  private static int literalEnd(String text, int quote) {
    char mark = text.charAt(quote);
    for (int i = quote + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == mark) {
        return i + 1;
      }
    }
    return -1;
  }

  /**
   * A preprocessing number takes all letters and digits, signs behind an exponent, and C23's {@code
   * '} before a digit: before C23 nothing that may follow a number begins so.
   */
  private static int numberEnd(String text, int start) {
    int i = start;
    while (i < text.length()) {
      char c = text.charAt(i);
      if ((c == '+' || c == '-') && "eEpP".indexOf(text.charAt(i - 1)) >= 0 && i > start) {
        boolean hex = text.startsWith("0x", start) || text.startsWith("0X", start);
        if (hex && "eE".indexOf(text.charAt(i - 1)) >= 0) {
          break;
        }
        i++;
      } else if (isIdentifierStart(c) || isDigit(c) || c == '.') {
        i++;
      } else if (c == '\'' && i + 1 < text.length() && isNumberPart(text.charAt(i + 1))) {
        i += 2;
      } else {
        break;
      }
    }
    return i;
  }

  private static boolean isNumberPart(char c) {
    return c < 0x80 && c != '$' && (isIdentifierStart(c) || isDigit(c));
  }

  private static int punctuatorLength(String text, int i) {
    for (String punctuator : LONG_PUNCTUATORS) {
      if (text.startsWith(punctuator, i)) {
        return punctuator.length();
      }
    }
    return 1;
  }

  private static boolean isIdentifierStart(char c) {
    return c == '_' || c == '$' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
