package dev.ligature.templates.luau;

import dev.ligature.templates.View;
import java.util.List;

/**
 * A part of a module that is there.
 *
 * @param name what the module calls it, for a table of members that are no names of C: {@code
 *     structs}, or {@code structs_} where C has that name; else empty
 */
record PartView(String name, List<? extends View> entries) implements View {
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
