package dev.ligature.templates.luau;

import dev.ligature.templates.View;
import java.util.List;

/**
 * A global variable.
 *
 * @param cast the expression of a pointer to it
 */
record VariableView(String key, String cast) implements View {
  private static final List<String> NAMES = List.of("key", "cast");

  @Override
  public Object get(String name) {
    return switch (name) {
      case "key" -> key;
      case "cast" -> cast;
      default -> MISSING;
    };
  }

  @Override
  public List<String> names() {
    return NAMES;
  }
}
