package dev.ligature.idl;

import java.util.ArrayList;
import java.util.List;

/**
 * A JSON object or array on its way out. It knows the width of its one-line form, so that the
 * printer keeps what is short on one line and gives each member of what is long a line of its own.
 */
final class JsonBlock {
  /** Columns that a line may have before what stands on it is broken up. */
  private static final int LINE = 100;

  private final boolean object;
  private final boolean open;
  private final List<String> keys;

  /** A {@link JsonBlock}, or the text of a scalar. */
  private final List<Object> values = new ArrayList<>();

  /** Columns of the one-line form. */
  private int width = 2;

  private JsonBlock(boolean object, boolean open) {
    this.object = object;
    this.open = open;
    this.keys = object ? new ArrayList<>() : List.of();
  }

  static JsonBlock object() {
    return new JsonBlock(true, false);
  }

  static JsonBlock array() {
    return new JsonBlock(false, false);
  }

  /** {@return an array whose elements have a line each, however short they are} */
  static JsonBlock openArray() {
    return new JsonBlock(false, true);
  }

  /**
   * Adds a member to an object.
   *
   * @param value a {@link JsonBlock}, or the JSON text of a scalar
   */
  JsonBlock put(String key, Object value) {
    String quoted = JsonStrings.quote(key);
    keys.add(quoted);
    return append(value, quoted.length() + 2);
  }

  JsonBlock putString(String key, String value) {
    return put(key, JsonStrings.quote(value));
  }

  JsonBlock putNumber(String key, long value) {
    return put(key, Long.toString(value));
  }

  /** Adds the member where {@code flag} is not its default. */
  JsonBlock putFlag(String key, boolean flag, boolean byDefault) {
    return flag == byDefault ? this : put(key, flag ? "true" : "false");
  }

  /** Adds an element to an array. */
  JsonBlock add(Object value) {
    return append(value, 0);
  }

  private JsonBlock append(Object value, int keyWidth) {
    width += (values.isEmpty() ? 0 : 2) + keyWidth + widthOf(value);
    values.add(value);
    return this;
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  private static int widthOf(Object value) {
    if (value instanceof JsonBlock block) {
      // A block that must be open makes whatever holds it open too.
      return block.open && !block.isEmpty() ? LINE : Math.min(block.width, LINE);
    }
    return ((String) value).length();
  }

  /**
   * Prints a value.
   *
   * @param indent columns at which the current line starts
   * @param column columns of the current line that are taken
   */
  static void print(StringBuilder out, Object value, int indent, int column) {
    if (value instanceof JsonBlock block) {
      block.print(out, indent, column);
    } else {
      out.append((String) value);
    }
  }

  private void print(StringBuilder out, int indent, int column) {
    if (isEmpty() || (!open && column + width < LINE)) {
      printLine(out);
      return;
    }
    out.append(object ? '{' : '[');
    for (int i = 0; i < values.size(); i++) {
      newLine(out, indent + 2);
      int start = out.length();
      if (object) {
        out.append(keys.get(i)).append(": ");
      }
      print(out, values.get(i), indent + 2, indent + 2 + out.length() - start);
      if (i + 1 < values.size()) {
        out.append(',');
      }
    }
    newLine(out, indent);
    out.append(object ? '}' : ']');
  }

  private void printLine(StringBuilder out) {
    out.append(object ? '{' : '[');
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        out.append(", ");
      }
      if (object) {
        out.append(keys.get(i)).append(": ");
      }
      Object value = values.get(i);
      if (value instanceof JsonBlock block) {
        block.printLine(out);
      } else {
        out.append((String) value);
      }
    }
    out.append(object ? '}' : ']');
  }

  static void newLine(StringBuilder out, int indent) {
    out.append('\n');
    for (int i = 0; i < indent; i++) {
      out.append(' ');
    }
  }
}
