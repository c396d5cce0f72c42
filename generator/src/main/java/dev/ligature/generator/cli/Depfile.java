package dev.ligature.generator.cli;

import java.nio.file.Path;
import java.util.List;

/**
 * A rule for make and ninja: the outputs depend on every file that was read. Blanks, {@code #} and
 * {@code $} are escaped as GCC's {@code -MD} does.
 */
final class Depfile {
  private Depfile() {}

  static String text(List<String> outputs, List<Path> inputs) {
    StringBuilder out = new StringBuilder();
    for (String output : outputs) {
      if (!out.isEmpty()) {
        out.append(' ');
      }
      escape(out, output);
    }
    out.append(':');
    for (Path input : inputs) {
      out.append(" \\\n  ");
      escape(out, input.toString());
    }
    return out.append('\n').toString();
  }

  /** A backslash is doubled only before what it would otherwise escape. */
  private static void escape(StringBuilder out, String path) {
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      switch (c) {
        case ' ', '\t', '#' -> {
          for (int back = i - 1; back >= 0 && path.charAt(back) == '\\'; back--) {
            out.append('\\');
          }
          out.append('\\').append(c);
        }
        case '$' -> out.append("$$");
        case '\n' ->
            throw new UserException(
                ExitCode.USAGE,
                "a depfile can't name '" + path + "': make knows no newline in names");
        default -> out.append(c);
      }
    }
  }
}
