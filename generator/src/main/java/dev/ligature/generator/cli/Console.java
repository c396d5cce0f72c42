package dev.ligature.generator.cli;

import dev.ligature.generator.header.Diagnostic;
import java.io.PrintStream;
import java.util.function.Supplier;

/**
 * Everything that goes to standard error: clang's diagnostics as clang shows them, our own messages
 * in the same form, the summary. With {@code --diagnostics=json} each is one JSON object a line.
 */
final class Console {
  /** How messages look. */
  enum Format {
    TEXT,
    JSON
  }

  private static final String RESET = "\u001b[0m";
  private static final String BOLD = "\u001b[1m";
  private static final String RED = "\u001b[1;31m";
  private static final String MAGENTA = "\u001b[1;35m";
  private static final String CYAN = "\u001b[1;36m";
  private static final String GREEN = "\u001b[1;32m";

  private final PrintStream err;
  private Format format = Format.TEXT;
  private boolean color;
  private boolean quiet;

  Console(PrintStream err) {
    this.err = err;
  }

  void configure(Format newFormat, boolean newColor, boolean newQuiet) {
    format = newFormat;
    color = newColor && newFormat == Format.TEXT;
    quiet = newQuiet;
  }

  boolean isText() {
    return format == Format.TEXT;
  }

  void diagnostic(Diagnostic diagnostic) {
    if (format == Format.JSON) {
      err.println(
          "{\"severity\":"
              + Json.quote(severity(diagnostic.severity()))
              + (diagnostic.file().isEmpty()
                  ? ""
                  : ",\"file\":"
                      + Json.quote(diagnostic.file())
                      + ",\"line\":"
                      + diagnostic.line()
                      + ",\"column\":"
                      + diagnostic.column())
              + ",\"message\":"
              + Json.quote(diagnostic.message())
              + ",\"text\":"
              + Json.quote(diagnostic.text())
              + "}");
    } else {
      err.println(color ? colored(diagnostic.text()) : diagnostic.text());
    }
  }

  private static String severity(Diagnostic.Severity severity) {
    return switch (severity) {
      case NOTE -> "note";
      case WARNING -> "warning";
      case ERROR, FATAL -> "error";
    };
  }

  void error(String message) {
    message("error", RED, message);
  }

  void warning(String message) {
    message("warning", MAGENTA, message);
  }

  void note(String message) {
    if (!quiet) {
      message("note", CYAN, message);
    }
  }

  private void message(String severity, String paint, String message) {
    if (format == Format.JSON) {
      err.println(
          "{\"severity\":" + Json.quote(severity) + ",\"message\":" + Json.quote(message) + "}");
    } else if (color) {
      err.println(BOLD + "bindgen: " + paint + severity + ": " + RESET + message);
    } else {
      err.println("bindgen: " + severity + ": " + message);
    }
  }

  /** Prints a line of result that people read and {@code --quiet} silences. */
  void summary(Supplier<Summary> summary) {
    if (format == Format.JSON) {
      err.println(summary.get().json());
    } else if (!quiet) {
      err.println(summary.get().text());
    }
  }

  /** Colours clang's text the way clang does. */
  private static String colored(String text) {
    StringBuilder out = new StringBuilder(text.length() + 64);
    for (String line : text.split("\n", -1)) {
      if (!out.isEmpty()) {
        out.append('\n');
      }
      if (!paint(out, line, ": fatal error: ", RED)
          && !paint(out, line, ": error: ", RED)
          && !paint(out, line, ": warning: ", MAGENTA)
          && !paint(out, line, ": note: ", CYAN)) {
        boolean caret = !line.isBlank() && line.chars().allMatch(c -> " \t^~|".indexOf(c) >= 0);
        out.append(caret ? GREEN + line + RESET : line);
      }
    }
    return out.toString();
  }

  private static boolean paint(StringBuilder out, String line, String word, String paint) {
    int at = line.indexOf(word);
    if (at < 0) {
      return false;
    }
    int message = at + word.length();
    out.append(BOLD).append(line, 0, at + 2).append(RESET);
    out.append(paint).append(line, at + 2, message).append(RESET);
    out.append(BOLD).append(line, message, line.length()).append(RESET);
    return true;
  }
}
