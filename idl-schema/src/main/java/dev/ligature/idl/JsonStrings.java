package dev.ligature.idl;

import java.util.HexFormat;

/** JSON's string literals (RFC 8259, section 7). */
final class JsonStrings {
  private static final HexFormat HEX = HexFormat.of();

  private JsonStrings() {}

  /**
   * {@return the text as a literal with its quotes}
   *
   * <p>What an editor does not show, or shows elsewhere than it stands (controls, direction marks,
   * line separators, halves of surrogate pairs), is escaped: the text comes from headers that
   * nobody vouches for.
   */
  static String quote(String text) {
    int plain = 0;
    while (plain < text.length() && isPlainAscii(text.charAt(plain))) {
      plain++;
    }
    if (plain == text.length()) {
      return '"' + text + '"';
    }
    StringBuilder out = new StringBuilder(text.length() + 16).append('"').append(text, 0, plain);
    for (int i = plain; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isPlainAscii(c)) {
        out.append(c);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        appendCodePoint(out, c, text.charAt(++i));
      } else {
        appendUnit(out, c);
      }
    }
    return out.append('"').toString();
  }

  private static boolean isPlainAscii(char c) {
    return c >= ' ' && c < 0x7f && c != '"' && c != '\\';
  }

  private static void appendCodePoint(StringBuilder out, char high, char low) {
    if (isVisible(Character.toCodePoint(high, low))) {
      out.append(high).append(low);
    } else {
      escape(out, high);
      escape(out, low);
    }
  }

  private static void appendUnit(StringBuilder out, char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (isVisible(c)) {
          out.append(c);
        } else {
          escape(out, c);
        }
      }
    }
  }

  /** A fixed list, not Unicode's general categories: those change with the JDK's tables. */
  private static boolean isVisible(int c) {
    return !(c <= 0x9f // controls; visible ASCII never comes here
        || c == 0xad
        || c == 0x61c
        || c == 0x180e
        || (c >= 0x200b && c <= 0x200f)
        || (c >= 0x2028 && c <= 0x202e)
        || (c >= 0x2060 && c <= 0x206f)
        || (c >= 0xd800 && c <= 0xdfff)
        || c == 0xfeff
        || (c >= 0xfff9 && c <= 0xfffb)
        || (c >= 0xe0000 && c <= 0xe007f));
  }

  private static void escape(StringBuilder out, char c) {
    out.append("\\u").append(HEX.toHexDigits(c));
  }
}
