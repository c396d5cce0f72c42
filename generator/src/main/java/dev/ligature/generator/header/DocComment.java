package dev.ligature.generator.header;

import dev.ligature.idl.Doc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Understands Doxygen's comments: {@code /** … *}{@code /}, {@code /*! … *}{@code /}, {@code ///},
 * {@code //!} and their trailing forms with {@code <}.
 *
 * <pre>
 *   brief     \brief, or the first paragraph up to the end of its first sentence
 *   details   the other paragraphs; \note, \warning, \see and their kin keep their word in front
 *   params    \param[in,out] name text
 *   returns   \return, \returns, \result, \retval
 * </pre>
 */
final class DocComment {
  /** Before a command that begins a section in the middle of a line. */
  private static final Pattern INNER_COMMAND =
      Pattern.compile("(?<=\\S)\\s+(?=[@\\\\](param|returns?|retval|details|brief|note)\\b)");

  private DocComment() {}

  /** {@return whether a comment is meant for the reader of the interface} */
  static boolean isDoc(String comment) {
    return (comment.startsWith("/**") && !comment.startsWith("/***") && comment.length() > 4)
        || comment.startsWith("/*!")
        || (comment.startsWith("///") && !comment.startsWith("////"))
        || comment.startsWith("//!");
  }

  /** {@return what a comment says; empty if it says nothing} */
  static Optional<Doc> parse(String comment) {
    Builder builder = new Builder();
    for (String line : lines(comment)) {
      // Most lines have no mark of a command behind their beginning.
      if (line.indexOf('@', 1) < 0 && line.indexOf('\\', 1) < 0) {
        builder.line(line);
        continue;
      }
      for (String part : INNER_COMMAND.split(line)) {
        builder.line(part);
      }
    }
    return builder.build();
  }

  /** {@return the lines without the marks of the comment} */
  private static List<String> lines(String comment) {
    List<String> lines = new ArrayList<>();
    boolean block = comment.startsWith("/*");
    boolean inBlock = false;
    for (String line : comment.lines().toList()) {
      String text = line.strip();
      boolean starts = !inBlock && text.startsWith("/*");
      if (starts || (!inBlock && text.startsWith("//"))) {
        inBlock = starts;
        text = text.substring(2);
        if (text.startsWith("*") && !text.startsWith("*/")
            || text.startsWith("!")
            || (!starts && text.startsWith("/"))) {
          text = text.substring(1);
        }
        if (text.startsWith("<")) {
          text = text.substring(1);
        }
      } else if (block && text.startsWith("*") && !text.startsWith("*/")) {
        text = text.substring(1);
      }
      if (inBlock && text.endsWith("*/")) {
        text = text.substring(0, text.length() - 2);
        while (text.endsWith("*")) {
          text = text.substring(0, text.length() - 1);
        }
        inBlock = false;
      }
      lines.add(text.startsWith(" ") ? text.substring(1).stripTrailing() : text.stripTrailing());
    }
    return lines;
  }

  /** Where text goes. */
  private enum Section {
    BRIEF,
    BODY,
    PARAM,
    RETURNS,
    /** Of a command whose text is for the tool, not for the reader. */
    IGNORED
  }

  /** Collects the parts, a line at a time. */
  private static final class Builder {
    private final StringBuilder brief = new StringBuilder();
    private boolean explicitBrief;
    private final List<String> paragraphs = new ArrayList<>();
    private final StringBuilder paragraph = new StringBuilder();
    private final List<Doc.Param> params = new ArrayList<>();
    private String paramName = "";
    private String paramDirection = "";
    private final StringBuilder paramText = new StringBuilder();
    private final StringBuilder returns = new StringBuilder();
    private Section section = Section.BODY;

    void line(String line) {
      String text = line.strip();
      if (text.isEmpty()) {
        endParagraph();
        if (section != Section.BODY) {
          endParam();
          section = Section.BODY;
        }
        return;
      }
      if ((text.charAt(0) == '@' || text.charAt(0) == '\\') && text.length() > 1) {
        int end = 1;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
          end++;
        }
        if (end > 1) {
          command(text.substring(1, end), text.substring(end), line);
          return;
        }
      }
      append(section == Section.BODY ? line : text);
    }

    private void command(String word, String rest, String line) {
      switch (word) {
        case "brief", "short" -> {
          start(Section.BRIEF);
          explicitBrief = true;
          append(rest.strip());
        }
        case "details", "par", "remark", "remarks" -> {
          start(Section.BODY);
          append(rest.strip());
        }
        case "param", "tparam" -> {
          start(Section.PARAM);
          param(rest.strip());
        }
        case "return", "returns", "result" -> {
          start(Section.RETURNS);
          append(rest.strip());
        }
        case "retval" -> {
          start(Section.RETURNS);
          append(rest.strip());
        }
        case "note",
            "warning",
            "attention",
            "see",
            "sa",
            "since",
            "deprecated",
            "todo",
            "bug",
            "pre",
            "post",
            "author",
            "version",
            "date",
            "copyright",
            "threadsafety" -> {
          start(Section.BODY);
          String label = Character.toUpperCase(word.charAt(0)) + word.substring(1);
          if (word.equals("sa")) {
            label = "See";
          }
          append(label + ": " + rest.strip());
        }
        case "file",
            "defgroup",
            "ingroup",
            "addtogroup",
            "name",
            "fn",
            "def",
            "struct",
            "union",
            "enum",
            "typedef",
            "var",
            "internal",
            "cond",
            "endcond",
            "code",
            "endcode",
            "verbatim",
            "endverbatim",
            "weakgroup",
            "mainpage",
            "page" -> {
          if (word.equals("code") || word.equals("verbatim") || word.startsWith("end")) {
            endParagraph();
          } else {
            start(Section.IGNORED);
          }
        }
        default -> append(section == Section.BODY ? line : line.strip());
      }
    }

    private void start(Section next) {
      endParagraph();
      endParam();
      section = next;
    }

    /** {@code [in,out] name text}. */
    private void param(String rest) {
      String text = rest;
      paramDirection = "";
      if (text.startsWith("[")) {
        int close = text.indexOf(']');
        if (close > 0) {
          String inside = text.substring(1, close).replace(" ", "");
          paramDirection =
              switch (inside) {
                case "in", "out" -> inside;
                case "in,out", "out,in", "inout" -> "in,out";
                default -> "";
              };
          text = text.substring(close + 1).strip();
        }
      }
      int end = 0;
      while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
        end++;
      }
      paramName = text.substring(0, end);
      append(text.substring(end).strip());
    }

    private void append(String text) {
      StringBuilder into =
          switch (section) {
            case BRIEF -> brief;
            case BODY -> paragraph;
            case PARAM -> paramText;
            case RETURNS -> returns;
            case IGNORED -> new StringBuilder();
          };
      if (text.isEmpty()) {
        return;
      }
      if (!into.isEmpty()) {
        into.append(section == Section.BODY ? '\n' : ' ');
      }
      into.append(text);
    }

    private void endParagraph() {
      if (!paragraph.isEmpty()) {
        paragraphs.add(paragraph.toString().strip());
        paragraph.setLength(0);
      }
    }

    private void endParam() {
      if (!paramName.isEmpty()) {
        params.add(new Doc.Param(paramName, paramDirection, paramText.toString()));
      }
      paramName = "";
      paramText.setLength(0);
    }

    Optional<Doc> build() {
      endParagraph();
      endParam();
      String first = brief.toString();
      List<String> details = new ArrayList<>(paragraphs);
      if (!explicitBrief && !details.isEmpty()) {
        String text = details.removeFirst();
        int end = sentenceEnd(text);
        first = text.substring(0, end).replace('\n', ' ').replaceAll(" +", " ").strip();
        String rest = text.substring(end).strip();
        if (!rest.isEmpty()) {
          details.addFirst(rest);
        }
      }
      if (first.isEmpty() && details.isEmpty() && params.isEmpty() && returns.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(new Doc(first, details, params, returns.toString()));
    }

    private static int sentenceEnd(String text) {
      for (int i = 0; i + 1 < text.length(); i++) {
        char c = text.charAt(i);
        if ((c == '.' || c == '!' || c == '?')
            && Character.isWhitespace(text.charAt(i + 1))
            && !isAbbreviation(text, i)) {
          return i + 1;
        }
      }
      return text.length();
    }

    private static boolean isAbbreviation(String text, int dot) {
      return dot >= 3
          && (text.startsWith("e.g", dot - 3)
              || text.startsWith("i.e", dot - 3)
              || text.startsWith(" vs", dot - 3));
    }
  }
}
