package dev.ligature.ffi.exports;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads what a library file exports, whatever its format; the content decides, not the name. */
public final class ExportReader {
  private static final long ELF = 0x464c457fL;
  private static final long MZ = 0x5a4d;
  private static final long ARCHIVE = 0x72613c21L; // "!<ar"

  private ExportReader() {}

  /**
   * {@return what {@code path} exports, or empty if it is no library that we know}
   *
   * @param arch which part of a fat Mach-O file to read, as {@code "x86_64"} or {@code "aarch64"}
   * @throws IOException if the file cannot be read
   * @throws ExportException if it is malformed
   */
  public static Optional<ExportTable> read(Path path, String arch)
      throws IOException, ExportException {
    if (Files.isDirectory(path)) {
      throw new ExportException(path + " is a directory, not a library");
    }
    try (FileChannel channel = FileChannel.open(path)) {
      long size = channel.size();
      if (size > Integer.MAX_VALUE) {
        throw new ExportException(path + " is larger than 2 GiB");
      }
      ByteBuffer content = channel.map(FileChannel.MapMode.READ_ONLY, 0, size);
      String what = path.toString();
      return Optional.ofNullable(
          read(new Bytes(content, ByteOrder.LITTLE_ENDIAN, what), what, arch));
    }
  }

  /** Null for a format that we do not know. */
  private static ExportTable read(Bytes file, String what, String arch) throws ExportException {
    if (file.size() < 16) {
      return null;
    }
    long magic = file.u32(0);
    if (magic == ELF) {
      return ElfExports.read(file, what);
    }
    if ((magic & 0xffff) == MZ) {
      return PeExports.read(file, what);
    }
    if (magic == ARCHIVE) {
      return ImportLibrary.read(file, what);
    }
    return MachOExports.isMachO(file) ? MachOExports.read(file, what, arch) : null;
  }
}
