package dev.ligature.generator.header;

import java.util.Objects;

/**
 * One of clang's diagnostics.
 *
 * @param severity how bad it is
 * @param file the file as clang names it; empty if it has no place
 * @param line 1-based; 0 if it has no place
 * @param column 1-based, bytes; 0 if it has no place
 * @param message without place and severity
 * @param text several lines as clang shows them: includes, place, message, source line, caret,
 *     fix-its, notes; no newline at the end
 */
public record Diagnostic(
    Severity severity, String file, int line, int column, String message, String text) {

  /** Clang's severities. */
  public enum Severity {
    NOTE,
    WARNING,
    ERROR,
    FATAL
  }

  public Diagnostic {
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(text, "text");
  }

  /** {@return whether it is an error} */
  public boolean isError() {
    return severity == Severity.ERROR || severity == Severity.FATAL;
  }
}
