package dev.ligature.ffi;

/**
 * A mistake in the use of native memory or native functions. Its message is for the user and names
 * what was wrong and where the limit is; it carries no stack trace, because the script's position
 * says more.
 */
public final class FfiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public FfiException(String message) {
    super(message, null, false, false);
  }
}
