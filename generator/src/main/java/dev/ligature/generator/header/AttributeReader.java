package dev.ligature.generator.header;

import dev.ligature.generator.clang.Cursor;
import dev.ligature.generator.clang.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the attributes among a function's or variable's children, and the parameters' names with
 * them. Libclang says of most attributes only that there is one: their text says which.
 */
final class AttributeReader {
  private final SourceText source;
  final List<String> parameters = new ArrayList<>();
  Optional<String> symbol = Optional.empty();
  boolean noreturn;
  boolean allNonNull;
  boolean mayLimitAvailability;

  /** Parameters that the attribute {@code nonnull} names, counted from 1. */
  final Set<Integer> nonNull = new HashSet<>();

  AttributeReader(SourceText source) {
    this.source = source;
  }

  void visit(Cursor child) {
    switch (child.kind()) {
      case PARAMETER -> parameters.add(child.spelling());
      case ASM_LABEL -> symbol = Optional.of(linkerName(child.spelling()));
      case UNEXPOSED_ATTRIBUTE -> attribute(child);
      default -> {}
    }
  }

  /** A label that begins with \01 is the whole name: no platform prefix is put before it. */
  private static String linkerName(String label) {
    return label.startsWith("\u0001") ? label.substring(1) : label;
  }

  private void attribute(Cursor child) {
    Place start = child.start();
    String name = source.identifier(start);
    switch (source.attributeKind(name)) {
      case NORETURN -> noreturn = true;
      case AVAILABILITY -> mayLimitAvailability = true;
      case NONNULL -> nonNull(source.arguments(start));
      case OTHER -> {}
    }
  }

  /** {@code nonnull} alone means all; numbers in parentheses mean those. */
  private void nonNull(String arguments) {
    boolean any = false;
    int number = 0;
    boolean digits = false;
    for (int i = 0; i <= arguments.length(); i++) {
      char c = i < arguments.length() ? arguments.charAt(i) : ' ';
      if (c >= '0' && c <= '9' && number < 1000) {
        number = number * 10 + (c - '0');
        digits = true;
      } else if (digits) {
        nonNull.add(number);
        any = true;
        digits = false;
        number = 0;
      }
    }
    allNonNull |= !any;
  }
}
