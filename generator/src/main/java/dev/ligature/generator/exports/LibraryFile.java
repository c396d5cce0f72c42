package dev.ligature.generator.exports;

import dev.ligature.ffi.exports.ExportException;
import dev.ligature.ffi.exports.ExportReader;
import dev.ligature.ffi.exports.ExportTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** A file that says what a library exports: the library itself, or a text that stands for it. */
public final class LibraryFile {
  /** A text file above this size is none that we know. */
  private static final long LARGEST_TEXT = 64 << 20;

  private LibraryFile() {}

  /**
   * {@return what {@code path} exports}
   *
   * @param arch which part of a fat Mach-O file to read, in the words of {@link
   *     dev.ligature.idl.Target#arch()}
   * @throws IOException if the file cannot be read
   * @throws ExportException if its format is unknown or it is malformed
   */
  public static ExportTable read(Path path, String arch) throws IOException, ExportException {
    Optional<ExportTable> binary = ExportReader.read(path, arch);
    return binary.isPresent() ? binary.get() : readText(path, arch);
  }

  private static ExportTable readText(Path path, String arch) throws IOException, ExportException {
    String what = path.toString();
    if (Files.size(path) <= LARGEST_TEXT) {
      String text = Files.readString(path, StandardCharsets.ISO_8859_1);
      if (text.indexOf('\0') < 0) {
        if (LinkerScript.isLinkerScript(text)) {
          Path target = LinkerScript.target(path, text);
          if (Files.isSameFile(target, path)) {
            throw new ExportException(what + " is a linker script that refers to itself");
          }
          return read(target, arch);
        }
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        if (text.startsWith("---") || name.endsWith(".tbd")) {
          return TextStub.read(text, what);
        }
        if (name.endsWith(".def") || text.contains("EXPORTS")) {
          return ModuleDefinition.read(text, what);
        }
      }
    }
    throw new ExportException(
        what
            + " is no library that we know: ELF .so, PE .dll, import .lib or .a, .def, Mach-O"
            + " .dylib or .tbd");
  }
}
