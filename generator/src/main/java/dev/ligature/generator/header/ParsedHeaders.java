package dev.ligature.generator.header;

import dev.ligature.idl.Idl;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What the frontend made of the headers.
 *
 * @param idl the declarations; without those after a fatal error if there are errors
 * @param diagnostics clang's, in its order
 * @param hasErrors whether some diagnostic is an error; the IDL is of use only if the user said to
 *     keep going
 * @param dependencies every file that was read, absolute, in order; compiler's own headers excluded
 */
public record ParsedHeaders(
    Idl idl, List<Diagnostic> diagnostics, boolean hasErrors, List<Path> dependencies) {
  public ParsedHeaders {
    Objects.requireNonNull(idl, "idl");
    diagnostics = List.copyOf(diagnostics);
    dependencies = List.copyOf(dependencies);
  }
}
