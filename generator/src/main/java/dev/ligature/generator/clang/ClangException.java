package dev.ligature.generator.clang;

/** Libclang cannot be loaded, or refuses to parse at all. The message is for the user. */
public final class ClangException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ClangException(String message) {
    super(message);
  }

  public ClangException(String message, Throwable cause) {
    super(message, cause);
  }
}
