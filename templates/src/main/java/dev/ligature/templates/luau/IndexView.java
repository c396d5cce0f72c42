package dev.ligature.templates.luau;

import dev.ligature.templates.View;
import java.util.List;

/**
 * What {@code index.mustache} sees: the module on top of a folder.
 *
 * @param headers what the table of modules is called, {@code headers}, or {@code headers_} where C
 *     has that name
 * @param modules key and path of each module of a header
 * @param variables what the table of global variables is called, or empty if there are none
 * @param members the names of each module, grouped by it
 */
record IndexView(
    String title,
    String type,
    String headers,
    List<EntryView> modules,
    String variables,
    List<GroupView> members)
    implements View {
  private static final List<String> NAMES =
      List.of("title", "type", "headers", "modules", "variables", "members");

  @Override
  public Object get(String name) {
    return switch (name) {
      case "title" -> title;
      case "type" -> type;
      case "headers" -> headers;
      case "modules" -> modules;
      case "variables" -> variables;
      case "members" -> members;
      default -> MISSING;
    };
  }

  @Override
  public List<String> names() {
    return NAMES;
  }
}
