package dev.ligature.templates.luau;

import dev.ligature.templates.View;
import java.util.List;

/** What {@code index.mustache} sees: the module on top of a folder. */
record IndexView(String title, String type, List<EntryView> modules, List<GroupView> members)
    implements View {
  private static final List<String> NAMES = List.of("title", "type", "modules", "members");

  @Override
  public Object get(String name) {
    return switch (name) {
      case "title" -> title;
      case "type" -> type;
      case "modules" -> modules;
      case "members" -> members;
      default -> MISSING;
    };
  }

  @Override
  public List<String> names() {
    return NAMES;
  }
}
