package dev.ligature.templates.luau;

import dev.ligature.templates.View;
import java.util.List;

/**
 * A field of a definition.
 *
 * @param name a string literal
 * @param extra length, bits, offset: with their commas, or empty
 * @param note a comment, or empty
 */
record FieldView(String name, String ctype, String extra, String note) implements View {
  private static final List<String> NAMES = List.of("name", "ctype", "extra", "note");

  @Override
  public Object get(String name) {
    return switch (name) {
      case "name" -> this.name;
      case "ctype" -> ctype;
      case "extra" -> extra;
      case "note" -> note;
      default -> MISSING;
    };
  }

  @Override
  public List<String> names() {
    return NAMES;
  }
}
