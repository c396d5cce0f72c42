package dev.ligature.generator.clang;

import static org.bytedeco.llvm.global.clang.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.llvm.clang.CXCursor;
import org.bytedeco.llvm.clang.CXEvalResult;
import org.bytedeco.llvm.clang.CXFile;
import org.bytedeco.llvm.clang.CXPlatformAvailability;
import org.bytedeco.llvm.clang.CXSourceRange;
import org.bytedeco.llvm.clang.CXString;

/**
 * A node of a translation unit. One handed to a {@link CursorVisitor} is valid during that call;
 * one that a method returns is valid until it is closed.
 */
public final class Cursor implements AutoCloseable {
  private final TranslationUnit unit;
  private CXCursor cursor;
  private final boolean owned;

  private Cursor(TranslationUnit unit, CXCursor cursor, boolean owned) {
    this.unit = unit;
    this.cursor = cursor;
    this.owned = owned;
  }

  static Cursor borrowed(TranslationUnit unit, CXCursor cursor) {
    return new Cursor(unit, cursor, false);
  }

  static Cursor owned(TranslationUnit unit, CXCursor cursor) {
    return new Cursor(unit, cursor, true);
  }

  CXCursor raw() {
    return cursor;
  }

  @Override
  public void close() {
    if (owned) {
      cursor.deallocate();
    }
  }

  /** {@return a copy that lives until it is closed} */
  public Cursor copy() {
    CXCursor copy = new CXCursor();
    Pointer.memcpy(copy, cursor, copy.sizeof());
    return owned(unit, copy);
  }

  /** {@return what kind of node it is} */
  public CursorKind kind() {
    return CursorKind.of(clang_getCursorKind(cursor));
  }

  /** {@return whether there is no node} */
  public boolean isNull() {
    return clang_Cursor_isNull(cursor) != 0;
  }

  /** {@return a number that identifies the declaration} */
  public long id() {
    Pointer data = cursor.data(0);
    return data == null ? 0 : data.address();
  }

  /** {@return the name; for things without one, words of clang's} */
  public String spelling() {
    return unit.string(clang_getCursorSpelling(cursor));
  }

  /** {@return the place: of the name in declarations, of the expansion if a macro made it} */
  public Place place() {
    return unit.place(clang_getCursorLocation(cursor));
  }

  /** {@return where its text starts, outside of macros} */
  public Place start() {
    CXSourceRange range = clang_getCursorExtent(cursor);
    Place place = unit.place(clang_getRangeStart(range));
    range.deallocate();
    return place;
  }

  /** {@return where its text ends, outside of macros: the offset of the last token} */
  public Place end() {
    CXSourceRange range = clang_getCursorExtent(cursor);
    Place place = unit.place(clang_getRangeEnd(range));
    range.deallocate();
    return place;
  }

  /** {@return the type of a declaration} */
  public ClangType type() {
    return new ClangType(unit, clang_getCursorType(cursor));
  }

  /** {@return the type that a typedef names} */
  public ClangType underlying() {
    return new ClangType(unit, clang_getTypedefDeclUnderlyingType(cursor));
  }

  /** {@return the integer type of an enum} */
  public ClangType enumInteger() {
    return new ClangType(unit, clang_getEnumDeclIntegerType(cursor));
  }

  /** {@return an enumerator's value, signed} */
  public long enumValue() {
    return clang_getEnumConstantDeclValue(cursor);
  }

  /** {@return an enumerator's value as the bits of an unsigned one} */
  public long enumUnsignedValue() {
    return clang_getEnumConstantDeclUnsignedValue(cursor);
  }

  /**
   * {@return the definition of what this declares; a null cursor if there is none; to be closed}
   */
  public Cursor definition() {
    return owned(unit, clang_getCursorDefinition(cursor));
  }

  /** {@return the first declaration of what this declares; to be closed} */
  public Cursor canonical() {
    return owned(unit, clang_getCanonicalCursor(cursor));
  }

  /** {@return the declaration around this one; to be closed} */
  public Cursor parent() {
    return owned(unit, clang_getCursorSemanticParent(cursor));
  }

  /** {@return whether the declaration has an error in it} */
  public boolean isInvalid() {
    return clang_isInvalidDeclaration(cursor) != 0;
  }

  /** {@return whether a struct, union or enum has no tag, or a field no name} */
  public boolean isAnonymous() {
    return clang_Cursor_isAnonymous(cursor) != 0;
  }

  /** {@return whether it is a record whose members C reaches as if they were its parent's} */
  public boolean isAnonymousRecord() {
    return clang_Cursor_isAnonymousRecordDecl(cursor) != 0;
  }

  /** {@return whether it is a bit-field} */
  public boolean isBitField() {
    return clang_Cursor_isBitField(cursor) != 0;
  }

  /** {@return a bit-field's width in bits} */
  public int bitWidth() {
    return clang_getFieldDeclBitWidth(cursor);
  }

  /** {@return the offset of a field in bits; negative on error} */
  public long fieldOffset() {
    return clang_Cursor_getOffsetOfField(cursor);
  }

  /** {@return how many parameters a function has} */
  public int parameterCount() {
    return clang_Cursor_getNumArguments(cursor);
  }

  /** {@return the name of a function's parameter; empty if it has none} */
  public String parameterName(int index) {
    CXCursor argument = clang_Cursor_getArgument(cursor, index);
    String name = unit.string(clang_getCursorSpelling(argument));
    argument.deallocate();
    return name;
  }

