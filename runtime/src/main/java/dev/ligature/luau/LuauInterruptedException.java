package dev.ligature.luau;

/** The host stopped the script by {@link Luau#interrupt()}; scripts can't catch that. */
public final class LuauInterruptedException extends LuauException {
  private static final long serialVersionUID = 1L;

  LuauInterruptedException() {
    super("the script was interrupted", null);
  }
}
