package dev.ligature.templates.luau;

import dev.ligature.templates.View;
import java.util.List;

/**
 * The definition of a struct or union.
 *
 * @param constructor {@code struct} or {@code union}
 * @param layout what follows the table of fields: a cast, and options with their comma; or empty
 */
record RecordView(String key, String constructor, List<FieldView> fields, String layout)
    implements View {
  private static final List<String> NAMES = List.of("key", "constructor", "fields", "layout");

  @Override
  public Object get(String name) {
    return switch (name) {
      case "key" -> key;
      case "constructor" -> constructor;
      case "fields" -> fields;
      case "layout" -> layout;
      default -> MISSING;
    };
  }

  @Override
  public List<String> names() {
    return NAMES;
  }
}
