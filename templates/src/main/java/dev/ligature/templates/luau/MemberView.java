package dev.ligature.templates.luau;

import dev.ligature.templates.View;
import java.util.List;

/** A member of the module's type. */
record MemberView(List<String> doc, String key, String type) implements View {
  private static final List<String> NAMES = List.of("doc", "key", "type");

  @Override
  public Object get(String name) {
    return switch (name) {
      case "doc" -> doc;
      case "key" -> key;
      case "type" -> type;
      default -> MISSING;
    };
  }

  @Override
  public List<String> names() {
    return NAMES;
  }
}
