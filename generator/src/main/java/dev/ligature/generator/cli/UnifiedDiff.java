package dev.ligature.generator.cli;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;

/** The difference of two texts as {@code diff -u} shows it. */
final class UnifiedDiff {
  private static final int CONTEXT = 3;

  /** Beyond this many different lines an exact diff takes too long and nobody reads it. */
  private static final int MOST_LINES = 20_000;

  private UnifiedDiff() {}

  /**
   * {@return the lines of the diff, each with its newline}
   *
   * @param name what the texts are called in its head
   */
  static String text(String name, String before, String after) {
    List<String> old = before.lines().toList();
    List<String> now = after.lines().toList();
    int same = 0;
    int shorter = Math.min(old.size(), now.size());
    while (same < shorter && old.get(same).equals(now.get(same))) {
      same++;
    }
    int sameTail = 0;
    while (sameTail < shorter - same
        && old.get(old.size() - 1 - sameTail).equals(now.get(now.size() - 1 - sameTail))) {
      sameTail++;
    }
    int oldMiddle = old.size() - same - sameTail;
    int newMiddle = now.size() - same - sameTail;
    if ((long) oldMiddle + newMiddle > MOST_LINES) {
      return "--- "
          + name
          + "\n+++ "
          + name
          + " (generated)\n@@ from line "
          + (same + 1)
          + ": "
          + oldMiddle
          + " lines differ from "
          + newMiddle
          + " generated ones @@\n";
    }
    // The trimmed part carries enough of its surroundings for the context lines.
    int start = Math.max(0, same - CONTEXT);
    int tail = Math.max(0, sameTail - CONTEXT);
    List<String> oldPart = old.subList(start, old.size() - tail);
    List<String> newPart = now.subList(start, now.size() - tail);
    List<String> lines =
        UnifiedDiffUtils.generateUnifiedDiff(
            name, name + " (generated)", oldPart, DiffUtils.diff(oldPart, newPart), CONTEXT);
    StringBuilder out = new StringBuilder();
    for (String line : lines) {
      out.append(line.startsWith("@@") ? shifted(line, start) : line).append('\n');
    }
    if (lines.isEmpty()) {
      out.append(name).append(": differs in line ends only\n");
    }
    return out.toString();
  }

  /** Line numbers of a hunk's head, moved by the lines that were left out in front. */
  private static String shifted(String hunk, int by) {
    StringBuilder out = new StringBuilder();
    for (String part : hunk.split(" ")) {
      if (part.length() > 1 && (part.charAt(0) == '-' || part.charAt(0) == '+')) {
        int comma = part.indexOf(',');
        int end = comma < 0 ? part.length() : comma;
        int line = Integer.parseInt(part.substring(1, end)) + by;
        part = part.charAt(0) + Integer.toString(line) + part.substring(end);
      }
      out.append(out.isEmpty() ? "" : " ").append(part);
    }
    return out.toString();
  }
}
