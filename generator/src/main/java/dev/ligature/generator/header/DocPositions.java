package dev.ligature.generator.header;

import java.util.Arrays;

/**
 * Where in a file declarations may have doc comments. To ask clang for a comment that is not there
 * costs as much as all else about a member of a record, so nobody asks where none can be.
 *
 * <p>Clang attaches a comment to what follows it, unless one of <code>; { } #</code> stands between
 * them, or, if it begins with {@code <}, to what ends on its line. What is found here is more than
 * that: from each comment to the end of the next declaration, and back over what may end before it.
 */
final class DocPositions {
  /** Bytes that a declaration with a comment behind it may have between its name and its end. */
  private static final int BACK = 4000;

  private final byte[] bytes;

  /** For each comment where its declarations may begin. */
  private int[] from = new int[8];

  /** For each comment where the last declaration may be of it and of all before it. */
  private int[] to = new int[8];

  private int count;

  DocPositions(byte[] bytes) {
    this.bytes = bytes;
    find();
  }

  /** {@return whether a declaration whose name is at that offset may have a doc comment} */
  boolean mayHave(int offset) {
    return mayHave(offset, offset);
  }

  /** {@return whether something that is declared between two offsets may have a doc comment} */
  boolean mayHave(int start, int end) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (from[middle] <= end) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low > 0 && to[low - 1] >= start;
  }

  private void find() {
    int reach = -1;
    int i = 0;
    while (i + 2 < bytes.length) {
      if (bytes[i] != '/' || !isDoc(i)) {
        i++;
        continue;
      }
      int end = SourceText.commentEnd(bytes, i);
      boolean behind = i + 3 < bytes.length && bytes[i + 3] == '<';
      // Neighbours in a row of comments reach equally far.
      if (!behind && (reach < end || !isNext(i))) {
        reach = declarationEnd(end);
      }
      add(behind ? Math.max(0, i - BACK) : i, Math.max(reach, end));
      i = end;
    }
  }

  private void add(int start, int reach) {
    if (count == from.length) {
      from = Arrays.copyOf(from, 2 * count);
      to = Arrays.copyOf(to, 2 * count);
    }
    // Comments behind something begin to count earlier than those before them.
    for (int i = count - 1; i >= 0 && from[i] > start; i--) {
      from[i] = start;
    }
    from[count] = start;
    to[count] = count == 0 ? reach : Math.max(to[count - 1], reach);
    count++;
  }

  /** {@return whether nothing but blanks stands between the comment before and an offset} */
  private boolean isNext(int offset) {
    int i = offset - 1;
    while (i >= 0 && bytes[i] <= ' ' && bytes[i] >= 0) {
      i--;
    }
    return i >= 1 && count > 0 && i < offset && isInComment(i);
  }

  private boolean isInComment(int offset) {
    if (bytes[offset] == '/' && bytes[offset - 1] == '*') {
      return true;
    }
    int line = offset;
    while (line > 0 && bytes[line - 1] != '\n') {
      line--;
    }
    while (line < offset && bytes[line] <= ' ') {
      line++;
    }
    return line + 2 < bytes.length && bytes[line] == '/' && bytes[line + 1] == '/' && isDoc(line);
  }

  private boolean isDoc(int i) {
    byte second = bytes[i + 1];
    byte third = bytes[i + 2];
    if (second == '/') {
      return third == '/' || third == '!';
    }
    return second == '*'
        && (third == '!' || (third == '*' && (i + 3 >= bytes.length || bytes[i + 3] != '/')));
  }

  /** {@return where the declaration ends that begins next; where it is plain that none does} */
  private int declarationEnd(int start) {
    int depth = 0;
    boolean any = false;
    boolean text = false;
    int i = start;
    while (i < bytes.length) {
      byte b = bytes[i];
      if (b == '/' && i + 1 < bytes.length && (bytes[i + 1] == '/' || bytes[i + 1] == '*')) {
        i = SourceText.commentEnd(bytes, i);
        continue;
      }
      switch (b) {
        case '#' -> {
          if (!any) {
            return i;
          }
          any = true;
        }
        case '{' -> {
          if (depth == 0 && text) {
            // extern "C" {
            return i;
          }
          depth++;
        }
        case '(' -> depth++;
        case '}', ')' -> {
          if (--depth < 0) {
            return i;
          }
        }
        case ';' -> {
          if (depth == 0) {
            return i;
          }
        }
        case '"', '\'' -> i = literalEnd(i);
        default -> {}
      }
      if (b > ' ' || b < 0) {
        any = true;
        text = b == '"';
      }
      i++;
    }
    return bytes.length;
  }

  /** {@return where a literal ends: at its quote, or at the end of the line if it has none} */
  private int literalEnd(int start) {
    int i = start + 1;
    while (i < bytes.length && bytes[i] != bytes[start] && bytes[i] != '\n') {
      i += bytes[i] == '\\' ? 2 : 1;
    }
    return Math.min(i, bytes.length - 1);
  }
}
