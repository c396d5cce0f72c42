package dev.ligature.generator.cli;

import java.util.Optional;

/** The version of the program, from its jar's manifest. */
final class Version {
  private Version() {}

  static String text() {
    String version =
        Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
            .orElse("(not from a jar)");
    return "bindgen (Ligature) " + version + ", IDL " + dev.ligature.idl.Idl.VERSION;
  }
}
