package dev.ligature.generator.header;

/**
 * A header that cannot be read at all, with a message for the user: it does not exist, it is a
 * directory, the target is unknown to clang, libclang itself cannot be loaded.
 */
public final class HeaderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public HeaderException(String message) {
    super(message);
  }

  public HeaderException(String message, Throwable cause) {
    super(message, cause);
  }
}
