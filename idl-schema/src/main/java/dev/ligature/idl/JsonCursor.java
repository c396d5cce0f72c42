package dev.ligature.idl;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** A place in a JSON document and the value that stands there. */
final class JsonCursor {
  private static final BigInteger EXACT = BigInteger.ONE.shiftLeft(53);
  private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,19}");

  private final JsonCursor parent;
  private final String key;
  private final JsonTree value;

  private JsonCursor(JsonCursor parent, String key, JsonTree value) {
    this.parent = parent;
    this.key = key;
    this.value = value;
  }

  static JsonCursor root(JsonTree value) {
    return new JsonCursor(null, "", value);
  }

  /** {@return the cursor of a value inside this one, which need not be in this one's tree} */
  JsonCursor child(String name, JsonTree inner) {
    return new JsonCursor(this, name, inner);
  }

  /** {@return the place as a JSON pointer (RFC 6901)} */
  String pointer() {
    return parent == null ? "" : parent.pointer() + "/" + References.escape(key);
  }

  IdlException error(String expected) {
    return new IdlException(pointer(), describe(value), expected);
  }

  private static String describe(JsonTree value) {
    return switch (value) {
      case JsonTree.Obj(var members) ->
          members.isEmpty() ? "an empty object" : "an object with " + listed(members.keySet());
      case JsonTree.Arr(var elements) -> "an array of " + elements.size();
      case JsonTree.Str(String text) -> JsonStrings.quote(shortened(text));
      case JsonTree.Num(String text, boolean integral) -> shortened(text);
      case JsonTree.Bool(boolean flag) -> Boolean.toString(flag);
      case JsonTree.Null() -> "null";
    };
  }

  private static String listed(Set<String> keys) {
    StringBuilder text = new StringBuilder();
    for (String key : keys) {
      if (text.length() > 60) {
        return text.append(", …").toString();
      }
      text.append(text.isEmpty() ? "" : ", ").append(JsonStrings.quote(shortened(key)));
    }
    return text.toString();
  }

  private static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 57) + "…";
  }

  /**
   * Checks that this is an object with no keys but those.
   *
   * @param what for the message: {@code "a record"}
   */
  JsonCursor object(String what, Set<String> allowed) {
    for (String name : members(what).keySet()) {
      if (!allowed.contains(name)) {
        throw child(name, members(what).get(name))
            .error(
                "no such key in " + what + "; it may have " + String.join(", ", sorted(allowed)));
      }
    }
    return this;
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }

  boolean isObject() {
    return value instanceof JsonTree.Obj;
  }

  boolean isString() {
    return value instanceof JsonTree.Str;
  }

  boolean has(String name) {
    return value instanceof JsonTree.Obj(var members) && members.containsKey(name);
  }

  private Map<String, JsonTree> members(String what) {
    if (value instanceof JsonTree.Obj(var members)) {
      return members;
    }
    throw error(what + " (an object)");
  }

  /** {@return the members of an object whose keys are names, in order} */
  List<Map.Entry<String, JsonCursor>> entries(String what) {
    List<Map.Entry<String, JsonCursor>> entries = new ArrayList<>();
    members(what).forEach((name, inner) -> entries.add(Map.entry(name, child(name, inner))));
    return entries;
  }

  JsonCursor get(String name) {
    JsonTree inner = members("an object").get(name);
    if (inner == null) {
      throw error("a key \"" + name + "\" in it");
    }
    return child(name, inner);
  }

  Optional<JsonCursor> find(String name) {
    return Optional.ofNullable(members("an object").get(name)).map(inner -> child(name, inner));
  }

  <T> Optional<T> find(String name, Function<JsonCursor, T> read) {
    return find(name).map(read);
  }

  <T> List<T> list(String what, Function<JsonCursor, T> read) {
    if (value instanceof JsonTree.Arr(var elements)) {
      List<T> list = new ArrayList<>(elements.size());
      for (JsonTree element : elements) {
        list.add(read.apply(child(Integer.toString(list.size()), element)));
      }
      return list;
    }
    throw error(what + " (an array)");
  }

  /** {@return the list under that key; empty if there is none} */
  <T> List<T> list(String name, String what, Function<JsonCursor, T> read) {
    return find(name).map(inner -> inner.list(what, read)).orElse(List.of());
  }

  String string() {
    return string("a string");
  }

  String string(String expected) {
    if (value instanceof JsonTree.Str(String text)) {
      return text;
    }
    throw error(expected);
  }

  /** {@return the string, which must match} */
  String matching(Pattern pattern, String expected) {
    String text = string(expected);
    if (!pattern.matcher(text).matches()) {
      throw error(expected);
    }
    return text;
  }

  /** {@return the string under that key; empty if there is none} */
  String stringOrEmpty(String name) {
    return find(name, JsonCursor::string).orElse("");
  }

  boolean flag() {
    if (value instanceof JsonTree.Bool(boolean flag)) {
      return flag;
    }
    throw error("true or false");
  }

  boolean flag(String name, boolean byDefault) {
    return find(name, JsonCursor::flag).orElse(byDefault);
  }

  /** {@return an integer between the bounds, which are part of the range} */
  long number(long min, long max, String expected) {
    if (value instanceof JsonTree.Num(String text, boolean integral)
        && integral
        && text.length() <= 20) {
      BigInteger number = new BigInteger(text);
      if (number.compareTo(BigInteger.valueOf(min)) >= 0
          && number.compareTo(BigInteger.valueOf(max)) <= 0) {
        return number.longValue();
      }
    }
    throw error(expected);
  }

  /** {@return a number of bytes, bits or elements} */
  long count() {
    return number(0, EXACT.longValue(), "an integer from 0 to 2^53");
  }

  /** {@return a number, or the decimal digits of one that a double could not hold} */
  BigInteger integer() {
    switch (value) {
      case JsonTree.Num(String text, boolean integral) when integral -> {
        BigInteger number = text.length() <= 20 ? new BigInteger(text) : null;
        if (number == null || number.abs().compareTo(EXACT) > 0) {
          throw error("a string of its digits: beyond 2^53 readers round JSON numbers");
        }
        return number;
      }
      case JsonTree.Str(String text) when INTEGER.matcher(text).matches() -> {
        return new BigInteger(text);
      }
      default -> throw error("an integer, or a string of at most 20 decimal digits");
    }
  }

  /** {@return a floating number, or one of {@code "inf"}, {@code "-inf"}, {@code "nan"}} */
  double floating() {
    return switch (value) {
      case JsonTree.Num(String text, boolean integral) -> {
        double number = Double.parseDouble(text);
        if (Double.isInfinite(number)) {
          throw error("a number that a double holds, or \"inf\"");
        }
        yield number;
      }
      case JsonTree.Str(String text) when text.equals("inf") -> Double.POSITIVE_INFINITY;
      case JsonTree.Str(String text) when text.equals("-inf") -> Double.NEGATIVE_INFINITY;
      case JsonTree.Str(String text) when text.equals("nan") -> Double.NaN;
      default -> throw error("a number, \"inf\", \"-inf\" or \"nan\"");
    };
  }

  /** {@return the choice of that spelling} */
  <T> T choice(Map<String, T> choices) {
    T chosen = value instanceof JsonTree.Str(String text) ? choices.get(text) : null;
    if (chosen == null) {
      throw error("one of " + String.join(", ", sorted(choices.keySet())));
    }
    return chosen;
  }
}
