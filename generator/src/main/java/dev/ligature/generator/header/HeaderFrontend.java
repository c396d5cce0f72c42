package dev.ligature.generator.header;

import java.util.Objects;

/** Reads C headers with libclang and says what they declare. */
public final class HeaderFrontend {

  /**
   * Parses the headers of a request.
   *
   * @return the declarations and clang's diagnostics; errors in a header are no exception
   * @throws HeaderException if a header cannot be read at all
   */
  public ParsedHeaders parse(ParseRequest request) {
    Objects.requireNonNull(request, "request");
    throw new HeaderException("the frontend is not built yet");
  }
}
