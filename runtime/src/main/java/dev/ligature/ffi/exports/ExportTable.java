package dev.ligature.ffi.exports;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a library exports, in the file's order.
 *
 * @param format decides how linker names are made of C names
 * @param arch the architecture as {@code "x86_64"}, {@code "i686"}, {@code "aarch64"}, if the file
 *     says one
 * @param library the name by which a loader finds it: soname, DLL name, install name
 */
public record ExportTable(
    Format format, Optional<String> arch, Optional<String> library, List<Export> exports) {
  public ExportTable {
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(arch, "arch");
    Objects.requireNonNull(library, "library");
    exports = List.copyOf(exports);
  }

  /** The families of object files. */
  public enum Format {
    /** Linker names are C names. */
    ELF,
    /** On i686, linker names have decorations: {@code _f}, {@code _f@8}, {@code @f@8}. */
    COFF,
    /** Linker names are C names after an underscore. */
    MACH_O
  }
}
