package dev.ligature.luau.ffi;

import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.Operators;

/** Values as error messages show them. */
final class Describe {
  private static final int LONGEST = 40;

  private Describe() {}

  /** {@return a key without quotes} */
  static String key(Object key) {
    return key instanceof LuauString s ? shorten(s.toString()) : value(key);
  }

  /** {@return a value: a number as itself, a string quoted, anything else as its type} */
  static String value(Object value) {
    return switch (value) {
      case null -> "nil";
      case Double d -> Operators.toText(d).toString();
      case Long l -> l.toString();
      case Boolean b -> b.toString();
      case LuauString s -> "'" + shorten(s.toString()) + "'";
      default -> Operators.typeName(value);
    };
  }

  /** {@return an address in hexadecimal} */
  static String address(long address) {
    return "0x" + Long.toHexString(address);
  }

  private static String shorten(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
