package dev.ligature.ffi.exports;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a Mach-O dylib exports: its export trie, or its symbol table where it has none; of a fat
 * file the part for one architecture. Source: Apple's {@code mach-o/loader.h}, {@code
 * mach-o/fat.h}, {@code mach-o/nlist.h}.
 */
final class MachOExports {
  private static final long LC_SYMTAB = 0x2;
  private static final long LC_SEGMENT = 0x1;
  private static final long LC_SEGMENT_64 = 0x19;
  private static final long LC_ID_DYLIB = 0xd;
  private static final long LC_DYLD_INFO = 0x22;
  private static final long LC_DYLD_INFO_ONLY = 0x80000022L;
  private static final long LC_DYLD_EXPORTS_TRIE = 0x80000033L;
  private static final long INSTRUCTIONS = 0x80000400L;
  private static final int MH_DYLIB = 6;
  private static final int MH_DYLIB_STUB = 9;

  /** Fat files have a handful of parts; a Java class file has the same magic and more. */
  private static final int MOST_PARTS = 40;

  private record Section(long address, long size, boolean code) {}

  private final Bytes file;
  private final String what;
  private final boolean wide;
  private final List<Section> sections = new ArrayList<>();
  private final List<Export> exports = new ArrayList<>();
  private long base;

  private MachOExports(Bytes file, String what) throws ExportException {
    long magic = file.u32(0);
    boolean swapped = magic == 0xcefaedfeL || magic == 0xcffaedfeL;
    this.file = swapped ? file.order(ByteOrder.BIG_ENDIAN) : file;
    this.what = what;
    this.wide = this.file.u32(0) == 0xfeedfacfL;
  }

  static boolean isMachO(Bytes file) throws ExportException {
    if (file.size() < 8) {
      return false;
    }
    long magic = file.u32(0);
    return magic == 0xfeedfaceL
        || magic == 0xfeedfacfL
        || magic == 0xcefaedfeL
        || magic == 0xcffaedfeL
        || isFat(file);
  }

  private static boolean isFat(Bytes file) throws ExportException {
    Bytes big = file.order(ByteOrder.BIG_ENDIAN);
    long magic = big.u32(0);
    return (magic == 0xcafebabeL || magic == 0xcafebabfL) && big.u32(4) < MOST_PARTS;
  }

  /**
   * @param arch the part of a fat file to read; the first where none is of it
   */
  static ExportTable read(Bytes file, String what, String arch) throws ExportException {
    return new MachOExports(isFat(file) ? part(file, what, arch) : file, what).table();
  }

  private static Bytes part(Bytes file, String what, String arch) throws ExportException {
    Bytes header = file.order(ByteOrder.BIG_ENDIAN);
    boolean wide = header.u32(0) == 0xcafebabfL;
    int size = wide ? 32 : 20;
    int count = header.count(header.u32(4), size, 8);
    if (count == 0) {
      throw new ExportException(what + " is a fat file without parts");
    }
    int chosen = 0;
    for (int i = 0; i < count; i++) {
      if (arch(header.u32(8 + (long) i * size)).equals(Optional.of(arch))) {
        chosen = i;
      }
    }
    long at = 8 + (long) chosen * size;
    return wide
        ? file.slice(header.u64(at + 8), header.u64(at + 16))
        : file.slice(header.u32(at + 8), header.u32(at + 12));
  }

  private static Optional<String> arch(long cpu) {
    return switch ((int) cpu) {
      case 7 -> Optional.of("i686");
      case 0x01000007 -> Optional.of("x86_64");
      case 12 -> Optional.of("arm");
      case 0x0100000c -> Optional.of("aarch64");
      default -> Optional.empty();
    };
  }

  private ExportTable table() throws ExportException {
    long type = file.u32(12);
    if (type != MH_DYLIB && type != MH_DYLIB_STUB) {
      throw new ExportException(what + " is a Mach-O file, but no dylib");
    }
    Optional<String> installName = Optional.empty();
    long commands = file.u32(16);
    long at = wide ? 32 : 28;
    long trie = 0;
    long trieSize = 0;
    long symbolTable = 0;
    for (long i = 0; i < commands; i++) {
      long command = file.u32(at);
      long size = file.u32(at + 4);
      if (size < 8) {
        throw file.error("a load command of " + size + " bytes", at);
      }
      if (command == LC_ID_DYLIB) {
        installName = Optional.of(file.cString(at + file.u32(at + 8)));
      } else if (command == LC_DYLD_INFO || command == LC_DYLD_INFO_ONLY) {
        trie = file.u32(at + 40);
        trieSize = file.u32(at + 44);
      } else if (command == LC_DYLD_EXPORTS_TRIE) {
        trie = file.u32(at + 8);
        trieSize = file.u32(at + 12);
      } else if (command == LC_SYMTAB) {
        symbolTable = at;
      } else if (command == LC_SEGMENT || command == LC_SEGMENT_64) {
        segment(at, command == LC_SEGMENT_64);
      }
      at += size;
    }
    if (trieSize > 0) {
      walk(file.slice(trie, trieSize), 0, "", new HashSet<>());
    } else if (symbolTable > 0) {
      symbols(symbolTable);
    }
    return new ExportTable(ExportTable.Format.MACH_O, arch(file.u32(4)), installName, exports);
  }

