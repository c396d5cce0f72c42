package dev.ligature.generator.clang;

import org.bytedeco.llvm.global.clang;

/** The kinds of cursors that C headers have. */
public enum CursorKind {
  STRUCT(clang.CXCursor_StructDecl),
  UNION(clang.CXCursor_UnionDecl),
  ENUM(clang.CXCursor_EnumDecl),
  FIELD(clang.CXCursor_FieldDecl),
  ENUMERATOR(clang.CXCursor_EnumConstantDecl),
  FUNCTION(clang.CXCursor_FunctionDecl),
  VARIABLE(clang.CXCursor_VarDecl),
  PARAMETER(clang.CXCursor_ParmDecl),
  TYPEDEF(clang.CXCursor_TypedefDecl),
  MACRO_DEFINITION(clang.CXCursor_MacroDefinition),
  MACRO_EXPANSION(clang.CXCursor_MacroExpansion),
  INCLUSION(clang.CXCursor_InclusionDirective),
  ASM_LABEL(clang.CXCursor_AsmLabelAttr),
  PACKED(clang.CXCursor_PackedAttr),
  UNEXPOSED_ATTRIBUTE(clang.CXCursor_UnexposedAttr),
  STRING_LITERAL(clang.CXCursor_StringLiteral),
  /** {@code (T) x}. */
  CAST(clang.CXCursor_CStyleCastExpr),
  PARENTHESES(clang.CXCursor_ParenExpr),
  /** An expression that libclang has no kind for, implicit conversions among them. */
  UNEXPOSED_EXPRESSION(clang.CXCursor_UnexposedExpr),
  /** Any other one. */
  OTHER(-1);

  private static final CursorKind[] BY_CODE = new CursorKind[720];

  static {
    java.util.Arrays.fill(BY_CODE, OTHER);
    for (CursorKind kind : values()) {
      if (kind.code >= 0) {
        BY_CODE[kind.code] = kind;
      }
    }
  }

  private final int code;

  CursorKind(int code) {
    this.code = code;
  }

  static CursorKind of(int code) {
    return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : OTHER;
  }
}
