package dev.ligature.templates.luau;

import dev.ligature.idl.ConstantValue;
import dev.ligature.idl.Doc;
import dev.ligature.idl.Target;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes header text into its places in Luau source so that it cannot leave them: comments, string
 * literals, keys, numbers. Source: the lexer's grammar, https://luau.org/grammar.
 */
final class LuauText {
  private static final Set<String> KEYWORDS =
      Set.of(
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
          "while");

  private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);
  private static final BigInteger LEAST_I64 = BigInteger.ONE.shiftLeft(63).negate();
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private LuauText() {}

  /** {@return whether it can stand where the grammar has a NAME} */
  static boolean isName(String text) {
    if (text.isEmpty() || !isNameStart(text.charAt(0)) || KEYWORDS.contains(text)) {
      return false;
    }
    for (int i = 1; i < text.length(); i++) {
      if (!isNamePart(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** {@return an identifier made of any text: other characters become {@code _}} */
  static String toName(String text) {
    if (isName(text)) {
      return text;
    }
    StringBuilder name = new StringBuilder(text.length() + 1);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      name.append(isNamePart(c) ? c : '_');
    }
    if (name.isEmpty() || !isNameStart(name.charAt(0))) {
      name.insert(0, '_');
    }
    if (KEYWORDS.contains(name.toString())) {
      name.append('_');
    }
    return name.toString();
  }

  /** {@return the key of a table constructor or table type: {@code Sleep}, {@code ["end"]}} */
  static String key(String name) {
    return isName(name) ? name : "[" + quote(name) + "]";
  }

  /** {@return the access to a member: {@code .Sleep}, {@code ["end"]}} */
  static String member(String name) {
    return isName(name) ? "." + name : "[" + quote(name) + "]";
  }

  /** {@return a string literal with the UTF-8 bytes of a text} */
  static String quote(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2);
    out.append('"');
    for (byte b : text.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
      appendByte(out, b & 0xFF);
    }
    return out.append('"').toString();
  }

  /**
   * {@return a string literal with the bytes of a string constant in the target's byte order}
   * Strings of wider units end in their terminating unit, because a call that copies a Luau string
   * adds one zero byte only.
   */
  static String quote(ConstantValue.Str string, Target target) {
    int width =
        switch (string.encoding()) {
          case NARROW, UTF8 -> 1;
          case UTF16 -> 2;
          case UTF32 -> 4;
          case WIDE -> target.wcharSize();
        };
    StringBuilder out = new StringBuilder(string.units().size() * width + 2);
    out.append('"');
    for (long unit : string.units()) {
      appendUnit(out, unit, width, target.bigEndian());
    }
    if (width > 1) {
      appendUnit(out, 0, width, target.bigEndian());
    }
    return out.append('"').toString();
  }

  private static void appendUnit(StringBuilder out, long unit, int width, boolean bigEndian) {
    for (int i = 0; i < width; i++) {
      int shift = 8 * (bigEndian ? width - 1 - i : i);
      appendByte(out, (int) (unit >> shift) & 0xFF);
    }
  }

  private static void appendByte(StringBuilder out, int b) {
    switch (b) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (b >= 0x20 && b < 0x7F) {
          out.append((char) b);
        } else {
          out.append("\\x").append(HEX[b >> 4]).append(HEX[b & 15]);
        }
      }
    }
  }

  /** {@return whether a double holds the integer} */
  static boolean isNumber(BigInteger value) {
    return value.bitLength() <= 53
        || value.bitLength() - value.getLowestSetBit() <= 53 && value.bitLength() <= 1023;
  }

  /** {@return the type of what {@link #integer} writes} */
  static String integerType(BigInteger value) {
    return isNumber(value) ? "number" : "integer";
  }

  /** {@return whether {@link #integer} can write it: 64 bits, signed or unsigned} */
  static boolean isInteger(BigInteger value) {
    return value.bitLength() < 64
        || value.compareTo(LEAST_I64) >= 0 && value.compareTo(TWO_TO_64) < 0;
  }

  /**
   * {@return an integer's literal} One that a double can't hold is written as the bit pattern of an
   * {@code integer}: decimal integer literals stop at 2^63 - 1.
   */
  static String integer(BigInteger value) {
    if (value.bitLength() < 53) {
      return Long.toString(value.longValue()); // BigInteger's own takes ten times as long
    }
    return isNumber(value) ? value.toString() : hex(value);
  }

  /** {@return an integer's hexadecimal literal, of 64 bits if it is negative} */
  static String hex(BigInteger value) {
    String digits = value.mod(TWO_TO_64).toString(16).toUpperCase(java.util.Locale.ROOT);
    return "0x" + digits + (isNumber(value) && value.signum() >= 0 ? "" : "i");
  }

  /** {@return an integer's literal, hexadecimal if the header writes it so} */
  static String integer(BigInteger value, String text) {
    if (value.signum() >= 0 && isNumber(value) && isHex(text)) {
      int end = hexEnd(text);
      if (saysHex(text, end, value)) {
        return "0x" + text.substring(2, end).toUpperCase(java.util.Locale.ROOT);
      }
    }
    return integer(value);
  }

  private static boolean isHex(String text) {
    return text.length() > 2 && text.charAt(0) == '0' && (text.charAt(1) | 0x20) == 'x';
  }

  /** Whether the digits up to an end are the value, with nothing but a suffix behind them. */
  private static boolean saysHex(String text, int end, BigInteger value) {
    for (int i = end; i < text.length(); i++) {
      int suffix = text.charAt(i) | 0x20;
      if (suffix != 'u' && suffix != 'l') {
        return false;
      }
    }
    return end > 2
        && end <= 18
        && value.bitLength() <= 64
        && Long.parseUnsignedLong(text, 2, end, 16) == value.longValue();
  }

  private static int hexEnd(String text) {
    int end = 2;
    while (end < text.length()
        && Character.digit(text.charAt(end), 16) >= 0
        && text.charAt(end) < 128) {
      end++;
    }
    return end;
  }

  /** {@return a floating constant's expression, which gives back the same double} */
  static String number(double value) {
    if (Double.isNaN(value)) {
      return "0 / 0";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "math.huge" : "-math.huge";
    }
    return Double.toString(value);
  }

  /** {@return one line of a comment: what could end it or reorder what is seen becomes U+FFFD} */
  static String comment(String line) {
    int i = 0;
    while (i < line.length() && isHarmless(line.charAt(i))) {
      i++;
    }
    if (i == line.length()) {
      return line;
    }
    StringBuilder out = new StringBuilder(line.length());
    out.append(line, 0, i);
    while (i < line.length()) {
      int c = line.codePointAt(i);
      out.appendCodePoint(isShown(c) ? c : c == '\t' ? ' ' : 0xFFFD);
      i += Character.charCount(c);
    }
    return out.toString();
  }

  private static boolean isHarmless(char c) {
    return c >= 0x20 && c < 0x7F;
  }

  /** Control, format (bidi among them), surrogate and separator characters are not shown. */
  private static boolean isShown(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED,
          Character.PRIVATE_USE ->
          false;
      default -> true;
    };
  }

  /** {@return the lines of a doc comment, without the comment marks} */
  static List<String> docLines(Optional<Doc> doc, Optional<String> deprecated, String declaration) {
    if (doc.isEmpty() && deprecated.isEmpty()) {
      return declaration.isEmpty() ? List.of() : List.of("`" + comment(declaration) + "`");
    }
    List<String> lines = new ArrayList<>();
    doc.ifPresent(
        d -> {
          addLines(lines, "", d.brief());
          for (String paragraph : d.details()) {
            addLines(lines, "", paragraph);
          }
          for (Doc.Param param : d.params()) {
            addLines(lines, "@param " + comment(param.name()) + " ", param.text());
          }
          addLines(lines, "@return ", d.returns());
        });
    deprecated.ifPresent(
        message -> {
          if (message.isBlank()) {
            lines.add("@deprecated");
          } else {
            addLines(lines, "@deprecated ", message);
          }
        });
    if (!declaration.isEmpty()) {
      lines.add("`" + comment(declaration) + "`");
    }
    return lines;
  }

  private static void addLines(List<String> lines, String prefix, String text) {
    if (text.isBlank()) {
      return;
    }
    String start = prefix;
    for (String line : text.strip().split("\\R", -1)) {
      lines.add((start + comment(line)).stripTrailing());
      start = "";
    }
  }

  private static boolean isNameStart(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
  }

  private static boolean isNamePart(char c) {
    return isNameStart(c) || c >= '0' && c <= '9';
  }
}
