package dev.ligature.templates.luau;

import dev.ligature.templates.View;
import java.util.List;

/** The constructor of a callback. */
record CallbackView(String key, String ret, String args) implements View {
  private static final List<String> NAMES = List.of("key", "ret", "args");

  @Override
  public Object get(String name) {
    return switch (name) {
      case "key" -> key;
      case "ret" -> ret;
      case "args" -> args;
      default -> MISSING;
    };
  }

  @Override
  public List<String> names() {
    return NAMES;
  }
}
