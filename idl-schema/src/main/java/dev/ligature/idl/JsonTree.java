package dev.ligature.idl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A JSON value as it was written: numbers keep their text, objects their order. */
sealed interface JsonTree {
  record Obj(SequencedMap<String, JsonTree> members) implements JsonTree {}

  record Arr(List<JsonTree> elements) implements JsonTree {}

  record Str(String text) implements JsonTree {}

  /** An integer or a decimal fraction; {@code text} is what the document says. */
  record Num(String text, boolean integral) implements JsonTree {}

  record Bool(boolean value) implements JsonTree {}

  record Null() implements JsonTree {}

  /**
   * {@return the value that starts at the parser's current token}
   *
   * @throws IdlException if an object has two members of one name
   * @throws tools.jackson.core.JacksonException if it is no JSON
   */
  static JsonTree parse(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        SequencedMap<String, JsonTree> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          if (members.putIfAbsent(name, parse(parser)) != null) {
            throw duplicate(parser, name);
          }
        }
        yield new Obj(members);
      }
      case START_ARRAY -> {
        List<JsonTree> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          elements.add(parse(parser));
        }
        yield new Arr(elements);
      }
      case VALUE_STRING -> new Str(parser.getString());
      case VALUE_NUMBER_INT -> new Num(parser.getString(), true);
      case VALUE_NUMBER_FLOAT -> new Num(parser.getString(), false);
      case VALUE_TRUE -> new Bool(true);
      case VALUE_FALSE -> new Bool(false);
      case VALUE_NULL -> new Null();
      case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new IllegalStateException("a value starts with " + parser.currentToken());
    };
  }

  /** {@return the error for the second member of a name} */
  static IdlException duplicate(JsonParser parser, String name) {
    return new IdlException(
        parser.streamReadContext().pathAsPointer().toString(),
        "a second \"" + name + "\"",
        "each key once");
  }
}
