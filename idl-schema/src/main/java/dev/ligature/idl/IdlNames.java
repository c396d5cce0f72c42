package dev.ligature.idl;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which strings may stand as names in an IDL. Whoever writes a document may be a stranger, and
 * names go into generated code, so none may hold a quote, a bracket or a line break. The schema has
 * the same patterns.
 */
final class IdlNames {
  /** Neither ASCII beyond letters, digits, _ and $, nor controls, spaces and direction marks. */
  private static final String OTHER_THAN_NAME =
      "\\u0000-\\u0023\\u0025-\\u002f\\u003a-\\u0040\\u005b-\\u005e\\u0060\\u007b-\\u00a7"
          + "\\u2000-\\u203e\\u2055-\\u206f\\ud800-\\udfff\\ufeff";

  /** An identifier of C, universal characters included (C23 6.4.2; {@code $} is an extension). */
  static final Pattern IDENTIFIER = Pattern.compile("^(?![0-9])[^" + OTHER_THAN_NAME + "]+$");

  /** A key of records and enums: identifiers, {@code struct}, dots and numbers in parentheses. */
  static final Pattern TAG_KEY =
      Pattern.compile(
          "^[^"
              + OTHER_THAN_NAME.replace(
                  "\\u0000-\\u0023\\u0025-\\u002f",
                  "\\u0000-\\u001f\\u0021-\\u0023\\u0025-\\u0027\\u002a-\\u002d\\u002f")
              + "]+$");

  /** A member of a compound literal: identifiers, dots and indices in brackets. */
  static final Pattern MEMBER =
      Pattern.compile(
          "^(?![0-9])[^"
              + OTHER_THAN_NAME
                  .replace("\\u0025-\\u002f", "\\u0025-\\u002d\\u002f")
                  .replace("\\u005b-\\u005e", "\\u005c\\u005e")
              + "]+$");

  /** The name of a module: it becomes a file, a class, a table. */
  static final Pattern MODULE = Pattern.compile("^[A-Za-z_][A-Za-z0-9_]*$");

  /** Text of one line: a library, a header, a linker's symbol, a C type's spelling. */
  static final Pattern LINE = Pattern.compile("^[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]+$");

  /** {@code file:line}. */
  static final Pattern LOCATION =
      Pattern.compile("^[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]*:[1-9][0-9]{0,8}$");

  /** What the patterns mean, by their text, for messages. */
  static final Map<String, String> DESCRIPTIONS =
      Map.of(
          IDENTIFIER.pattern(), "an identifier of C",
          TAG_KEY.pattern(), "a key such as \"struct stat\" or \"div_t\"",
          MEMBER.pattern(), "the name of a member",
          MODULE.pattern(), "an identifier of ASCII letters and digits",
          LINE.pattern(), "a line of text",
          LOCATION.pattern(), "a place, \"file:line\"");

  private IdlNames() {}
}
