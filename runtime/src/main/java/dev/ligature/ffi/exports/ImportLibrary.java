package dev.ligature.ffi.exports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An import library of Windows: an {@code ar} archive whose members each stand for one export of a
 * DLL, either in Microsoft's short form or as the small objects that GNU dlltool writes.
 *
 * <pre>
 *   short:  0000 FFFF version machine time size ordinal type  symbol\0 dll\0 [export name\0]
 *   long:   an object that defines __imp_Sleep in .idata$5, Sleep in .text if it is a function,
 *           and holds the hint and the export's name in .idata$6; another object of the archive
 *           holds the DLL's name in .idata$7
 * </pre>
 *
 * Source: Microsoft's PE format specification, "Archive (Library) File Format", "Import Library
 * Format".
 */
final class ImportLibrary {
  private static final int MEMBER_HEADER = 60;
  private static final int SYMBOL = 18;
  private static final int SECTION_HEADER = 40;

  private final Bytes file;
  private final String what;
  private final Map<String, Export> exports = new LinkedHashMap<>();
  private Optional<String> library = Optional.empty();
  private Optional<String> arch = Optional.empty();
  private boolean sawElf;

  private ImportLibrary(Bytes file, String what) {
    this.file = file;
    this.what = what;
  }

  static ExportTable read(Bytes file, String what) throws ExportException {
    return new ImportLibrary(file, what).table();
  }

  private ExportTable table() throws ExportException {
    long at = 8;
    while (at + MEMBER_HEADER <= file.size()) {
      if (file.u16(at + 58) != 0x0a60) {
        throw file.error("no archive member", at);
      }
      String name = file.text(at, 16).stripTrailing();
      long size = size(at);
      // "/" and "//" are the archive's own tables; "/SYM64/" its 64-bit one.
      if (!name.equals("/") && !name.equals("//") && !name.equals("/SYM64/")) {
        member(file.slice(at + MEMBER_HEADER, size));
      }
      at += MEMBER_HEADER + size + (size & 1);
    }
    if (exports.isEmpty()) {
      throw new ExportException(
          sawElf
              ? what + " is a static library; bindings load shared ones: give the .so"
              : what + " is an archive without imports: no import library");
    }
    return new ExportTable(
        ExportTable.Format.COFF, arch, library, new ArrayList<>(exports.values()));
  }

  private long size(long at) throws ExportException {
    String text = file.text(at + 48, 10).strip();
    try {
      long size = Long.parseLong(text);
      if (size >= 0) {
        return size;
      }
    } catch (NumberFormatException e) {
      // reported below with its place
    }
    throw file.error("archive member of size '" + text + "'", at);
  }

  private void member(Bytes member) throws ExportException {
    if (member.size() < 20) {
      return;
    }
    if (member.u16(0) == 0 && member.u16(2) == 0xffff) {
      if (member.u16(4) == 0) { // versions above 0 are other anonymous objects
        shortImport(member);
      }
    } else if (member.u32(0) == 0x464c457fL) {
      sawElf = true;
    } else {
      CoffMachine.arch(member.u16(0)).ifPresent(a -> arch = Optional.of(a));
      new LongImport(member).read();
    }
  }

  private void shortImport(Bytes member) throws ExportException {
    int machine = member.u16(6);
    arch = CoffMachine.arch(machine).or(() -> arch);
    int ordinal = member.u16(16);
    int type = member.u16(18);
    String symbol = member.cString(20);
    long dllAt = 20 + symbol.length() + 1;
    String dll = member.cString(dllAt);
    if (library.isEmpty()) {
      library = Optional.of(dll);
    }
    int nameType = type >> 2 & 7;
    String name =
        switch (nameType) {
          case 0 -> "#" + ordinal;
          case 1 -> symbol;
          case 2 -> withoutPrefix(symbol);
          case 3 -> {
            String bare = withoutPrefix(symbol);
            int end = bare.indexOf('@');
            yield end < 0 ? bare : bare.substring(0, end);
          }
          case 4 -> member.cString(dllAt + dll.length() + 1);
          default -> throw member.error("import by a name of unknown type " + nameType, 18);
        };
    Export.Kind kind =
        switch (type & 3) {
          case 0 -> Export.Kind.FUNCTION;
          case 1, 2 -> Export.Kind.DATA;
          default -> throw member.error("import of unknown type", 18);
        };
    add(
        new Export(
            name,
            symbol,
            kind,
            nameType == 0 ? OptionalInt.of(ordinal) : OptionalInt.empty(),
            nameType == 0,
            Optional.empty(),
            Optional.empty()));
  }

