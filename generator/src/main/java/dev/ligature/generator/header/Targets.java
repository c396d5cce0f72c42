package dev.ligature.generator.header;

import dev.ligature.generator.clang.ClangType;
import dev.ligature.generator.clang.Cursor;
import dev.ligature.generator.clang.TypeKind;
import dev.ligature.idl.CType;
import dev.ligature.idl.Target;

/**
 * Learns what the target is like from declarations that the frontend puts before the headers: the
 * compiler itself says how long {@code long} is.
 */
final class Targets {
  /** Declarations for {@link #see}; they end in a newline. */
  static final String PROBES =
      """
      extern long __ligature_long;
      extern char __ligature_char;
      extern __WCHAR_TYPE__ __ligature_wchar;
      extern void *__ligature_pointer;
      extern char __ligature_order[1 + (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__)];
      """;

  /** How many declarations {@link #PROBES} has. */
  static final int COUNT = 5;

  private int pointerSize = 8;
  private int longSize = 8;
  private CType wchar = CType.I32;
  private CType plainChar = CType.I8;
  private boolean bigEndian;

  /** Looks at one of the probes. */
  void see(Cursor cursor) {
    try (ClangType type = cursor.type();
        ClangType canonical = type.canonical()) {
      switch (cursor.spelling()) {
        case "__ligature_long" -> longSize = (int) canonical.size();
        case "__ligature_pointer" -> pointerSize = (int) canonical.size();
        case "__ligature_char" ->
            plainChar = canonical.kind() == TypeKind.CHAR_U ? CType.U8 : CType.I8;
        case "__ligature_wchar" -> wchar = integer(canonical);
        case "__ligature_order" -> bigEndian = canonical.size() == 2;
        default -> {}
      }
    }
  }

  private static CType integer(ClangType type) {
    boolean unsigned =
        switch (type.kind()) {
          case CHAR_U, UCHAR, USHORT, UINT, ULONG, ULONGLONG -> true;
          default -> false;
        };
    return switch ((int) type.size()) {
      case 1 -> unsigned ? CType.U8 : CType.I8;
      case 2 -> unsigned ? CType.U16 : CType.I16;
      default -> unsigned ? CType.U32 : CType.I32;
    };
  }

  /**
   * {@return the target of that triple with what the probes said}
   *
   * @throws HeaderException if its {@code int} has 16 bits, which the IDL's types do not know
   */
  Target target(String triple) {
    if (pointerSize < 4) {
      throw new HeaderException(
          "the target '"
              + triple
              + "' has pointers of "
              + 8 * pointerSize
              + " bits; 32 or 64 are"
              + " supported, choose another --target");
    }
    return new Target(
        triple, os(triple), arch(triple), pointerSize, longSize, wchar, plainChar, bigEndian);
  }

  /** {@return the IDL's word for a triple's system} */
  static String os(String triple) {
    if (triple.contains("windows") || triple.contains("mingw")) {
      return "windows";
    }
    if (triple.contains("linux")) {
      return "linux";
    }
    if (triple.contains("darwin") || triple.contains("macos")) {
      return "macos";
    }
    String[] parts = triple.split("-");
    return parts.length > 2 ? parts[2] : "unknown";
  }

  /** {@return the IDL's word for a triple's processor} */
  static String arch(String triple) {
    String first = triple.split("-")[0];
    return switch (first) {
      case "arm64", "aarch64" -> "aarch64";
      case "amd64", "x86_64" -> "x86_64";
      case "i386", "i486", "i586", "i686", "x86" -> "i686";
      default -> first;
    };
  }
}
