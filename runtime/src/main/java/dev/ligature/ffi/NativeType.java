package dev.ligature.ffi;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sixteen scalar C types of the FFI ({@code ffi.ctypes}), with the further names under which
 * they are known. Names say a width, never a platform: {@code long} is 8 bytes everywhere, so that
 * a script behaves the same on Windows and Linux.
 */
public enum NativeType implements Layout {
  VOID("void", 0, 1),
  BOOL("bool", 1, 1),
  I8("i8", 1, 1, "char", "int8"),
  U8("u8", 1, 1, "uchar", "uint8", "byte"),
  I16("i16", 2, 2, "short", "int16"),
  U16("u16", 2, 2, "ushort", "uint16"),
  I32("i32", 4, 4, "int", "int32"),
  U32("u32", 4, 4, "uint", "uint32"),
  I64("i64", 8, 8, "long", "longlong", "int64"),
  U64("u64", 8, 8, "ulong", "ulonglong", "uint64"),
  ISIZE("isize", 8, 8, "ssize_t", "intptr_t", "ptrdiff_t"),
  USIZE("usize", 8, 8, "size_t", "uintptr_t"),
  F32("f32", 4, 4, "float"),
  F64("f64", 8, 8, "double"),
  POINTER("pointer", 8, 8, "ptr", "void*"),
  STRING("string", 8, 8, "cstring", "char*");

  private static final Map<String, NativeType> BY_NAME = new HashMap<>();
  private static final Map<String, NativeType> ALIASES = new LinkedHashMap<>();

  static {
    for (NativeType type : values()) {
      BY_NAME.put(type.spelling, type);
      for (String alias : type.aliases) {
        BY_NAME.put(alias, type);
        ALIASES.put(alias, type);
      }
    }
  }

  private final String spelling;
  private final int size;
  private final int align;
  private final List<String> aliases;

  NativeType(String spelling, int size, int align, String... aliases) {
    this.spelling = spelling;
    this.size = size;
    this.align = align;
    this.aliases = List.of(aliases);
  }

  /** {@return the canonical name, for example {@code "u32"}} */
  public String spelling() {
    return spelling;
  }

  /** {@return the type of that canonical name or alias, or empty if there is none} */
  public static Optional<NativeType> ofName(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** {@return every alias with its type, in a stable order} */
  public static Map<String, NativeType> aliases() {
    return Map.copyOf(ALIASES);
  }

  @Override
  public long byteSize() {
    return size;
  }

  @Override
  public long byteAlignment() {
    return align;
  }

  /** {@return whether values are integers; bool and pointers are not} */
  public boolean isInteger() {
    return ordinal() >= I8.ordinal() && ordinal() <= USIZE.ordinal();
  }

  /** {@return whether values are integers without a sign} */
  public boolean isUnsigned() {
    return this == U8 || this == U16 || this == U32 || this == U64 || this == USIZE;
  }

  /** {@return whether values are addresses} */
  public boolean isAddress() {
    return this == POINTER || this == STRING;
  }

  // By identity and not from a field: where the type is a constant, HotSpot then knows the limits.

  /** {@return the smallest value of an integer type, as a signed 64-bit number} */
  public long minimum() {
    if (this == I32) {
      return Integer.MIN_VALUE;
    }
    if (this == I64 || this == ISIZE) {
      return Long.MIN_VALUE;
    }
    if (this == I16) {
      return Short.MIN_VALUE;
    }
    return this == I8 ? Byte.MIN_VALUE : 0;
  }

  /**
   * {@return the largest value of an integer type; of an unsigned 64-bit one all bits, that is -1}
   */
  public long maximum() {
    if (this == I32) {
      return Integer.MAX_VALUE;
    }
    if (this == U32) {
      return 0xffff_ffffL;
    }
    if (this == U64 || this == USIZE) {
      return -1;
    }
    if (this == I64 || this == ISIZE) {
      return Long.MAX_VALUE;
    }
    if (this == I16) {
      return Short.MAX_VALUE;
    }
    if (this == U16) {
      return 0xffff;
    }
    return this == I8 ? Byte.MAX_VALUE : 0xff;
  }

  /**
   * {@inheritDoc}
   *
   * @throws FfiException for void, which has no layout
   */
  @Override
  public MemoryLayout memoryLayout() {
    return switch (this) {
      case VOID -> throw new FfiException("void has no layout");
      case BOOL -> ValueLayout.JAVA_BOOLEAN;
      case I8, U8 -> ValueLayout.JAVA_BYTE;
      case I16, U16 -> ValueLayout.JAVA_SHORT;
      case I32, U32 -> ValueLayout.JAVA_INT;
      case I64, U64, ISIZE, USIZE -> ValueLayout.JAVA_LONG;
      case F32 -> ValueLayout.JAVA_FLOAT;
      case F64 -> ValueLayout.JAVA_DOUBLE;
      // Addresses travel as longs: no MemorySegment is made for a pointer that is only passed on.
      case POINTER, STRING -> ValueLayout.JAVA_LONG;
    };
  }

  @Override
  public String toString() {
    return spelling;
  }
}
