package dev.ligature.templates.luau;

import dev.ligature.templates.View;
import java.util.List;

/** A key of a table and its value. */
record EntryView(String key, String value) implements View {
  private static final List<String> NAMES = List.of("key", "value");

  @Override
  public Object get(String name) {
    return switch (name) {
      case "key" -> key;
      case "value" -> value;
      default -> MISSING;
    };
  }

  @Override
  public List<String> names() {
    return NAMES;
  }
}
