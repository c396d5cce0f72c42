package dev.ligature.ffi.exports;

/** A file that names no exports or is malformed; the message is for the user. */
public final class ExportException extends Exception {
  private static final long serialVersionUID = 1L;

  /** An error whose message says what is wrong and, in a binary file, where. */
  public ExportException(String message) {
    super(message);
  }
}
