package dev.ligature.luau.lune;

/**
 * A script asked for the end of the process. It passes every {@code pcall}; the host that runs the
 * script decides what ends.
 */
public final class ScriptExit extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;

  ScriptExit(int code) {
    super("the script exits with code " + code, null, false, false);
    this.code = code;
  }

  /** {@return the exit code, 0 to 255} */
  public int code() {
    return code;
  }
}
