package dev.ligature.luau;

/** Why a script could not be loaded or did not run to its end. */
public abstract sealed class LuauException extends RuntimeException
    permits LuauSyntaxException,
        LuauRuntimeException,
        LuauInterruptedException,
        LuauOutOfMemoryException {
  private static final long serialVersionUID = 1L;

  LuauException(String message, Throwable cause) {
    super(message, cause);
  }
}
