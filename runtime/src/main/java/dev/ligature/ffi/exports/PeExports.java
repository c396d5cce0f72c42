package dev.ligature.ffi.exports;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The export directory of a Windows DLL. Source: Microsoft's PE format specification. */
final class PeExports {
  private static final int SECTION_HEADER = 40;
  private static final long EXECUTABLE = 0x20000000L;

  /** No DLL can have more: ordinals have 16 bits. */
  private static final int MOST_EXPORTS = 1 << 16;

  private record Section(long address, long size, long offset, boolean code) {}

  private final Bytes file;
  private final String what;
  private final List<Section> sections = new ArrayList<>();

  private PeExports(Bytes file, String what) {
    this.file = file;
    this.what = what;
  }

  static ExportTable read(Bytes file, String what) throws ExportException {
    return new PeExports(file, what).table();
  }

  private ExportTable table() throws ExportException {
    long header = file.u32(0x3c);
    if (file.u32(header) != 0x4550) {
      throw new ExportException(what + " is a DOS program, not a DLL");
    }
    int machine = file.u16(header + 4);
    int sectionCount = file.u16(header + 6);
    int optionalSize = file.u16(header + 20);
    long optional = header + 24;
    int magic = file.u16(optional);
    if (magic != 0x10b && magic != 0x20b) {
      throw file.error("optional header of unknown kind 0x" + Integer.toHexString(magic), optional);
    }
    boolean plus = magic == 0x20b;
    long directories = optional + (plus ? 112 : 96);
    long directoryCount = file.u32(directories - 4);
    long sectionTable = optional + optionalSize;
    for (int i = 0; i < sectionCount; i++) {
      long at = sectionTable + (long) i * SECTION_HEADER;
      long size = Math.max(file.u32(at + 8), file.u32(at + 16));
      boolean code = (file.u32(at + 36) & EXECUTABLE) != 0;
      sections.add(new Section(file.u32(at + 12), size, file.u32(at + 20), code));
    }
    Optional<String> arch = CoffMachine.arch(machine);
    long address = directoryCount == 0 ? 0 : file.u32(directories);
    if (address == 0) {
      return new ExportTable(ExportTable.Format.COFF, arch, Optional.empty(), List.of());
    }
    long size = file.u32(directories + 4);
    long directory = fileOffset(address);
    String name = file.cString(fileOffset(file.u32(directory + 12)));
    return new ExportTable(
        ExportTable.Format.COFF, arch, Optional.of(name), exports(directory, address, size));
  }

  private List<Export> exports(long directory, long start, long size) throws ExportException {
    int base = (int) file.u32(directory + 16);
    long functionCount = file.u32(directory + 20);
    long nameCount = file.u32(directory + 24);
    if (functionCount > MOST_EXPORTS || nameCount > MOST_EXPORTS) {
      throw file.error("more exports than ordinals", directory);
    }
    if (functionCount == 0) {
      return List.of();
    }
    long functions = fileOffset(file.u32(directory + 28));
    boolean[] named = new boolean[(int) functionCount];
    List<Export> exports = new ArrayList<>();
    if (nameCount > 0) {
      long names = fileOffset(file.u32(directory + 32));
      long ordinals = fileOffset(file.u32(directory + 36));
      for (int i = 0; i < nameCount; i++) {
        int index = file.u16(ordinals + 2L * i);
        if (index >= functionCount) {
          throw file.error("export number " + index + " of " + functionCount, ordinals + 2L * i);
        }
        named[index] = true;
        String name = file.cString(fileOffset(file.u32(names + 4L * i)));
        exports.add(
            export(name, false, base + index, file.u32(functions + 4L * index), start, size));
      }
    }
    for (int index = 0; index < functionCount; index++) {
      long address = file.u32(functions + 4L * index);
      if (!named[index] && address != 0) {
        String name = "#" + (base + index);
        exports.add(export(name, true, base + index, address, start, size));
      }
    }
    return exports;
  }

  private Export export(
      String name, boolean byOrdinal, int ordinal, long address, long start, long size)
      throws ExportException {
    Optional<String> forwarder = Optional.empty();
    Export.Kind kind = Export.Kind.UNKNOWN;
    // An address inside the export directory is the text "DLL.Name".
    if (address >= start && address < start + size) {
      forwarder = Optional.of(file.cString(fileOffset(address)));
    } else {
      kind = section(address).code() ? Export.Kind.FUNCTION : Export.Kind.DATA;
    }
    return new Export(
        name, name, kind, OptionalInt.of(ordinal), byOrdinal, forwarder, Optional.empty());
  }

  private long fileOffset(long address) throws ExportException {
    Section section = section(address);
    return section.offset() + (address - section.address());
  }

  private Section section(long address) throws ExportException {
    for (Section section : sections) {
      if (address >= section.address() && address - section.address() < section.size()) {
        return section;
      }
    }
    throw file.error("address 0x" + Long.toHexString(address) + " is in no section", 0);
  }
}