  private static String withoutPrefix(String symbol) {
    return !symbol.isEmpty() && "?@_".indexOf(symbol.charAt(0)) >= 0 ? symbol.substring(1) : symbol;
  }

  private void add(Export export) {
    exports.putIfAbsent(export.linkName(), export);
  }

  /** One COFF object; objects that import nothing are passed over. */
  private final class LongImport {
    private final Bytes object;
    private final long sections;
    private final int sectionCount;
    private final long symbols;
    private final int symbolCount;

    LongImport(Bytes object) throws ExportException {
      this.object = object;
      sectionCount = object.u16(2);
      sections = 20L + object.u16(16);
      symbols = object.u32(8);
      symbolCount = symbols == 0 ? 0 : object.count(object.u32(12), SYMBOL, symbols);
    }

    void read() throws ExportException {
      String imported = null;
      boolean function = false;
      for (int i = 0; i < symbolCount; i += 1 + object.u8(symbols + (long) i * SYMBOL + 17)) {
        long at = symbols + (long) i * SYMBOL;
        boolean external = object.u8(at + 16) == 2;
        int section = (short) object.u16(at + 12);
        if (!external || section <= 0) {
          continue;
        }
        String symbol = symbolName(at);
        if (symbol.startsWith("__imp_") && sectionName(section).equals(".idata$5")) {
          imported = symbol.substring("__imp_".length());
        } else if (sectionName(section).equals(".text")) {
          function = true;
        }
      }
      if (imported == null) {
        dllName();
        return;
      }
      String name = imported;
      int named = findSection(".idata$6");
      OptionalInt ordinal = OptionalInt.empty();
      if (named > 0) {
        name = object.cString(contents(named) + 2); // behind the hint
      } else {
        // Without a name the address table has the ordinal and its flag, the top bit.
        int number = object.u16(contents(findSection(".idata$5")));
        ordinal = OptionalInt.of(number);
        name = "#" + number;
      }
      add(
          new Export(
              name,
              imported,
              function ? Export.Kind.FUNCTION : Export.Kind.DATA,
              ordinal,
              named <= 0,
              Optional.empty(),
              Optional.empty()));
    }

    private void dllName() throws ExportException {
      int section = findSection(".idata$7");
      if (section > 0 && library.isEmpty()) {
        long size = object.u32(sectionHeader(section) + 16);
        // Import objects have a relocated pointer there; the last object of a DLL its name.
        if (size > 4 && object.u16(sectionHeader(section) + 32) == 0) {
          String name = object.cString(contents(section));
          if (!name.isEmpty()) {
            library = Optional.of(name);
          }
        }
      }
    }

    private long sectionHeader(int number) throws ExportException {
      if (number > sectionCount) {
        throw object.error("section " + number + " of " + sectionCount, symbols);
      }
      return sections + (number - 1L) * SECTION_HEADER;
    }

    private String sectionName(int number) throws ExportException {
      return trimmed(sectionHeader(number));
    }

    private int findSection(String name) throws ExportException {
      for (int i = 1; i <= sectionCount; i++) {
        if (sectionName(i).equals(name) && object.u32(sectionHeader(i) + 16) > 0) {
          return i;
        }
      }
      return 0;
    }

    private long contents(int section) throws ExportException {
      if (section == 0) {
        throw object.error("an import without its table", 0);
      }
      return object.u32(sectionHeader(section) + 20);
    }

    private String symbolName(long at) throws ExportException {
      if (object.u32(at) == 0) {
        return object.cString(symbols + (long) symbolCount * SYMBOL + object.u32(at + 4));
      }
      return trimmed(at);
    }

    /** Names of up to eight bytes have no NUL if they fill them. */
    private String trimmed(long at) throws ExportException {
      String name = object.text(at, 8);
      int end = name.indexOf('\0');
      return end < 0 ? name : name.substring(0, end);
    }
  }
}
