package dev.ligature.idl;

import java.io.IOException;

/** Writes the canonical JSON form of the IDL: equal IDLs give equal text. */
public final class IdlWriter {
  private IdlWriter() {}

  /** {@return the document, with a newline at its end} */
  public static String write(Idl idl) {
    throw new UnsupportedOperationException("not yet written");
  }

  /**
   * Writes the document, with a newline at its end.
   *
   * @throws IOException if {@code out} throws it
   */
  public static void write(Idl idl, Appendable out) throws IOException {
    throw new UnsupportedOperationException("not yet written");
  }
}
