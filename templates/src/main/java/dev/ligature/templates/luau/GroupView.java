package dev.ligature.templates.luau;

import dev.ligature.templates.View;
import java.util.List;

/**
 * Entries that stand in one header, or the members of one table.
 *
 * @param name the header's name in a comment; the key of a table
 */
record GroupView(String name, List<? extends View> entries) implements View {
  private static final List<String> NAMES = List.of("name", "entries");

  @Override
  public Object get(String name) {
    return switch (name) {
      case "name" -> this.name;
      case "entries" -> entries;
      default -> MISSING;
    };
  }

  @Override
  public List<String> names() {
    return NAMES;
  }
}
