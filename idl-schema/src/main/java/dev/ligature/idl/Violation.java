package dev.ligature.idl;

import java.util.Objects;

/**
 * Something in a JSON document that its schema does not allow.
 *
 * @param pointer the place as a JSON pointer; empty for the whole document
 * @param message what is wrong with it
 */
public record Violation(String pointer, String message) {
  public Violation {
    Objects.requireNonNull(pointer, "pointer");
    Objects.requireNonNull(message, "message");
  }

  @Override
  public String toString() {
    return (pointer.isEmpty() ? "the document" : pointer) + ": " + message;
  }
}
