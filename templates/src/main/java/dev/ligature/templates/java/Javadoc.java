package dev.ligature.templates.java;

import dev.ligature.idl.Doc;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Doc comments. Text of headers is escaped so that it stays text: no end of the comment, no HTML,
 * no tag, and no {@code \}{@code u} escape, which javac would read before it knows of comments (JLS
 * 3.3).
 */
final class Javadoc {
  private final List<String> lines = new ArrayList<>();
  private final List<String> tags = new ArrayList<>();

  /** {@return text of a header as it may stand anywhere in a doc comment, on one line} */
  static String escape(String text) {
    int length = text.length();
    boolean clean = true;
    for (int i = 0; i < length && clean; i++) {
      char c = text.charAt(i);
      clean =
          c >= ' ' && c < 0x7f && c != '&' && c != '<' && c != '>' && c != '@' && c != '{'
              && c != '}' && c != '\\' && c != '*';
    }
    if (clean) {
      return text;
    }
    StringBuilder out = new StringBuilder(length + 16);
    for (int i = 0; i < length; ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '@' -> out.append("&#64;");
        case '{' -> out.append("&#123;");
        case '}' -> out.append("&#125;");
        case '\\' -> out.append("&#92;");
        case '*' -> out.append(i < length && text.charAt(i) == '/' ? "&#42;" : "*");
        case '\t', '\n', '\r' -> out.append(' ');
        default -> {
          switch (Character.getType(c)) {
            case Character.CONTROL, Character.SURROGATE, Character.UNASSIGNED -> out.append(' ');
            // Among them the marks that turn the direction of text and so hide what code says.
            case Character.FORMAT -> out.append("&#x").append(Integer.toHexString(c)).append(';');
            default -> out.appendCodePoint(c);
          }
        }
      }
    }
    return out.toString();
  }

  /** {@return C source as code} */
  static String code(String c) {
    return "<code>" + escape(c) + "</code>";
  }

  /** Adds a paragraph that is Javadoc already. */
  Javadoc paragraph(String html) {
    if (!html.isEmpty()) {
      if (lines.isEmpty()) {
        lines.add(html);
      } else {
        lines.add("");
        lines.add("<p>" + html);
      }
    }
    return this;
  }

  /** Adds a tag with its text, which is Javadoc already. */
  Javadoc tag(String name, String html) {
    tags.add("@" + name + " " + html);
    return this;
  }

  /** Adds what a header says. */
  Javadoc text(Optional<Doc> doc) {
    if (doc.isPresent()) {
      text(doc.get().brief());
      doc.get().details().forEach(this::text);
    }
    return this;
  }

  private void text(String paragraph) {
    boolean first = true;
    for (String line : paragraph.split("\n")) {
      String escaped = escape(line).strip();
      if (escaped.isEmpty()) {
        continue;
      }
      if (first) {
        paragraph(escaped);
        first = false;
      } else {
        lines.add(escaped);
      }
    }
  }

  /**
   * Adds what a header says of parameters and result.
   *
   * @param names the Java name of each documented C parameter; others are left out
   */
  Javadoc signature(Optional<Doc> doc, Map<String, String> names, boolean hasResult) {
    if (doc.isPresent()) {
      for (Doc.Param param : doc.get().params()) {
        String name = names.get(param.name());
        if (name != null && !param.text().isBlank()) {
          tag("param", name + " " + escape(param.text()).strip());
        }
      }
      if (hasResult && !doc.get().returns().isBlank()) {
        tag("return", escape(doc.get().returns()).strip());
      }
    }
    return this;
  }

  /** Adds the tag of deprecated declarations. */
  Javadoc deprecated(Optional<String> message) {
    message.ifPresent(
        text -> tag("deprecated", text.isBlank() ? "The header says so." : escape(text).strip()));
    return this;
  }

  /** {@return the comment with its line feed, or nothing if there is nothing to say} */
  String toString(String indent) {
    if (lines.isEmpty() && tags.isEmpty()) {
      return "";
    }
    if (lines.size() == 1 && tags.isEmpty() && lines.getFirst().length() < 90) {
      return indent + "/** " + lines.getFirst() + " */\n";
    }
    StringBuilder out = new StringBuilder();
    out.append(indent).append("/**\n");
    for (String line : lines) {
      append(out, indent, line);
    }
    if (!lines.isEmpty() && !tags.isEmpty()) {
      append(out, indent, "");
    }
    for (String tag : tags) {
      append(out, indent, tag);
    }
    return out.append(indent).append(" */\n").toString();
  }

  private static void append(StringBuilder out, String indent, String line) {
    out.append(indent).append(line.isEmpty() ? " *" : " * ").append(line).append('\n');
  }
}
