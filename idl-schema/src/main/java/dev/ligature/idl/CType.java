package dev.ligature.idl;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The sixteen names to which every scalar C type is lowered: the {@code ffi.ctypes} of the Luau
 * FFI.
 */
public enum CType {
  VOID("void"),
  BOOL("bool"),
  I8("i8"),
  U8("u8"),
  I16("i16"),
  U16("u16"),
  I32("i32"),
  U32("u32"),
  I64("i64"),
  U64("u64"),
  /** Signed integer of a pointer's size. */
  ISIZE("isize"),
  /** Unsigned integer of a pointer's size. */
  USIZE("usize"),
  F32("f32"),
  F64("f64"),
  POINTER("pointer"),
  /** {@code char *} that C reads as a NUL-terminated string. */
  STRING("string");

  private static final Map<String, CType> BY_SPELLING =
      Stream.of(values())
          .collect(Collectors.toUnmodifiableMap(CType::spelling, Function.identity()));

  private final String spelling;

  CType(String spelling) {
    this.spelling = spelling;
  }

  /** {@return the name in the IDL and in {@code ffi.ctypes}, for example {@code "u32"}} */
  public String spelling() {
    return spelling;
  }

  /** {@return the type of that name, or empty if there is none} */
  public static Optional<CType> ofSpelling(String spelling) {
    return Optional.ofNullable(BY_SPELLING.get(spelling));
  }

  /** {@return whether values are integers (bool, pointers and strings are not)} */
  public boolean isInteger() {
    return switch (this) {
      case I8, U8, I16, U16, I32, U32, I64, U64, ISIZE, USIZE -> true;
      default -> false;
    };
  }

  /** {@return whether values are integers without a sign} */
  public boolean isUnsigned() {
    return switch (this) {
      case U8, U16, U32, U64, USIZE -> true;
      default -> false;
    };
  }

  /** {@return the size in bytes where a pointer has {@code pointerSize} bytes; 0 for void} */
  public int size(int pointerSize) {
    return switch (this) {
      case VOID -> 0;
      case BOOL, I8, U8 -> 1;
      case I16, U16 -> 2;
      case I32, U32, F32 -> 4;
      case I64, U64, F64 -> 8;
      case ISIZE, USIZE, POINTER, STRING -> pointerSize;
    };
  }
}
