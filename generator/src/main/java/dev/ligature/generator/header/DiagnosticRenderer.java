package dev.ligature.generator.header;

import dev.ligature.generator.clang.ClangDiagnostic;
import dev.ligature.generator.clang.Place;
import dev.ligature.generator.clang.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Shows diagnostics as clang does:
 *
 * <pre>
 *   In file included from a.h:3:
 *   b.h:7:12: error: expected ';' after struct
 *       7 | struct s {}
 *         |            ^
 *         |            ;
 * </pre>
 */
final class DiagnosticRenderer {
  private static final int MAX_WIDTH = 400;

  private final SourceText source;
  private final Map<SourceFile, Place> includedFrom;

  /**
   * @param includedFrom where each file is included, for those not named on the command line
   */
  DiagnosticRenderer(SourceText source, Map<SourceFile, Place> includedFrom) {
    this.source = source;
    this.includedFrom = includedFrom;
  }

  Diagnostic render(ClangDiagnostic diagnostic) {
    StringBuilder text = new StringBuilder();
    includes(text, diagnostic.place().file());
    render(text, diagnostic);
    for (ClangDiagnostic note : diagnostic.notes()) {
      // Libclang gives the includes as notes, and the note says less than the lines above.
      if (!note.message().startsWith("in file included from ")) {
        render(text, note);
      }
    }
    Place place = diagnostic.place();
    return new Diagnostic(
        severity(diagnostic.severity()),
        shown(place.file()),
        place.line(),
        place.column(),
        diagnostic.message(),
        text.toString().stripTrailing());
  }

  /** A header in the working directory is found beside the main file, which is nowhere. */
  private static String shown(SourceFile file) {
    return file.path().startsWith("./") ? file.path().substring(2) : file.path();
  }

  private static Diagnostic.Severity severity(int code) {
    return switch (code) {
      case 2 -> Diagnostic.Severity.WARNING;
      case 3 -> Diagnostic.Severity.ERROR;
      case 4 -> Diagnostic.Severity.FATAL;
      default -> Diagnostic.Severity.NOTE;
    };
  }

  private void includes(StringBuilder text, SourceFile file) {
    StringBuilder lines = new StringBuilder();
    SourceFile current = file;
    for (int depth = 0; depth < 200; depth++) {
      Place from = includedFrom.get(current);
      if (from == null) {
        break;
      }
      lines.insert(0, "In file included from " + shown(from.file()) + ":" + from.line() + ":\n");
      current = from.file();
    }
    text.append(lines);
  }

  private void render(StringBuilder text, ClangDiagnostic diagnostic) {
    Place place = diagnostic.place();
    if (place.file() != SourceFile.NONE) {
      text.append(shown(place.file()))
          .append(':')
          .append(place.line())
          .append(':')
          .append(place.column())
          .append(": ");
    }
    text.append(
            switch (diagnostic.severity()) {
              case 2 -> "warning: ";
              case 3 -> "error: ";
              case 4 -> "fatal error: ";
              default -> "note: ";
            })
        .append(diagnostic.message());
    if (diagnostic.option().startsWith("-W")) {
      text.append(" [").append(diagnostic.option()).append(']');
    }
    text.append('\n');
    snippet(text, diagnostic);
  }

  private void snippet(StringBuilder text, ClangDiagnostic diagnostic) {
    Place place = diagnostic.place();
    byte[] bytes = source.contents(place.file());
    if (place.line() == 0 || place.offset() > bytes.length) {
      return;
    }
    int start = place.offset() - (place.column() - 1);
    int end = Math.max(start, 0);
    while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r') {
      end++;
    }
    if (start < 0 || end - start > MAX_WIDTH) {
      return;
    }
    byte[] line = Arrays.copyOfRange(bytes, start, end);
    int[] columns = displayColumns(line);
    char[] marks = new char[columns[line.length] + 2];
    Arrays.fill(marks, ' ');
    for (ClangDiagnostic.Range range : diagnostic.ranges()) {
      if (range.start().file() == place.file() && range.start().line() == place.line()) {
        int from = range.start().column() - 1;
        int to = range.end().line() == place.line() ? range.end().column() - 1 : line.length;
        for (int i = from; i < Math.min(to, line.length); i++) {
          marks[columns[i]] = '~';
        }
      }
    }
    marks[columns[Math.min(place.column() - 1, line.length)]] = '^';
    String number = String.valueOf(place.line());
    String gutter = " ".repeat(Math.max(0, 5 - number.length()));
    String blank = " ".repeat(Math.max(5, number.length())) + " | ";
    text.append(gutter).append(number).append(" | ").append(shown(line)).append('\n');
    text.append(blank).append(new String(marks).stripTrailing()).append('\n');
    fixIts(text, diagnostic.fixIts(), place, columns, line.length, blank);
  }

  private static void fixIts(
      StringBuilder text,
      List<ClangDiagnostic.FixIt> fixIts,
      Place place,
      int[] columns,
      int length,
      String blank) {
    StringBuilder row = new StringBuilder();
    for (ClangDiagnostic.FixIt fix : fixIts) {
      Place at = fix.range().start();
      if (at.file() != place.file()
          || at.line() != place.line()
          || fix.text().isEmpty()
          || fix.text().contains("\n")) {
        continue;
      }
      int column = columns[Math.min(at.column() - 1, length)];
      if (row.length() > column) {
        continue;
      }
      row.append(" ".repeat(column - row.length())).append(fix.text());
    }
    if (!row.isEmpty()) {
      text.append(blank).append(row).append('\n');
    }
  }

  /** {@return for each byte of a line the column at which a terminal shows it} */
  private static int[] displayColumns(byte[] line) {
    int[] columns = new int[line.length + 1];
    int column = 0;
    for (int i = 0; i < line.length; i++) {
      columns[i] = column;
      if (line[i] == '\t') {
        column = (column / 8 + 1) * 8;
      } else if ((line[i] & 0xC0) != 0x80) {
        column++;
      }
    }
    columns[line.length] = column;
    return columns;
  }

  /** Tabs widened; what a terminal would obey made visible. */
  private static String shown(byte[] line) {
    StringBuilder text = new StringBuilder();
    new String(line, StandardCharsets.UTF_8)
        .codePoints()
        .forEach(
            c -> {
              if (c == '\t') {
                text.append(" ".repeat(8 - text.length() % 8));
              } else if (Character.isISOControl(c)) {
                text.append('?');
              } else {
                text.appendCodePoint(c);
              }
            });
    return text.toString();
  }
}
