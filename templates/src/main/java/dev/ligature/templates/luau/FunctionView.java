package dev.ligature.templates.luau;

import dev.ligature.templates.View;
import java.util.List;

/**
 * An entry of the interface.
 *
 * @param args a table
 * @param ret empty for void
 * @param symbol a string literal, or empty
 * @param convention a string literal, or empty
 * @param flags extensions that are true
 */
record FunctionView(
    String key, String args, String ret, String symbol, String convention, List<String> flags)
    implements View {
  private static final List<String> NAMES =
      List.of("key", "args", "ret", "symbol", "convention", "flags");

  @Override
  public Object get(String name) {
    return switch (name) {
      case "key" -> key;
      case "args" -> args;
      case "ret" -> ret;
      case "symbol" -> symbol;
      case "convention" -> convention;
      case "flags" -> flags;
      default -> MISSING;
    };
  }

  @Override
  public List<String> names() {
    return NAMES;
  }
}
