package dev.ligature.luau;

/** An error that a script raised and did not catch. */
public final class LuauRuntimeException extends LuauException {
  private static final long serialVersionUID = 1L;

  private final transient Object value;
  private final String traceback;

  LuauRuntimeException(String message, Object value, String traceback, Throwable cause) {
    super(message, cause);
    this.value = value;
    this.traceback = traceback;
  }

  /** {@return the value that was raised, as Luau sees it; null is nil} */
  public Object value() {
    return value;
  }

  /** {@return the Luau call stack of the error, a line a function, innermost first} */
  public String traceback() {
    return traceback;
  }
}
