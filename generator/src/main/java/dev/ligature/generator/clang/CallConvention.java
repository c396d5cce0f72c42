package dev.ligature.generator.clang;

import static org.bytedeco.llvm.global.clang.*;

/** Calling conventions of function types. */
public enum CallConvention {
  /** The target's own. */
  C,
  STDCALL,
  FASTCALL,
  THISCALL,
  VECTORCALL,
  WIN64,
  SYSV64,
  OTHER;

  static CallConvention of(int code) {
    return switch (code) {
      case CXCallingConv_Default, CXCallingConv_C, CXCallingConv_AAPCS, CXCallingConv_AAPCS_VFP ->
          C;
      case CXCallingConv_X86StdCall -> STDCALL;
      case CXCallingConv_X86FastCall -> FASTCALL;
      case CXCallingConv_X86ThisCall -> THISCALL;
      case CXCallingConv_X86VectorCall, CXCallingConv_AArch64VectorCall -> VECTORCALL;
      case CXCallingConv_X86_64Win64 -> WIN64;
      case CXCallingConv_X86_64SysV -> SYSV64;
      default -> OTHER;
    };
  }
}
