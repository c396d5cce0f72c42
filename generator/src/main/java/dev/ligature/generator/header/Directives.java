package dev.ligature.generator.header;

import dev.ligature.generator.clang.CommentEncoding;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Looks at the text around preprocessing directives. */
final class Directives {
  private static final byte[] UNDEF = "undef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PUSH = "push_macro".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] POP = "pop_macro".getBytes(StandardCharsets.US_ASCII);

  private Directives() {}

  /** What may give a name another meaning than its last definition, or none. */
  enum Change {
    UNDEF,
    PUSH,
    POP
  }

  /** Takes what a text says of macros besides their definitions. */
  interface Changes {
    /**
     * @param offset where the name stands
     */
    void of(String name, int offset, Change change);
  }

  /** Tells of each {@code #undef}, {@code push_macro} and {@code pop_macro} in a file's text. */
  static void changes(byte[] bytes, Changes changes) {
    for (int i = 1; i + UNDEF.length < bytes.length; i++) {
      byte b = bytes[i];
      if (b == 'u' && matches(bytes, i, UNDEF)) {
        int before = i - 1;
        while (before > 0 && (bytes[before] == ' ' || bytes[before] == '\t')) {
          before--;
        }
        if (bytes[before] == '#') {
          int start = skipBlanks(bytes, i + UNDEF.length);
          add(bytes, start, Change.UNDEF, changes);
        }
      } else if (b == 'p' && (matches(bytes, i, PUSH) || matches(bytes, i, POP))) {
        Change change = bytes[i + 1] == 'u' ? Change.PUSH : Change.POP;
        int start = i;
        while (start < bytes.length && bytes[start] != '"' && bytes[start] != '\n') {
          start++;
        }
        add(bytes, start + 1, change, changes);
      }
    }
  }

  private static void add(byte[] bytes, int start, Change change, Changes changes) {
    int end = SourceText.identifierEnd(bytes, start);
    if (end > start) {
      changes.of(new String(bytes, start, end - start, StandardCharsets.UTF_8), start, change);
    }
  }

  private static boolean matches(byte[] bytes, int at, byte[] word) {
    if (at + word.length > bytes.length) {
      return false;
    }
    for (int i = 0; i < word.length; i++) {
      if (bytes[at + i] != word[i]) {
        return false;
      }
    }
    return true;
  }

  private static int skipBlanks(byte[] bytes, int from) {
    int i = from;
    while (i < bytes.length && (bytes[i] == ' ' || bytes[i] == '\t')) {
      i++;
    }
    return i;
  }

  /**
   * {@return whether a macro's definition is the second directive of its file and the first asks
   * whether it is undefined}
   *
   * @param nameStart where the name stands in its definition
   */
  static boolean isIncludeGuard(byte[] bytes, int nameStart, String name) {
    int first = firstDirective(bytes, 0);
    int end = first;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    int second = firstDirective(bytes, end);
    if (second > nameStart || lineStart(bytes, nameStart) > second) {
      return false;
    }
    String directive =
        new String(bytes, first, end - first, StandardCharsets.UTF_8).substring(1).strip();
    return directive.contains(name)
        && (directive.startsWith("ifndef")
            || (directive.startsWith("if") && directive.contains("!")));
  }

  /** {@return where the next {@code #} stands outside of comments; the length if nowhere} */
  private static int firstDirective(byte[] bytes, int from) {
    int i = from;
    while (i < bytes.length && bytes[i] != '#') {
      boolean comment =
          bytes[i] == '/' && i + 1 < bytes.length && (bytes[i + 1] == '*' || bytes[i + 1] == '/');
      i = comment ? SourceText.commentEnd(bytes, i) : i + 1;
    }
    return Math.min(i, bytes.length);
  }

  /** {@return the doc comment in front of a definition or behind it on its line} */
  static Optional<String> doc(byte[] bytes, int nameStart) {
    int line = lineStart(bytes, nameStart);
    int end = line - 1;
    int newlines = 0;
    while (end >= 0 && isSpace(bytes[end])) {
      if (bytes[end] == '\n' && ++newlines > 1) {
        return trailing(bytes, nameStart);
      }
      end--;
    }
    if (end >= 1 && bytes[end] == '/' && bytes[end - 1] == '*') {
      int start = end - 2;
      while (start > 0 && !(bytes[start] == '/' && bytes[start + 1] == '*')) {
        start--;
      }
      String comment = CommentEncoding.decode(bytes, start, end + 1 - start);
      boolean alone =
          new String(
                  bytes,
                  lineStart(bytes, start),
                  start - lineStart(bytes, start),
                  StandardCharsets.UTF_8)
              .isBlank();
      boolean forAnother = comment.startsWith("/**<") || comment.startsWith("/*!<") || !alone;
      if (DocComment.isDoc(comment) && !forAnother) {
        return Optional.of(comment);
      }
      return trailing(bytes, nameStart);
    }
    int start = line;
    while (start > 0) {
      int previous = lineStart(bytes, start - 1);
      String text = new String(bytes, previous, start - previous, StandardCharsets.UTF_8).strip();
      if (!(text.startsWith("///") || text.startsWith("//!"))
          || text.startsWith("///<")
          || text.startsWith("//!<")) {
        break;
      }
      start = previous;
    }
    return start < line
        ? Optional.of(CommentEncoding.decode(bytes, start, line - start).strip())
        : trailing(bytes, nameStart);
  }

  private static Optional<String> trailing(byte[] bytes, int nameStart) {
    for (int i = nameStart; i + 3 < bytes.length && bytes[i] != '\n'; i++) {
      if (bytes[i] == '/' && (bytes[i + 1] == '*' || bytes[i + 1] == '/') && bytes[i + 3] == '<') {
        boolean block = bytes[i + 1] == '*';
        int end = i + 4;
        while (end < bytes.length
            && (block ? !(bytes[end - 1] == '*' && bytes[end] == '/') : bytes[end] != '\n')) {
          end++;
        }
        end = Math.min(bytes.length, block ? end + 1 : end);
        String comment = CommentEncoding.decode(bytes, i, end - i);
        return DocComment.isDoc(comment) ? Optional.of(comment) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\n' || b == '\r';
  }

  private static int lineStart(byte[] bytes, int from) {
    int i = Math.min(from, bytes.length);
    while (i > 0 && bytes[i - 1] != '\n') {
      i--;
    }
    return i;
  }
}
