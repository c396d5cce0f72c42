package dev.ligature.luau.modules;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the aliases of a {@code .luaurc} file: JSON that may have comments and commas before
 * closing brackets. Everything else in the file is for type checkers.
 */
final class AliasConfiguration {
  private final String text;
  private int offset;
  private int line = 1;
  private final Map<String, String> aliases = new HashMap<>();

  private AliasConfiguration(String text) {
    this.text = text;
  }

  /** Text that is no such configuration. */
  static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedException(String message) {
      super(message);
    }
  }

  /**
   * {@return the path of each alias, by its lower-case name without {@code @}}
   *
   * @throws MalformedException with the line and what was expected there
   */
  static Map<String, String> parse(String text) throws MalformedException {
    AliasConfiguration parser = new AliasConfiguration(text);
    parser.object(0, "");
    return parser.aliases;
  }

  private static final int MAX_DEPTH = 100;

  private void object(int depth, String path) throws MalformedException {
    expect('{');
    while (peek() != '}') {
      String key = string();
      expect(':');
      value(depth, path.isEmpty() ? key : path + "/" + key, key);
      if (peek() == ',') {
        offset++;
      } else if (peek() != '}') {
        throw malformed("',' or '}'");
      }
    }
    offset++;
  }

  private void value(int depth, String path, String key) throws MalformedException {
    if (depth > MAX_DEPTH) {
      throw malformed("less nesting");
    }
    switch (peek()) {
      case '{' -> object(depth + 1, path);
      case '[' -> {
        offset++;
        while (peek() != ']') {
          value(depth + 1, path, key);
          if (peek() == ',') {
            offset++;
          } else if (peek() != ']') {
            throw malformed("',' or ']'");
          }
        }
        offset++;
      }
      case '"' -> {
        String value = string();
        if (path.equals("aliases/" + key)) {
          if (!isAlias(key)) {
            throw new MalformedException("Invalid alias " + key);
          }
          aliases.putIfAbsent(key.toLowerCase(Locale.ROOT), value);
        }
      }
      default -> {
        int start = offset;
        while (offset < text.length() && isWordPart(text.charAt(offset))) {
          offset++;
        }
        if (offset == start) {
          throw malformed("a value");
        }
      }
    }
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '+';
  }

  private static boolean isAlias(String name) {
    return name.matches("@?[A-Za-z0-9_.-]+") && !name.equals(".") && !name.equals("..");
  }

  private String string() throws MalformedException {
    expect('"');
    StringBuilder value = new StringBuilder();
    while (offset < text.length() && text.charAt(offset) != '"') {
      char c = text.charAt(offset++);
      if (c == '\n') {
        break;
      }
      value.append(c == '\\' ? escape() : c);
    }
    if (offset >= text.length() || text.charAt(offset) != '"') {
      throw malformed("'\"'");
    }
    offset++;
    return value.toString();
  }

  private char escape() throws MalformedException {
    char c = offset < text.length() ? text.charAt(offset++) : 0;
    return switch (c) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case '"', '\\', '/' -> c;
      case 'u' -> {
        try {
          char unit = (char) Integer.parseInt(text, offset, offset + 4, 16);
          offset += 4;
          yield unit;
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
          throw malformed("four hexadecimal digits");
        }
      }
      default -> throw malformed("an escape sequence");
    };
  }

  private void expect(char c) throws MalformedException {
    if (peek() != c) {
      throw malformed("'" + c + "'");
    }
    offset++;
  }

  /** The next character that is neither space nor comment; 0 at the end. */
  private char peek() {
    while (offset < text.length()) {
      char c = text.charAt(offset);
      if (c == '\n') {
        line++;
      }
      if (Character.isWhitespace(c)) {
        offset++;
      } else if (text.startsWith("//", offset)) {
        int end = text.indexOf('\n', offset);
        offset = end < 0 ? text.length() : end;
      } else {
        return c;
      }
    }
    return 0;
  }

  private MalformedException malformed(String expected) {
    return new MalformedException("Expected " + expected + " at line " + line);
  }
}
