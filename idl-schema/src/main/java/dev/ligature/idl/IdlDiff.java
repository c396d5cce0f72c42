package dev.ligature.idl;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;

/** Compares two IDLs of one module: what code written against the old one notices of the new. */
public final class IdlDiff {
  private IdlDiff() {}

  /**
   * How a change touches code written against the old IDL, from harmless to worst.
   *
   * <p>Each has an exit code of {@code bindgen diff}; a report's is that of its worst change.
   */
  public enum Impact {
    /** Nothing, or only comments and places. */
    NONE(0),
    /** New declarations; all old ones are as they were. */
    ADDITION(10),
    /** A constant or an enumerator has another value. */
    VALUE(20),
    /** A function, a callback, a variable or a typedef has another type. */
    SIGNATURE(21),
    /** A record has another size, alignment or place of a field. */
    LAYOUT(22),
    /** Something is gone. */
    REMOVAL(23);

    private final int exitCode;

    Impact(int exitCode) {
      this.exitCode = exitCode;
    }

    /** {@return the exit code of {@code bindgen diff} where this is the worst change} */
    public int exitCode() {
      return exitCode;
    }

    /** {@return whether code written against the old IDL may stop working} */
    public boolean isBreaking() {
      return compareTo(ADDITION) > 0;
    }
  }

  /**
   * One change.
   *
   * @param pointer the place in the document as a JSON pointer
   * @param subject what changed, for a person: {@code "field wYear of struct T"}
   * @param before what the old IDL says, as C where it can be; empty for an addition
   * @param after what the new IDL says; empty for a removal
   * @param oldAt where the old header says it
   * @param newAt where the new header says it
   */
  public record Change(
      Impact impact,
      String pointer,
      String subject,
      String before,
      String after,
      Optional<Location> oldAt,
      Optional<Location> newAt) {
    public Change {
      Objects.requireNonNull(impact, "impact");
      Objects.requireNonNull(pointer, "pointer");
      Objects.requireNonNull(subject, "subject");
      Objects.requireNonNull(before, "before");
      Objects.requireNonNull(after, "after");
      Objects.requireNonNull(oldAt, "oldAt");
      Objects.requireNonNull(newAt, "newAt");
    }

    /** {@return one line: subject, what was and is, and where} */
    @Override
    public String toString() {
      StringBuilder text = new StringBuilder(subject);
      if (before.isEmpty()) {
        text.append(" is new").append(after.isEmpty() ? "" : ": " + after);
      } else if (after.isEmpty()) {
        text.append(" is gone: ").append(before);
      } else {
        text.append(": ").append(before).append(" → ").append(after);
      }
      String from = oldAt.map(Location::toString).orElse("");
      String to = newAt.map(Location::toString).orElse("");
      String places =
          from.isEmpty() || to.isEmpty() || from.equals(to)
              ? (from.isEmpty() ? to : from)
              : from + " → " + to;
      return places.isEmpty()
          ? text.toString()
          : text.append(" (").append(places).append(')').toString();
    }
  }

  /**
   * All changes.
   *
   * @param changes in the order of the sections and of the old header, additions after them
   */
  public record Report(List<Change> changes) {
    public Report {
      changes = List.copyOf(changes);
    }

    /** {@return the worst impact; {@link Impact#NONE} if nothing changed} */
    public Impact impact() {
      return changes.stream()
          .map(Change::impact)
          .max(Comparator.naturalOrder())
          .orElse(Impact.NONE);
    }

    /** {@return the report for a person, worst changes first; ends with a summary line} */
    public String text() {
      StringBuilder text = new StringBuilder();
      StringJoiner summary = new StringJoiner(", ");
      List<Impact> impacts = new ArrayList<>(List.of(Impact.values()));
      for (Impact impact : impacts.reversed()) {
        List<Change> group = changes.stream().filter(c -> c.impact() == impact).toList();
        if (group.isEmpty()) {
          continue;
        }
        String title = impact.name().toLowerCase(Locale.ROOT);
        text.append(title).append(impact.isBreaking() ? " (breaking)" : "").append('\n');
        group.forEach(change -> text.append("  ").append(change).append('\n'));
        summary.add(group.size() + " " + title);
      }
      if (changes.isEmpty()) {
        return "no difference\n";
      }
      return text.append(impact().isBreaking() ? "breaking: " : "compatible: ")
          .append(summary)
          .append('\n')
          .toString();
    }
  }

  /** {@return what changed from {@code before} to {@code after}} */
  public static Report compare(Idl before, Idl after) {
    return new Report(new Comparison(before, after).changes());
  }
}
