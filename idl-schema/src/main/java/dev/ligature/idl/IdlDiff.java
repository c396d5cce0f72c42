package dev.ligature.idl;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

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
   * @param before what the old IDL says, as C where it can be; empty for an addition
   * @param after what the new IDL says; empty for a removal
   * @param oldAt where the old header says it
   * @param newAt where the new header says it
   */
  public record Change(
      Impact impact,
      String pointer,
      String before,
      String after,
      Optional<Location> oldAt,
      Optional<Location> newAt) {
    public Change {
      Objects.requireNonNull(impact, "impact");
      Objects.requireNonNull(pointer, "pointer");
      Objects.requireNonNull(before, "before");
      Objects.requireNonNull(after, "after");
      Objects.requireNonNull(oldAt, "oldAt");
      Objects.requireNonNull(newAt, "newAt");
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
          .max(java.util.Comparator.naturalOrder())
          .orElse(Impact.NONE);
    }

    /** {@return the report for a person, breaking changes first; ends with a summary line} */
    public String text() {
      throw new UnsupportedOperationException("not yet written");
    }
  }

  /** {@return what changed from {@code before} to {@code after}} */
  public static Report compare(Idl before, Idl after) {
    throw new UnsupportedOperationException("not yet written");
  }
}
