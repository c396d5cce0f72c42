package dev.ligature.generator.cli;

/** How {@code bindgen} ends. Numbers are stable: scripts and build tools may rely on them. */
public enum ExitCode {
  /** Everything was done; warnings may have been shown. */
  OK(0, "done, possibly with warnings"),
  /** The input was understood and is not good: nothing was written. */
  FAILED(1, "errors in a header, an invalid IDL, or --check found a difference"),
  /** The user asked for something that there is not. */
  USAGE(2, "unknown option, malformed config, overlay, rule, template or IDL"),
  /** The outside does not let us. */
  INPUT_OUTPUT(3, "a file cannot be found, read or written"),
  /** A bug of ours. */
  INTERNAL(70, "a bug in bindgen: please report it");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /** {@return the number that the process returns} */
  public int code() {
    return code;
  }

  /** {@return one line for {@code --help}} */
  public String meaning() {
    return meaning;
  }
}
