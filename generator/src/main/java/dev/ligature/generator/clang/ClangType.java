package dev.ligature.generator.clang;

import static org.bytedeco.llvm.global.clang.*;

import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.llvm.clang.CXType;

/**
 * A type of a translation unit. It holds native memory until it is closed; what others know it by
 * is its {@link #id}, which stays valid as long as the translation unit.
 */
public final class ClangType implements AutoCloseable {
  private final TranslationUnit unit;
  private final CXType type;
  private final TypeKind kind;

  ClangType(TranslationUnit unit, CXType type) {
    this.unit = unit;
    this.type = type;
    this.kind = TypeKind.of(type.kind());
  }

  @Override
  public void close() {
    type.deallocate();
  }

  /** {@return what kind of type it is} */
  public TypeKind kind() {
    return kind;
  }

  /** {@return a number that identifies the type with its qualifiers and sugar; 0 if invalid} */
  public long id() {
    Pointer data = type.data(0);
    return data == null ? 0 : data.address();
  }

  /** {@return the type as C writes it} */
  public String spelling() {
    return unit.string(clang_getTypeSpelling(type));
  }

  /** {@return the type without typedefs and sugar} */
  public ClangType canonical() {
    return new ClangType(unit, clang_getCanonicalType(type));
  }

  /** {@return whether const qualifies this type itself, not through a typedef} */
  public boolean isConst() {
    return clang_isConstQualifiedType(type) != 0;
  }

  /** {@return whether volatile qualifies this type itself} */
  public boolean isVolatile() {
    return clang_isVolatileQualifiedType(type) != 0;
  }

  /** {@return whether restrict qualifies this type itself} */
  public boolean isRestrict() {
    return clang_isRestrictQualifiedType(type) != 0;
  }

  /** {@return this type without its outermost qualifiers} */
  public ClangType unqualified() {
    return new ClangType(unit, clang_getUnqualifiedType(type));
  }

  /** {@return what a pointer points to} */
  public ClangType pointee() {
    return new ClangType(unit, clang_getPointeeType(type));
  }

  /** {@return the type behind an elaborated one ({@code struct s} or a typedef's name)} */
  public ClangType named() {
    return new ClangType(unit, clang_Type_getNamedType(type));
  }

  /** {@return the type behind an attribute} */
  public ClangType modified() {
    return new ClangType(unit, clang_Type_getModifiedType(type));
  }

  /** {@return the type in {@code _Atomic(…)}} */
  public ClangType value() {
    return new ClangType(unit, clang_Type_getValueType(type));
  }

  /** {@return the element type of an array, a vector or a complex type} */
  public ClangType element() {
    return new ClangType(unit, clang_getElementType(type));
  }

  /** {@return how many elements an array or vector has; negative if unknown} */
  public long elements() {
    return clang_getNumElements(type);
  }

  /** {@return the result of a function type} */
  public ClangType result() {
    return new ClangType(unit, clang_getResultType(type));
  }

  /** {@return how many parameters a function type has} */
  public int parameterCount() {
    return clang_getNumArgTypes(type);
  }

  /** {@return the type of a parameter of a function type} */
  public ClangType parameter(int index) {
    return new ClangType(unit, clang_getArgType(type, index));
  }

  /** {@return whether a function type ends in {@code ...}; true without a prototype, too} */
  public boolean isVariadic() {
    return clang_isFunctionTypeVariadic(type) != 0;
  }

  /** {@return the calling convention of a function type} */
  public CallConvention convention() {
    return CallConvention.of(clang_getFunctionTypeCallingConv(type));
  }

  /** {@return bytes; negative if the type is incomplete or has no size} */
  public long size() {
    return clang_Type_getSizeOf(type);
  }

  /** {@return bytes; negative if the type is incomplete or has none} */
  public long align() {
    return clang_Type_getAlignOf(type);
  }

  /** {@return a record's members without a name that are no bit-fields, in order; to be closed} */
  public List<Cursor> anonymousMembers() {
    return unit.anonymousMembers(type);
  }

  /** {@return what {@code _Nonnull} and {@code _Nullable} say} */
  public Nullability nullability() {
    return switch (clang_Type_getNullability(type)) {
      case CXTypeNullability_NonNull -> Nullability.NONNULL;
      case CXTypeNullability_Nullable, CXTypeNullability_NullableResult -> Nullability.NULLABLE;
      default -> Nullability.UNSPECIFIED;
    };
  }

  /** {@return the declaration of a record, an enum or a typedef; to be closed} */
  public Cursor declaration() {
    return Cursor.owned(unit, clang_getTypeDeclaration(type));
  }
}
