package dev.ligature.idl;

import java.util.Objects;

/** An IDL document that cannot be read: says where, what stands there, and what should. */
public final class IdlException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String pointer;

  /**
   * @param pointer the place as a JSON pointer (RFC 6901); empty for the whole document
   * @param found the offending value, short
   * @param expected what should stand there
   */
  public IdlException(String pointer, String found, String expected) {
    this("found " + found + ", expected " + expected, pointer);
  }

  private IdlException(String message, String pointer) {
    super((pointer.isEmpty() ? "the document" : pointer) + ": " + message);
    this.pointer = Objects.requireNonNull(pointer, "pointer");
  }

  /** {@return the error for a document of the right shape whose parts do not fit together} */
  static IdlException inconsistent(String pointer, String message) {
    return new IdlException(message, pointer);
  }

  /** {@return the place as a JSON pointer; empty for the whole document} */
  public String pointer() {
    return pointer;
  }
}
