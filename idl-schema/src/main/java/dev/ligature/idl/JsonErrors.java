package dev.ligature.idl;

import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/** What the parser says of a document that is no JSON, for a person. */
final class JsonErrors {
  /** The parser's note on where the enclosing object starts; it names no file. */
  private static final Pattern NOTE =
      Pattern.compile("\\s*\\((?:for|start marker) .*\\[Source: .*");

  private JsonErrors() {}

  static String message(JacksonException e, TokenStreamLocation location) {
    return "no JSON in line "
        + location.getLineNr()
        + ", column "
        + location.getColumnNr()
        + ": "
        + NOTE.matcher(e.getOriginalMessage()).replaceAll("");
  }
}
