package dev.ligature.templates;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What the command line decides of an output.
 *
 * @param fileName the name of the file without directories, for example {@code Kernel32.luau};
 *     outputs of several files ignore it
 * @param javaPackage the package of Java output; empty for the unnamed one
 * @param templatesDirectory where the user's own {@code .mustache} files lie, which replace those
 *     of the jar by name ({@code luau/module.mustache})
 */
public record RenderOptions(
    String fileName, String javaPackage, Optional<Path> templatesDirectory) {
  public RenderOptions {
    Objects.requireNonNull(fileName, "fileName");
    Objects.requireNonNull(javaPackage, "javaPackage");
    Objects.requireNonNull(templatesDirectory, "templatesDirectory");
  }

  /** {@return options for a file of that name, with the templates of the jar} */
  public static RenderOptions of(String fileName) {
    return new RenderOptions(fileName, "", Optional.empty());
  }
}
