package dev.ligature.idl;

import java.util.List;

/** The JSON Schema of the IDL, which travels in the jar under the id {@link Idl#SCHEMA_ID}. */
public final class IdlSchema {
  private IdlSchema() {}

  /** {@return the text of the schema} */
  public static String text() {
    throw new UnsupportedOperationException("not yet written");
  }

  /**
   * {@return what the schema does not allow in the document, in the document's order; empty if it
   * is valid}
   */
  public static List<Violation> validate(String json) {
    throw new UnsupportedOperationException("not yet written");
  }
}
