package dev.ligature.templates.luau;

import dev.ligature.templates.View;
import java.util.List;

/**
 * A constant that is a record.
 *
 * @param definition the expression of its definition
 * @param assignments statements that set a field of {@code value}
 */
record CompoundView(String key, String definition, List<String> assignments) implements View {
  private static final List<String> NAMES = List.of("key", "definition", "assignments");

  @Override
  public Object get(String name) {
    return switch (name) {
      case "key" -> key;
      case "definition" -> definition;
      case "assignments" -> assignments;
      default -> MISSING;
    };
  }

  @Override
  public List<String> names() {
    return NAMES;
  }
}