  private void segment(long at, boolean wideSegment) throws ExportException {
    if (file.text(at + 8, 6).equals("__TEXT")) {
      base = wideSegment ? file.u64(at + 24) : file.u32(at + 24);
    }
    long first = at + (wideSegment ? 72 : 56);
    int size = wideSegment ? 80 : 68;
    int count = file.count(file.u32(at + (wideSegment ? 64 : 48)), size, first);
    for (int i = 0; i < count; i++) {
      long section = first + (long) i * size;
      long address = wideSegment ? file.u64(section + 32) : file.u32(section + 32);
      long length = wideSegment ? file.u64(section + 40) : file.u32(section + 36);
      long flags = file.u32(section + (wideSegment ? 64 : 56));
      sections.add(new Section(address, length, (flags & INSTRUCTIONS) != 0));
    }
  }

  private Export.Kind kindAt(long address) {
    for (Section section : sections) {
      if (address >= section.address() && address - section.address() < section.size()) {
        return section.code() ? Export.Kind.FUNCTION : Export.Kind.DATA;
      }
    }
    return Export.Kind.UNKNOWN;
  }

  private void add(String linkName, Export.Kind kind) {
    String name = linkName.startsWith("_") ? linkName.substring(1) : linkName;
    Export plain = Export.of(name, kind);
    exports.add(
        new Export(
            name, linkName, kind, plain.ordinal(), false, plain.forwarder(), plain.version()));
  }

  /** Walks the trie; names are the labels on the way to a node. */
  private void walk(Bytes trie, long node, String name, Set<Long> path) throws ExportException {
    if (!path.add(node) || path.size() > 1024) {
      throw trie.error("the export trie runs in a circle", node);
    }
    Leb128 cursor = new Leb128(trie, node);
    long terminal = cursor.next();
    long children = cursor.at() + terminal;
    if (terminal > 0) {
      long flags = cursor.next();
      if ((flags & 8) != 0) {
        add(name, Export.Kind.UNKNOWN); // re-exported from another dylib
      } else if ((flags & 3) == 1) {
        add(name, Export.Kind.THREAD_LOCAL);
      } else {
        add(name, kindAt(base + cursor.next()));
      }
    }
    int count = trie.u8(children);
    long at = children + 1;
    for (int i = 0; i < count; i++) {
      String label = trie.cString(at);
      Leb128 child = new Leb128(trie, at + label.length() + 1);
      walk(trie, child.next(), name + label, path);
      at = child.at();
    }
    path.remove(node);
  }

  private void symbols(long command) throws ExportException {
    long table = file.u32(command + 8);
    int size = wide ? 16 : 12;
    int count = file.count(file.u32(command + 12), size, table);
    long strings = file.u32(command + 16);
    for (int i = 0; i < count; i++) {
      long at = table + (long) i * size;
      int type = file.u8(at + 4);
      boolean external = (type & 1) != 0 && (type & 0x10) == 0;
      boolean debugging = (type & 0xe0) != 0;
      if (!external || debugging || (type & 0xe) == 0) {
        continue;
      }
      int section = file.u8(at + 5);
      Export.Kind kind = Export.Kind.UNKNOWN;
      if (section > 0 && section <= sections.size()) {
        kind = sections.get(section - 1).code() ? Export.Kind.FUNCTION : Export.Kind.DATA;
      }
      add(file.cString(strings + file.u32(at)), kind);
    }
  }

  /** A cursor over unsigned LEB128 numbers. */
  private static final class Leb128 {
    private final Bytes bytes;
    private long at;

    Leb128(Bytes bytes, long at) {
      this.bytes = bytes;
      this.at = at;
    }

    long at() {
      return at;
    }

    long next() throws ExportException {
      long value = 0;
      for (int shift = 0; shift < 63; shift += 7) {
        int b = bytes.u8(at++);
        value |= (long) (b & 0x7f) << shift;
        if ((b & 0x80) == 0) {
          return value;
        }
      }
      throw bytes.error("a number of more than nine bytes", at);
    }
  }
}
