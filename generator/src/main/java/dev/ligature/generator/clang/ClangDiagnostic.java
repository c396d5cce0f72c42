package dev.ligature.generator.clang;

import java.util.List;

/**
 * A diagnostic of clang's, as it is.
 *
 * @param severity 1 note, 2 warning, 3 error, 4 fatal error
 * @param place where; {@link SourceFile#NONE} if nowhere
 * @param message the message with its option ({@code [-Wfoo]}) but without place and severity
 * @param option the flag that controls it, {@code -Wfoo}; empty if none
 * @param ranges what clang underlines, on one line or several
 * @param fixIts replacements it proposes
 * @param notes diagnostics that explain this one
 */
public record ClangDiagnostic(
    int severity,
    Place place,
    String message,
    String option,
    List<Range> ranges,
    List<FixIt> fixIts,
    List<ClangDiagnostic> notes) {

  /** Two places; the end is exclusive. */
  public record Range(Place start, Place end) {}

  /** A replacement of a range by a text. */
  public record FixIt(Range range, String text) {}
}
