package dev.ligature.ffi.exports;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The dynamic symbols of an ELF shared object as the loader sees them: through the dynamic segment,
 * so that files without section headers work. Source: System V gABI, chapter 5; GNU symbol
 * versioning.
 */
final class ElfExports {
  private static final int PT_LOAD = 1;
  private static final int PT_DYNAMIC = 2;
  private static final int DT_HASH = 4;
  private static final int DT_STRTAB = 5;
  private static final int DT_SYMTAB = 6;
  private static final int DT_SONAME = 14;
  private static final long DT_GNU_HASH = 0x6ffffef5L;
  private static final long DT_VERSYM = 0x6ffffff0L;
  private static final long DT_VERDEF = 0x6ffffffcL;
  private static final long DT_VERDEFNUM = 0x6ffffffdL;
  private static final int ET_DYN = 3;
  private static final int SHN_UNDEF = 0;
  private static final int SHN_ABS = 0xfff1;

  private final Bytes file;
  private final String what;
  private final boolean wide;
  private final Map<Long, Long> dynamic = new HashMap<>();
  private final List<long[]> segments = new ArrayList<>();

  private ElfExports(Bytes file, String what) throws ExportException {
    this.what = what;
    this.wide = file.u8(4) == 2;
    this.file = file.order(file.u8(5) == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
  }

  static ExportTable read(Bytes file, String what) throws ExportException {
    return new ElfExports(file, what).table();
  }

  private ExportTable table() throws ExportException {
    if (file.u16(16) != ET_DYN) {
      throw new ExportException(what + " is an ELF file, but no shared library");
    }
    readSegments();
    if (!dynamic.containsKey((long) DT_SYMTAB) || !dynamic.containsKey((long) DT_STRTAB)) {
      throw new ExportException(what + " has no dynamic symbols");
    }
    long strings = fileOffset(dynamic.get((long) DT_STRTAB));
    Optional<String> soname = Optional.empty();
    if (dynamic.containsKey((long) DT_SONAME)) {
      soname = Optional.of(file.cString(strings + dynamic.get((long) DT_SONAME)));
    }
    return new ExportTable(ExportTable.Format.ELF, arch(), soname, symbols(strings));
  }

  private Optional<String> arch() throws ExportException {
    return switch (file.u16(18)) {
      case 3 -> Optional.of("i686");
      case 40 -> Optional.of("arm");
      case 62 -> Optional.of("x86_64");
      case 183 -> Optional.of("aarch64");
      case 243 -> Optional.of(wide ? "riscv64" : "riscv32");
      default -> Optional.empty();
    };
  }

  private long word(long offset) throws ExportException {
    return wide ? file.u64(offset) : file.u32(offset);
  }

  private void readSegments() throws ExportException {
    long table = word(wide ? 32 : 28);
    int entrySize = file.u16(wide ? 54 : 42);
    int entries = file.u16(wide ? 56 : 44);
    long dynamicAt = -1;
    long dynamicSize = 0;
    for (int i = 0; i < entries; i++) {
      long at = table + (long) i * entrySize;
      long type = file.u32(at);
      long offset = word(at + (wide ? 8 : 4));
      long address = word(at + (wide ? 16 : 8));
      long size = word(at + (wide ? 32 : 16));
      if (type == PT_LOAD) {
        segments.add(new long[] {address, size, offset});
      } else if (type == PT_DYNAMIC) {
        dynamicAt = offset;
        dynamicSize = size;
      }
    }
    if (dynamicAt < 0) {
      throw new ExportException(what + " is not dynamically linked");
    }
    int step = wide ? 16 : 8;
    for (long at = dynamicAt; at < dynamicAt + dynamicSize; at += step) {
      long tag = word(at);
      if (tag == 0) {
        break;
      }
      dynamic.putIfAbsent(tag, word(at + step / 2));
    }
  }

  private long fileOffset(long address) throws ExportException {
    for (long[] segment : segments) {
      if (address >= segment[0] && address - segment[0] < segment[1]) {
        return segment[2] + (address - segment[0]);
      }
    }
    throw file.error("address 0x" + Long.toHexString(address) + " is in no segment", 0);
  }

  private List<Export> symbols(long strings) throws ExportException {
    long table = fileOffset(dynamic.get((long) DT_SYMTAB));
    int size = wide ? 24 : 16;
    int count = file.count(symbolCount(), size, table);
    boolean versioned = dynamic.containsKey(DT_VERSYM);
    long versionIndexes = versioned ? fileOffset(dynamic.get(DT_VERSYM)) : 0;
    Map<Integer, String> versions = versions(strings);
    List<Export> exports = new ArrayList<>();
    for (int i = 1; i < count; i++) {
      long at = table + (long) i * size;
      int info = file.u8(at + (wide ? 4 : 12));
      int visibility = file.u8(at + (wide ? 5 : 13)) & 3;
      int section = file.u16(at + (wide ? 6 : 14));
      long value = word(at + (wide ? 8 : 4));
      boolean bound =
          switch (info >> 4) {
            case 1, 2, 10 -> true; // global, weak, unique
            default -> false;
          };
      boolean visible = visibility == 0 || visibility == 3; // default, protected
      // The names of versions are absolute symbols too.
      if (!bound || !visible || section == SHN_UNDEF || section == SHN_ABS && value == 0) {
        continue;
      }
      Optional<String> version = Optional.empty();
      if (versioned) {
        int index = file.u16(versionIndexes + 2L * i);
        if ((index & 0x8000) != 0) {
          continue; // an old version: dlsym never gives it
        }
        version = Optional.ofNullable(versions.get(index));
      }
      String name = file.cString(strings + file.u32(at));
      exports.add(
          new Export(
              name, name, kind(info & 15), OptionalInt.empty(), false, Optional.empty(), version));
    }
    return exports;
  }

  private static Export.Kind kind(int type) {
    return switch (type) {
      case 1, 5 -> Export.Kind.DATA; // object, common
      case 2, 10 -> Export.Kind.FUNCTION; // function, and one whose address a resolver chooses
      case 6 -> Export.Kind.THREAD_LOCAL;
      default -> Export.Kind.UNKNOWN;
    };
  }

  /** No header says how many symbols there are: the hash tables do. */
  private long symbolCount() throws ExportException {
    if (dynamic.containsKey((long) DT_HASH)) {
      return file.u32(fileOffset(dynamic.get((long) DT_HASH)) + 4);
    }
    if (!dynamic.containsKey(DT_GNU_HASH)) {
      throw new ExportException(what + " has no symbol hash table");
    }
    long hash = fileOffset(dynamic.get(DT_GNU_HASH));
    int buckets = file.count(file.u32(hash), 4, hash);
    long firstSymbol = file.u32(hash + 4);
    long bucketsAt = hash + 16 + file.u32(hash + 8) * (wide ? 8 : 4);
    long last = 0;
    for (int i = 0; i < buckets; i++) {
      last = Math.max(last, file.u32(bucketsAt + 4L * i));
    }
    if (last < firstSymbol) {
      return firstSymbol;
    }
    long chains = bucketsAt + 4L * buckets;
    while ((file.u32(chains + 4 * (last - firstSymbol)) & 1) == 0) {
      last++;
    }
    return last + 1;
  }

  private Map<Integer, String> versions(long strings) throws ExportException {
    Map<Integer, String> versions = new HashMap<>();
    if (!dynamic.containsKey(DT_VERDEF)) {
      return versions;
    }
    long at = fileOffset(dynamic.get(DT_VERDEF));
    long count = dynamic.getOrDefault(DT_VERDEFNUM, 0L);
    for (long i = 0; i < count; i++) {
      int flags = file.u16(at + 2);
      if ((flags & 1) == 0) { // the base definition is the library's own name
        versions.put(file.u16(at + 4), file.cString(strings + file.u32(at + file.u32(at + 12))));
      }
      long next = file.u32(at + 16);
      if (next == 0) {
        break;
      }
      at += next;
    }
    return versions;
  }
}
