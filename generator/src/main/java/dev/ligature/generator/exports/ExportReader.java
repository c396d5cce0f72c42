package dev.ligature.generator.exports;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Reads what a library file exports, whatever its format; the content decides, not the name. */
public final class ExportReader {
  /** A text file above this size is none that we know. */
  private static final long LARGEST_TEXT = 64 << 20;

  private static final long ARCHIVE = 0x72613c21L; // "!<ar"

  private ExportReader() {}

  /**
   * {@return what {@code path} exports}
   *
   * @param arch which part of a fat Mach-O file to read, in the words of {@link
   *     dev.ligature.idl.Target#arch()}
   * @throws IOException if the file cannot be read
   * @throws ExportException if its format is unknown or it is malformed
   */
  public static ExportTable read(Path path, String arch) throws IOException, ExportException {
    if (Files.isDirectory(path)) {
      throw new ExportException(path + " is a directory, not a library");
    }
    ExportTable table;
    try (FileChannel channel = FileChannel.open(path)) {
      long size = channel.size();
      if (size > Integer.MAX_VALUE) {
        throw new ExportException(path + " is larger than 2 GiB");
      }
      ByteBuffer content = channel.map(FileChannel.MapMode.READ_ONLY, 0, size);
      table = read(path, new Bytes(content, ByteOrder.LITTLE_ENDIAN, path.toString()), arch);
    }
    return table;
  }

  private static ExportTable read(Path path, Bytes file, String arch)
      throws IOException, ExportException {
    String what = path.toString();
    if (file.size() >= 16) {
      long magic = file.u32(0);
      if (magic == 0x464c457fL) {
        return ElfExports.read(file, what);
      }
      if ((magic & 0xffff) == 0x5a4d) {
        return PeExports.read(file, what);
      }
      if (magic == ARCHIVE) {
        return ImportLibrary.read(file, what);
      }
      if (MachOExports.isMachO(file)) {
        return MachOExports.read(file, what, arch);
      }
    }
    return readText(path, file, arch);
  }

  private static ExportTable readText(Path path, Bytes file, String arch)
      throws IOException, ExportException {
    String what = path.toString();
    if (file.size() <= LARGEST_TEXT) {
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
