package dev.ligature.generator.cli;

import java.util.List;
import java.util.Objects;

/**
 * One option of the command line.
 *
 * @param group the heading that it stands under in {@code --help}
 * @param names with their dashes; the last one is its name in messages and look-ups
 * @param label what its value is called; empty for a flag
 * @param joined whether the value may follow the name without a blank: {@code -Idir}
 * @param clang what clang's argument starts with, for an option that is passed on; a blank at the
 *     end makes the value an argument of its own
 * @param description for {@code --help}
 */
record Option(
    Group group,
    List<String> names,
    String label,
    boolean joined,
    String clang,
    String description) {
  Option {
    Objects.requireNonNull(group, "group");
    names = List.copyOf(names);
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(clang, "clang");
    Objects.requireNonNull(description, "description");
  }

  /** The headings of {@code --help}, in order. */
  enum Group {
    OUTPUT("Output"),
    HEADERS("How the headers are read (as clang's options)"),
    SELECTION("What is bound"),
    MEANING("What it becomes"),
    RUNNING("Running");

    private final String heading;

    Group(String heading) {
      this.heading = heading;
    }

    String heading() {
      return heading;
    }
  }

  static Option value(Group group, String label, String description, String... names) {
    return new Option(group, List.of(names), label, false, "", description);
  }

  static Option flag(Group group, String description, String... names) {
    return new Option(group, List.of(names), "", false, "", description);
  }

  /** An option of clang's. */
  static Option clang(
      String label, boolean joined, String prefix, String description, String... names) {
    return new Option(Group.HEADERS, List.of(names), label, joined, prefix, description);
  }

  boolean isFlag() {
    return label.isEmpty();
  }

  boolean isClang() {
    return !clang.isEmpty();
  }

  String name() {
    return names.getLast();
  }
}
