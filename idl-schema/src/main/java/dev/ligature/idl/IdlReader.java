package dev.ligature.idl;

import java.io.IOException;
import java.nio.file.Path;

/** Reads the JSON form of the IDL. */
public final class IdlReader {
  private IdlReader() {}

  /**
   * {@return the IDL that the document holds}
   *
   * @throws IdlException if it is no JSON or no IDL of {@link Idl#VERSION}
   */
  public static Idl read(String json) {
    throw new UnsupportedOperationException("not yet written");
  }

  /**
   * {@return the IDL that the file holds}
   *
   * @throws IdlException if it is no JSON or no IDL of {@link Idl#VERSION}
   * @throws IOException if the file cannot be read
   */
  public static Idl read(Path file) throws IOException {
    throw new UnsupportedOperationException("not yet written");
  }
}
