package dev.ligature.idl;

import java.util.Objects;

/**
 * Where a declaration stands in its header.
 *
 * @param file the header as it would be included ({@code "winbase.h"}, {@code "openssl/ssl.h"}):
 *     with forward slashes, never an absolute path of the machine that ran the frontend
 * @param line 1-based
 */
public record Location(String file, int line) {
  public Location {
    Objects.requireNonNull(file, "file");
    if (line < 1) {
      throw new IllegalArgumentException("line " + line + " of " + file + " is not positive");
    }
  }

  /** {@return {@code file:line}, the form of the IDL's {@code at}} */
  @Override
  public String toString() {
    return file + ":" + line;
  }
}
