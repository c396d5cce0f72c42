package dev.ligature.generator.clang;

import org.bytedeco.llvm.global.clang;

/** The kinds of types that C has. */
public enum TypeKind {
  VOID(clang.CXType_Void),
  BOOL(clang.CXType_Bool),
  /** Plain {@code char} where it is unsigned. */
  CHAR_U(clang.CXType_Char_U),
  /** Plain {@code char} where it is signed. */
  CHAR_S(clang.CXType_Char_S),
  UCHAR(clang.CXType_UChar),
  SCHAR(clang.CXType_SChar),
  CHAR16(clang.CXType_Char16),
  CHAR32(clang.CXType_Char32),
  WCHAR(clang.CXType_WChar),
  USHORT(clang.CXType_UShort),
  UINT(clang.CXType_UInt),
  ULONG(clang.CXType_ULong),
  ULONGLONG(clang.CXType_ULongLong),
  UINT128(clang.CXType_UInt128),
  SHORT(clang.CXType_Short),
  INT(clang.CXType_Int),
  LONG(clang.CXType_Long),
  LONGLONG(clang.CXType_LongLong),
  INT128(clang.CXType_Int128),
  FLOAT(clang.CXType_Float),
  DOUBLE(clang.CXType_Double),
  LONG_DOUBLE(clang.CXType_LongDouble),
  FLOAT128(clang.CXType_Float128),
  HALF(clang.CXType_Half),
  FLOAT16(clang.CXType_Float16),
  BFLOAT16(clang.CXType_BFloat16),
  NULLPTR(clang.CXType_NullPtr),
  COMPLEX(clang.CXType_Complex),
  POINTER(clang.CXType_Pointer),
  BLOCK_POINTER(clang.CXType_BlockPointer),
  RECORD(clang.CXType_Record),
  ENUM(clang.CXType_Enum),
  TYPEDEF(clang.CXType_Typedef),
  FUNCTION_NO_PROTO(clang.CXType_FunctionNoProto),
  FUNCTION_PROTO(clang.CXType_FunctionProto),
  CONSTANT_ARRAY(clang.CXType_ConstantArray),
  INCOMPLETE_ARRAY(clang.CXType_IncompleteArray),
  VARIABLE_ARRAY(clang.CXType_VariableArray),
  VECTOR(clang.CXType_Vector),
  EXT_VECTOR(clang.CXType_ExtVector),
  ELABORATED(clang.CXType_Elaborated),
  AUTO(clang.CXType_Auto),
  ATTRIBUTED(clang.CXType_Attributed),
  ATOMIC(clang.CXType_Atomic),
  INVALID(clang.CXType_Invalid),
  /** Any other one, for example {@code typeof}. */
  OTHER(-1);

  private static final TypeKind[] BY_CODE = new TypeKind[256];

  static {
    java.util.Arrays.fill(BY_CODE, OTHER);
    for (TypeKind kind : values()) {
      if (kind.code >= 0) {
        BY_CODE[kind.code] = kind;
      }
    }
  }

  private final int code;

  TypeKind(int code) {
    this.code = code;
  }

  static TypeKind of(int code) {
    return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : OTHER;
  }
}
