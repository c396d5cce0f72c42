package dev.ligature.luau;

/** The script needed more memory than it may use or the JVM has. */
public final class LuauOutOfMemoryException extends LuauException {
  private static final long serialVersionUID = 1L;

  LuauOutOfMemoryException(Throwable cause) {
    super("not enough memory", cause);
  }
}
