package dev.ligature.templates.luau;

import dev.ligature.templates.View;
import java.util.List;

/**
 * What to load.
 *
 * @param path an expression, unless it depends on the system
 * @param systems keys of {@code process.os} and paths
 */
record LibraryView(String path, Object systems) implements View {
  private static final List<String> NAMES = List.of("path", "systems");

  @Override
  public Object get(String name) {
    return switch (name) {
      case "path" -> path;
      case "systems" -> systems;
      default -> MISSING;
    };
  }

  @Override
  public List<String> names() {
    return NAMES;
  }
}
