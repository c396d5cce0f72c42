package dev.ligature.templates.luau;

import dev.ligature.templates.View;
import java.util.List;

/**
 * A field in the type of a record's views.
 *
 * @param key empty if views have a member of their own of that name
 * @param write what an assignment takes, if that differs from {@code type}
 * @param name the field's name for a comment
 */
record FieldTypeView(List<String> doc, String key, String type, String write, String name)
    implements View {
  private static final List<String> NAMES = List.of("doc", "key", "type", "write", "name");

  @Override
  public Object get(String name) {
    return switch (name) {
      case "doc" -> doc;
      case "key" -> key;
      case "type" -> type;
      case "write" -> write;
      case "name" -> this.name;
      default -> MISSING;
    };
  }

  @Override
  public List<String> names() {
    return NAMES;
  }
}
