package dev.ligature.luau.syntax;

import java.nio.charset.StandardCharsets;

/**
 * A token: single characters are their own type (0 to 255, 0 being the end of the source), all
 * others have a constant here. Tokens are mutable and reused by the lexer, so nothing may keep one.
 */
final class Token {
  static final int EOF = 0;
  static final int EQUAL = 257;
  static final int LESS_EQUAL = 258;
  static final int GREATER_EQUAL = 259;
  static final int NOT_EQUAL = 260;
  static final int DOT2 = 261;
  static final int DOT3 = 262;
  static final int SKINNY_ARROW = 263;
  static final int DOUBLE_COLON = 264;
  static final int FLOOR_DIV = 265;
  static final int INTERP_BEGIN = 266;
  static final int INTERP_MID = 267;
  static final int INTERP_END = 268;
  static final int INTERP_SIMPLE = 269;
  static final int ADD_ASSIGN = 270;
  static final int SUB_ASSIGN = 271;
  static final int MUL_ASSIGN = 272;
  static final int DIV_ASSIGN = 273;
  static final int FLOOR_DIV_ASSIGN = 274;
  static final int MOD_ASSIGN = 275;
  static final int POW_ASSIGN = 276;
  static final int CONCAT_ASSIGN = 277;
  static final int RAW_STRING = 278;
  static final int QUOTED_STRING = 279;
  static final int NUMBER = 280;
  static final int NAME = 281;
  static final int ATTRIBUTE = 282;
  static final int ATTRIBUTE_OPEN = 283;
  static final int BROKEN_STRING = 284;
  static final int BROKEN_COMMENT = 285;
  static final int BROKEN_UNICODE = 286;
  static final int BROKEN_DOUBLE_BRACE = 287;

  static final int FIRST_RESERVED = 288;
  static final int AND = 288;
  static final int BREAK = 289;
  static final int DO = 290;
  static final int ELSE = 291;
  static final int ELSEIF = 292;
  static final int END = 293;
  static final int FALSE = 294;
  static final int FOR = 295;
  static final int FUNCTION = 296;
  static final int IF = 297;
  static final int IN = 298;
  static final int LOCAL = 299;
  static final int NIL = 300;
  static final int NOT = 301;
  static final int OR = 302;
  static final int REPEAT = 303;
  static final int RETURN = 304;
  static final int THEN = 305;
  static final int TRUE = 306;
  static final int UNTIL = 307;
  static final int WHILE = 308;

  /** The reserved words, in the order of their constants. */
  static final String[] RESERVED = {
    "and",
    "break",
    "do",
    "else",
    "elseif",
    "end",
    "false",
    "for",
    "function",
    "if",
    "in",
    "local",
    "nil",
    "not",
    "or",
    "repeat",
    "return",
    "then",
    "true",
    "until",
    "while"
  };

  /** Texts of the operators from {@link #EQUAL} to {@link #CONCAT_ASSIGN}; empty for strings. */
  private static final String[] OPERATORS = {
    "==", "<=", ">=", "~=", "..", "...", "->", "::", "//", "", "", "", "", "+=", "-=", "*=", "/=",
    "//=", "%=", "^=", "..="
  };

  int type;
  int beginLine;
  int beginColumn;
  int endLine;
  int endColumn;

  /** Offset and length in bytes of a string's or number's text, without delimiters. */
  int start;

  int length;

  /** The name of NAME, ATTRIBUTE and reserved words. */
  Symbol symbol;

  /** What BROKEN_UNICODE holds; 0 where the bytes are no UTF-8. */
  int codePoint;

  Span span() {
    return new Span(beginLine, beginColumn, endLine, endColumn);
  }

  /** {@return how messages show this token} */
  String describe(byte[] source) {
    return switch (type) {
      case RAW_STRING, QUOTED_STRING -> '"' + text(source) + '"';
      case INTERP_BEGIN -> '`' + text(source) + '{';
      case INTERP_MID -> '}' + text(source) + '{';
      case INTERP_END -> '}' + text(source) + '`';
      case INTERP_SIMPLE -> '`' + text(source) + '`';
      case NUMBER -> "'" + text(source) + "'";
      case NAME, ATTRIBUTE -> "'" + symbol.text + "'";
      case BROKEN_UNICODE -> describeCodePoint();
      default -> describe(type);
    };
  }

  private String describeCodePoint() {
    if (codePoint == 0) {
      return "invalid UTF-8 sequence";
    }
    String shown = "Unicode character U+" + Integer.toHexString(codePoint);
    return Confusables.lookup(codePoint)
        .map(plain -> shown + " (did you mean '" + plain + "'?)")
        .orElse(shown);
  }

  /** {@return how messages show a type of token without its text} */
  static String describe(int type) {
    if (type == EOF) {
      return "<eof>";
    }
    if (type < 256) {
      return "'" + (char) type + "'";
    }
    if (type >= FIRST_RESERVED) {
      return "'" + RESERVED[type - FIRST_RESERVED] + "'";
    }
    return switch (type) {
      case RAW_STRING, QUOTED_STRING -> "string";
      case INTERP_BEGIN -> "the beginning of an interpolated string";
      case INTERP_MID -> "the middle of an interpolated string";
      case INTERP_END -> "the end of an interpolated string";
      case INTERP_SIMPLE -> "interpolated string";
      case NUMBER -> "number";
      case NAME -> "identifier";
      case ATTRIBUTE -> "attribute";
      case ATTRIBUTE_OPEN -> "'@['";
      case BROKEN_STRING -> "malformed string";
      case BROKEN_COMMENT -> "unfinished comment";
      case BROKEN_UNICODE -> "invalid UTF-8 sequence";
      case BROKEN_DOUBLE_BRACE -> "'{{', which is invalid (did you mean '\\{'?)";
      default -> "'" + OPERATORS[type - EQUAL] + "'";
    };
  }

  String text(byte[] source) {
    return new String(source, start, length, StandardCharsets.UTF_8);
  }
}
