package dev.ligature.templates.luau;

import dev.ligature.templates.View;
import java.util.List;

/**
 * An exported type.
 *
 * @param doc lines of its doc comment
 * @param record whether it is the type of a record's views, with {@code fields}
 * @param definition the type, unless it is a record
 */
record TypeView(
    List<String> doc, String name, boolean record, List<FieldTypeView> fields, String definition)
    implements View {
  private static final List<String> NAMES =
      List.of("doc", "name", "record", "fields", "definition");

  @Override
  public Object get(String name) {
    return switch (name) {
      case "doc" -> doc;
      case "name" -> this.name;
      case "record" -> record;
      case "fields" -> fields;
      case "definition" -> definition;
      default -> MISSING;
    };
  }

  @Override
  public List<String> names() {
    return NAMES;
  }
}