  /** {@return whether it is declared {@code static}} */
  public boolean isStatic() {
    return clang_Cursor_getStorageClass(cursor) == CX_SC_Static;
  }

  /** {@return whether other object files cannot see it: {@code static}, and C23's constexpr} */
  public boolean isInternal() {
    return clang_getCursorLinkage(cursor) == CXLinkage_Internal;
  }

  /** {@return whether it is a tag that a parameter list declares, which ends with that list} */
  public boolean isOfParameterList() {
    try (Cursor parent = parent()) {
      return parent.kind() == CursorKind.FUNCTION;
    }
  }

  /** {@return whether it is declared {@code inline}} */
  public boolean isInline() {
    return clang_Cursor_isFunctionInlined(cursor) != 0;
  }

  /** {@return whether it has attributes, which are among its children} */
  public boolean hasAttributes() {
    return clang_Cursor_hasAttrs(cursor) != 0;
  }

  /** {@return whether each thread has its own} */
  public boolean isThreadLocal() {
    return clang_getCursorTLSKind(cursor) != CXTLS_None;
  }

  /** {@return the file that an inclusion includes; {@link SourceFile#NONE} if it was not found} */
  public SourceFile includedFile() {
    CXFile file = clang_getIncludedFile(cursor);
    return file == null ? SourceFile.NONE : unit.file(file.address(), file);
  }

  /** {@return the text of the comment that clang attaches, with its marks; empty if none} */
  public String comment() {
    return unit.comment(clang_Cursor_getRawCommentText(cursor));
  }

  /** {@return where that comment starts} */
  public Place commentStart() {
    CXSourceRange range = clang_Cursor_getCommentRange(cursor);
    Place place = unit.place(clang_getRangeStart(range));
    range.deallocate();
    return place;
  }

  /** {@return whether it is deprecated or unavailable} */
  public boolean isDeprecated() {
    int availability = clang_getCursorAvailability(cursor);
    return availability == CXAvailability_Deprecated || availability == CXAvailability_NotAvailable;
  }

  /** {@return the deprecation's message, if it is deprecated or unavailable on every platform} */
  public Optional<String> deprecation() {
    return availability().deprecated();
  }

  /**
   * What availability attributes say.
   *
   * @param deprecated the message, if any (it may be empty)
   * @param platforms as {@code macos>=10.12}, {@code macos<10.15} (obsoleted), {@code ios!} (not at
   *     all)
   */
  public record Availability(Optional<String> deprecated, List<String> platforms) {}

  /** {@return what availability attributes say} */
  public Availability availability() {
    int[] deprecated = new int[1];
    int[] unavailable = new int[1];
    List<String> platforms = new ArrayList<>();
    Optional<String> message = Optional.empty();
    int room = 16;
    CXString deprecatedMessage = new CXString();
    CXString unavailableMessage = new CXString();
    CXPlatformAvailability list = new CXPlatformAvailability(room);
    int count =
        clang_getCursorPlatformAvailability(
            cursor, deprecated, deprecatedMessage, unavailable, unavailableMessage, list, room);
    String deprecatedText = unit.string(deprecatedMessage);
    String unavailableText = unit.string(unavailableMessage);
    if (deprecated[0] != 0) {
      message = Optional.of(deprecatedText);
    } else if (unavailable[0] != 0) {
      message = Optional.of(unavailableText);
    }
    for (int i = 0; i < Math.min(count, room); i++) {
      CXPlatformAvailability one = list.getPointer(i);
      String platform = TranslationUnit.text(clang_getCString(one.Platform()));
      if (one.Unavailable() != 0) {
        platforms.add(platform + "!");
      }
      version(one.Introduced()).ifPresent(v -> platforms.add(platform + ">=" + v));
      version(one.Obsoleted()).ifPresent(v -> platforms.add(platform + "<" + v));
      if (version(one.Deprecated()).isPresent() && message.isEmpty()) {
        message = Optional.of(TranslationUnit.text(clang_getCString(one.Message())));
      }
      clang_disposeCXPlatformAvailability(one);
    }
    list.deallocate();
    return new Availability(message, List.copyOf(platforms));
  }

  private static Optional<String> version(org.bytedeco.llvm.clang.CXVersion version) {
    if (version.Major() < 0) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder().append(version.Major());
    if (version.Minor() >= 0) {
      text.append('.').append(version.Minor());
      if (version.Subminor() >= 0) {
        text.append('.').append(version.Subminor());
      }
    }
    return Optional.of(text.toString());
  }

  /** {@return the value of the initializer of a variable, as clang computes it} */
  public Evaluation evaluate() {
    CXEvalResult result = clang_Cursor_Evaluate(cursor);
    if (result == null || result.isNull()) {
      return Evaluation.Unknown.INSTANCE;
    }
    try {
      return switch (clang_EvalResult_getKind(result)) {
        case CXEval_Int ->
            clang_EvalResult_isUnsignedInt(result) != 0
                ? new Evaluation.Int(clang_EvalResult_getAsUnsigned(result), true)
                : new Evaluation.Int(clang_EvalResult_getAsLongLong(result), false);
        case CXEval_Float -> new Evaluation.Float(clang_EvalResult_getAsDouble(result));
        case CXEval_StrLiteral -> Evaluation.Text.INSTANCE;
        default -> Evaluation.Unknown.INSTANCE;
      };
    } finally {
      clang_EvalResult_dispose(result);
    }
  }

  /** Visits the children in the order of the source. */
  public void visitChildren(CursorVisitor visitor) {
    unit.visit(this, visitor);
  }
}
