package dev.ligature.luau.syntax;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Recognises table types of the usual forms by their bytes alone, without tokens or trees:
 * generated interfaces are lists of them, megabytes long, and nothing that runs looks into them.
 * What it does not know (unions, indexers, packs, errors of any kind) it leaves to the parser.
 *
 * <pre>
 *   table      { property, … }
 *   property   [read|write] name: type    [read|write] ["name"]: type
 *   type       name[.name][&lt;type, …&gt;][?]    table[?]
 *              ([name:] type, …, ...type) -&gt; type or ()
 * </pre>
 */
final class TableTypeScan {
  private static final int MOST_NESTED = 30;
  private static final int NO = -1;
  private static final byte[][][] RESERVED = new byte[26][][];

  static {
    for (int letter = 0; letter < 26; letter++) {
      char first = (char) ('a' + letter);
      RESERVED[letter] =
          Arrays.stream(Token.RESERVED)
              .filter(word -> word.charAt(0) == first)
              .map(word -> word.getBytes(StandardCharsets.US_ASCII))
              .toArray(byte[][]::new);
    }
  }

  private final byte[] source;

  /**
   * @param source with zero bytes behind its end
   */
  TableTypeScan(byte[] source) {
    this.source = source;
  }

  /**
   * {@return the offset of the brace that ends a table type, −1 if it is none that is known here}
   *
   * @param offset behind the brace that begins it
   */
  int end(int offset) {
    return table(offset, 0);
  }

  private int table(int offset, int depth) {
    int p = space(offset);
    while (source[p] != '}') {
      int end = key(p);
      if (end == NO) {
        return NO;
      }
      int colon = space(end);
      if (source[colon] != ':') {
        if (!isAccess(p, end)) {
          return NO;
        }
        end = key(colon);
        if (end == NO) {
          return NO;
        }
        colon = space(end);
      }
      if (source[colon] != ':' || source[colon + 1] == ':') {
        return NO;
      }
      p = type(space(colon + 1), depth);
      if (p == NO) {
        return NO;
      }
      p = space(p);
      if (source[p] == ',' || source[p] == ';') {
        p = space(p + 1);
      } else if (source[p] != '}') {
        return NO;
      }
    }
    return p;
  }

  /** {@return where the name of a property ends, plain or as a string in brackets} */
  private int key(int from) {
    if (source[from] != '[' || source[from + 1] != '"') {
      return name(from);
    }
    int p = from + 2;
    while (source[p] != '"') {
      if (source[p] == '\\' || source[p] == '\n' || source[p] == '\r' || source[p] == 0) {
        return NO;
      }
      p++;
    }
    return source[p + 1] == ']' ? p + 2 : NO;
  }

  private boolean isAccess(int from, int to) {
    return to - from == 4 && is(from, "read") || to - from == 5 && is(from, "write");
  }

  private boolean is(int from, String word) {
    for (int i = 0; i < word.length(); i++) {
      if (source[from + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** {@return where a type ends that begins at {@code p}} */
  private int type(int p, int depth) {
    if (depth > MOST_NESTED) {
      return NO;
    }
    int end;
    switch (source[p]) {
      case '{' -> {
        int brace = table(p + 1, depth + 1);
        end = brace == NO ? NO : brace + 1;
      }
      case '(' -> {
        return function(p + 1, depth + 1);
      }
      default -> end = reference(p, depth);
    }
    if (end == NO) {
      return NO;
    }
    int next = space(end);
    return switch (source[next]) {
      case '?' -> optional(next + 1);
      case '|', '&' -> NO;
      default -> end;
    };
  }

  /** {@return where a type ends behind its question mark} */
  private int optional(int end) {
    byte next = source[space(end)];
    return next == '?' || next == '|' || next == '&' ? NO : end;
  }

  private int reference(int p, int depth) {
    int end = name(p);
    if (end == NO) {
      return NO;
    }
    if (source[end] == '.') {
      end = name(end + 1);
      if (end == NO || source[end] == '.') {
        return NO;
      }
    }
    int next = space(end);
    return switch (source[next]) {
      case '<' -> arguments(space(next + 1), depth + 1);
      // typeof, a name in parts with spaces between them, a pack
      case '(', '.' -> NO;
      default -> end;
    };
  }

  private int arguments(int from, int depth) {
    int p = from;
    while (true) {
      // A parenthesis may begin a pack here.
      p = source[p] == '(' ? NO : type(p, depth);
      if (p == NO) {
        return NO;
      }
      p = space(p);
      if (source[p] == '>') {
        return p + 1;
      }
      if (source[p] != ',') {
        return NO;
      }
      p = space(p + 1);
    }
  }

  /** {@return where the type of a function ends, from behind its first parenthesis} */
  private int function(int from, int depth) {
    int p = space(from);
    while (source[p] != ')') {
      if (source[p] == '.' && source[p + 1] == '.' && source[p + 2] == '.') {
        p = type(space(p + 3), depth);
        if (p == NO || source[space(p)] != ')') {
          return NO;
        }
        p = space(p);
        continue;
      }
      int end = name(p);
      if (end != NO) {
        int colon = space(end);
        if (source[colon] == ':' && source[colon + 1] != ':') {
          p = space(colon + 1);
        }
      }
      p = type(p, depth);
      if (p == NO) {
        return NO;
      }
      p = space(p);
      if (source[p] == ',') {
        p = space(p + 1);
        if (source[p] == ')') {
          return NO;
        }
      } else if (source[p] != ')') {
        return NO;
      }
    }
    p = space(p + 1);
    if (source[p] != '-' || source[p + 1] != '>') {
      return NO;
    }
    p = space(p + 2);
    if (source[p] != '(') {
      return type(p, depth);
    }
    int close = space(p + 1);
    if (source[close] != ')') {
      return NO;
    }
    int next = space(close + 1);
    return switch (source[next]) {
      case '-', '?', '|', '&' -> NO;
      default -> close + 1;
    };
  }

  /** {@return where a name ends that is not reserved} */
  private int name(int from) {
    byte c = source[from];
    if ((c | 32) < 'a' || (c | 32) > 'z') {
      if (c != '_') {
        return NO;
      }
    }
    int p = from + 1;
    while (Lexer.isNameByte(source[p])) {
      p++;
    }
    return c >= 'a' && p - from <= 8 && isReserved(from, p) ? NO : p;
  }

  private boolean isReserved(int from, int to) {
    for (byte[] word : RESERVED[source[from] - 'a']) {
      if (Arrays.equals(word, 0, word.length, source, from, to)) {
        return true;
      }
    }
    return false;
  }

  /** {@return where the next token begins; the end of the source behind comments that matter} */
  private int space(int from) {
    int p = from;
    while (true) {
      byte c = source[p];
      if (c == ' ' || c >= 9 && c <= 13) {
        p++;
      } else if (c == '-' && source[p + 1] == '-') {
        if (source[p + 2] == '!' || source[p + 2] == '[') {
          return source.length - 1;
        }
        while (source[p] != '\n' && source[p] != '\r' && source[p] != 0) {
          p++;
        }
      } else {
        return p;
      }
    }
  }
}
