package dev.ligature.generator.header;

import dev.ligature.generator.clang.CallConvention;
import dev.ligature.generator.clang.ClangType;
import dev.ligature.generator.clang.Cursor;
import dev.ligature.generator.clang.Nullability;
import dev.ligature.generator.clang.TypeKind;
import dev.ligature.idl.CType;
import dev.ligature.idl.Lowering;
import dev.ligature.idl.Signature;
import dev.ligature.idl.Signature.CallingConvention;
import dev.ligature.idl.Signature.Hints;
import dev.ligature.idl.Signature.Parameter;
import dev.ligature.idl.Skip.Reason;
import dev.ligature.idl.Target;
import dev.ligature.idl.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Turns clang's types into the IDL's, each once.
 *
 * <pre>
 *   const char *            STRING: C reads it as text (and so for any typedef of it)
 *   char *                  POINTER: the callee writes into it, nobody knows how much
 *   T *, T (*)(…)           POINTER
 *   enum e                  its integer
 *   size_t, uintptr_t       USIZE    ptrdiff_t, intptr_t, ssize_t   ISIZE
 *   T[n]                    an array in memory, POINTER as a parameter
 *   long double         F64 where it is no wider than double
 *   long double, __int128, _Complex, vectors, _Atomic   opaque bytes, which no call passes
 * </pre>
 */
final class Types {
  /** Deeper types than this no compiler is obliged to take (C17 5.2.4.1: 12 declarators). */
  private static final int MAX_DEPTH = 400;

  /** Typedef names of the standard library that the IDL spells as scalars. */
  private static final Map<String, CType> STANDARD =
      Map.ofEntries(
          Map.entry("size_t", CType.USIZE),
          Map.entry("uintptr_t", CType.USIZE),
          Map.entry("ssize_t", CType.ISIZE),
          Map.entry("ptrdiff_t", CType.ISIZE),
          Map.entry("intptr_t", CType.ISIZE),
          Map.entry("int8_t", CType.I8),
          Map.entry("uint8_t", CType.U8),
          Map.entry("int16_t", CType.I16),
          Map.entry("uint16_t", CType.U16),
          Map.entry("int32_t", CType.I32),
          Map.entry("uint32_t", CType.U32),
          Map.entry("int64_t", CType.I64),
          Map.entry("uint64_t", CType.U64));

  private final Target target;
  private final DeclarationReader declarations;
  private final Map<Long, Converted> cache = new HashMap<>();
  private final Map<Long, FunctionShape> functions = new HashMap<>();
  private int depth;

  /** A function type without its parameters' names. */
  record FunctionShape(
      Converted result,
      List<Converted> parameters,
      List<Hints> hints,
      boolean variadic,
      boolean prototyped,
      Optional<CallingConvention> convention,
      boolean noreturn) {

    /** {@return why it cannot be called, if so} */
    Optional<Converted.Refusal> refusal() {
      if (convention.equals(Optional.of(CallingConvention.OTHER))) {
        return Optional.of(
            new Converted.Refusal(
                Reason.CALLING_CONVENTION, "a calling convention that no binding knows"));
      }
      if (result.refusal().isPresent()) {
        return result
            .refusal()
            .map(r -> new Converted.Refusal(r.reason(), "returns " + r.detail()));
      }
      for (int i = 0; i < parameters.size(); i++) {
        Optional<Converted.Refusal> refusal = parameters.get(i).refusal();
        if (refusal.isPresent()) {
          return Optional.of(
              new Converted.Refusal(
                  refusal.get().reason(),
                  "parameter " + (i + 1) + " is " + refusal.get().detail()));
        }
      }
      return Optional.empty();
    }

    Signature signature(List<String> names) {
      List<Parameter> args = new ArrayList<>(parameters.size());
      for (int i = 0; i < parameters.size(); i++) {
        Converted parameter = parameters.get(i);
        args.add(
            new Parameter(
                i < names.size() ? names.get(i) : "",
                parameter.type(),
                parameter.lowering(),
                hints.get(i)));
      }
      return new Signature(
          args, result.type(), result.lowering(), variadic, prototyped, convention);
    }
  }

  Types(Target target, DeclarationReader declarations) {
    this.target = target;
    this.declarations = declarations;
  }

  /** Converts and closes a type. */
  Converted take(ClangType type) {
    try (type) {
      return convert(type);
    }
  }

  Converted convert(ClangType type) {
    long id = type.id();
    Converted known = cache.get(id);
    if (known != null) {
      return known;
    }
    if (++depth > MAX_DEPTH) {
      depth = 0;
      throw new HeaderException("a type is nested more than " + MAX_DEPTH + " levels deep");
    }
    Converted converted = qualify(type, convertUnqualified(type));
    depth--;
    cache.put(id, converted);
    return converted;
  }

  private static Converted qualify(ClangType type, Converted converted) {
    Type result = converted.type();
    if (type.isRestrict()) {
      result = qualified(Type.Qualifier.RESTRICT, result);
    }
    if (type.isVolatile()) {
      result = qualified(Type.Qualifier.VOLATILE, result);
    }
    if (type.isConst()) {
      result = qualified(Type.Qualifier.CONST, result);
    }
    return result == converted.type() ? converted : converted.with(result);
  }

  private static Type qualified(Type.Qualifier qualifier, Type type) {
    return type instanceof Type.Qualified(Type.Qualifier inner, Type _) && inner == qualifier
        ? type
        : new Type.Qualified(qualifier, type);
  }

  private Converted convertUnqualified(ClangType type) {
    return switch (type.kind()) {
      case VOID -> Converted.scalar(CType.VOID, "void");
      case BOOL -> Converted.scalar(CType.BOOL, "_Bool");
      case CHAR_S -> Converted.scalar(CType.I8, "char");
      case CHAR_U -> Converted.scalar(CType.U8, "char");
      case SCHAR -> Converted.scalar(CType.I8, "signed char");
      case UCHAR -> Converted.scalar(CType.U8, "unsigned char");
      case SHORT -> Converted.scalar(CType.I16, "short");
      case USHORT -> Converted.scalar(CType.U16, "unsigned short");
      case INT -> Converted.scalar(CType.I32, "int");
      case UINT -> Converted.scalar(CType.U32, "unsigned int");
      case LONG -> Converted.scalar(target.longSize() == 8 ? CType.I64 : CType.I32, "long");
      case ULONG ->
          Converted.scalar(target.longSize() == 8 ? CType.U64 : CType.U32, "unsigned long");
      case LONGLONG -> Converted.scalar(CType.I64, "long long");
      case ULONGLONG -> Converted.scalar(CType.U64, "unsigned long long");
      case WCHAR -> Converted.scalar(target.wchar(), "wchar_t");
      case CHAR16 -> Converted.scalar(CType.U16, "char16_t");
      case CHAR32 -> Converted.scalar(CType.U32, "char32_t");
      case FLOAT -> Converted.scalar(CType.F32, "float");
      case DOUBLE -> Converted.scalar(CType.F64, "double");
      // A double of another name for Microsoft and for Apple on ARM.
      case LONG_DOUBLE ->
          type.size() == 8
              ? Converted.scalar(CType.F64, "long double")
              : opaque(type, Reason.LONG_DOUBLE);
      case FLOAT128, HALF, FLOAT16, BFLOAT16 -> opaque(type, Reason.UNSUPPORTED_TYPE);
      case INT128, UINT128 -> opaque(type, Reason.INT128);
      case COMPLEX -> opaque(type, Reason.COMPLEX);
      case VECTOR, EXT_VECTOR -> opaque(type, Reason.VECTOR);
      case ATOMIC -> opaque(type, Reason.ATOMIC);
      case NULLPTR -> Converted.of(new Type.Pointer(Type.Scalar.of(CType.VOID)), CType.POINTER);
      case POINTER, BLOCK_POINTER -> pointer(type);
      case CONSTANT_ARRAY -> array(type, OptionalLong.of(type.elements()));
      case INCOMPLETE_ARRAY, VARIABLE_ARRAY -> array(type, OptionalLong.empty());
      case FUNCTION_PROTO, FUNCTION_NO_PROTO -> function(type);
      case RECORD -> {
        try (Cursor declaration = type.declaration()) {
          yield declarations.recordReference(declaration, type);
        }
      }
      case ENUM -> {
        try (Cursor declaration = type.declaration()) {
          yield declarations.enumReference(declaration, type);
        }
      }
      case TYPEDEF -> typedef(type);
      case ELABORATED -> take(type.named());
      case ATTRIBUTED -> attributed(type);
      case AUTO, INVALID, OTHER -> sugar(type);
    };
  }

  private Converted opaque(ClangType type, Reason reason) {
    try (ClangType plain = type.unqualified()) {
      return Converted.opaque(plain.spelling(), type.size(), type.align(), reason);
    }
  }

  private Converted pointer(ClangType type) {
    Converted pointee = take(type.pointee());
    Type result = new Type.Pointer(pointee.type());
    try (ClangType canonical = type.canonical();
        ClangType target = canonical.pointee()) {
      boolean text =
          target.isConst()
              && !target.isVolatile()
              && (target.kind() == TypeKind.CHAR_S || target.kind() == TypeKind.CHAR_U);
      return Converted.of(result, text ? CType.STRING : CType.POINTER);
    }
  }

  private Converted array(ClangType type, OptionalLong count) {
    Converted element = take(type.element());
    return new Converted(
        new Type.Array(element.type(), count),
        new Lowering.Array(element.lowering(), count),
        element.refusal());
  }

  /** A function type itself; as a parameter it becomes a pointer. */
  private Converted function(ClangType type) {
    Signature signature = shape(type).signature(List.of());
    return new Converted(
        new Type.Function(signature), Lowering.of(CType.POINTER), Optional.empty());
  }

  private Converted attributed(ClangType type) {
    try (ClangType canonical = type.canonical()) {
      // The modified type lacks what the attribute says, and that may be the calling convention.
      if (canonical.kind() == TypeKind.FUNCTION_PROTO
          || canonical.kind() == TypeKind.FUNCTION_NO_PROTO) {
        return function(type);
      }
    }
    return take(type.modified());
  }

  private Converted sugar(ClangType type) {
    try (ClangType canonical = type.canonical()) {
      return switch (canonical.kind()) {
        case FUNCTION_PROTO, FUNCTION_NO_PROTO -> function(type);
        case AUTO, INVALID, OTHER ->
            Converted.opaque(type.spelling(), type.size(), type.align(), Reason.UNSUPPORTED_TYPE);
        default -> convert(canonical);
      };
    }
  }

  private Converted typedef(ClangType type) {
    try (Cursor declaration = type.declaration()) {
      String name = declaration.spelling();
      CType standard = STANDARD.get(name);
      if (standard != null && isInteger(type, standard)) {
        declarations.meetStandardType(name);
        return Converted.scalar(standard, name);
      }
      return declarations.typedefReference(declaration, name);
    }
  }

  /** {@return whether a header's typedef means what the standard library means by that name} */
  private boolean isInteger(ClangType type, CType expected) {
    if (type.size() != expected.size(target.pointerSize())) {
      return false;
    }
    try (ClangType canonical = type.canonical()) {
      return switch (canonical.kind()) {
        case CHAR_S, SCHAR, SHORT, INT, LONG, LONGLONG -> !expected.isUnsigned();
        case CHAR_U, UCHAR, USHORT, UINT, ULONG, ULONGLONG -> expected.isUnsigned();
        default -> false;
      };
    }
  }

  /** {@return whether the frontend spells that typedef as a scalar} */
  static boolean isStandard(String name) {
    return STANDARD.containsKey(name);
  }

  /** {@return the scalar for such a name} */
  static Converted standard(String name) {
    return Converted.scalar(STANDARD.get(name), name);
  }

  /** {@return a function type's parts, with parameters after decay} */
  FunctionShape shape(ClangType type) {
    FunctionShape known = functions.get(type.id());
    if (known != null) {
      return known;
    }
    Converted result = passed(take(type.result()), Optional.empty());
    int count = type.parameterCount();
    List<Converted> parameters = new ArrayList<>(Math.max(count, 0));
    List<Hints> hints = new ArrayList<>(Math.max(count, 0));
    for (int i = 0; i < count; i++) {
      try (ClangType parameter = type.parameter(i)) {
        parameters.add(passed(convert(parameter), declarations.transparentUnion(parameter)));
        hints.add(hints(parameter));
      }
    }
    boolean prototyped;
    try (ClangType canonical = type.canonical()) {
      prototyped = canonical.kind() == TypeKind.FUNCTION_PROTO;
    }
    boolean isVoid =
        result.lowering() instanceof Lowering.Scalar(CType ctype) && ctype == CType.VOID;
    FunctionShape shape =
        new FunctionShape(
            result,
            List.copyOf(parameters),
            List.copyOf(hints),
            prototyped && type.isVariadic(),
            prototyped,
            convention(type.convention()),
            // Nothing else in libclang tells; and what does not return returns void.
            isVoid && type.spelling().contains("noreturn"));
    functions.put(type.id(), shape);
    return shape;
  }

  private static Hints hints(ClangType parameter) {
    if (parameter.kind() != TypeKind.ATTRIBUTED) {
      return Hints.NONE;
    }
    Nullability nullability = parameter.nullability();
    return nullability == Nullability.UNSPECIFIED
        ? Hints.NONE
        : new Hints(
            false,
            Optional.empty(),
            Optional.of(nullability == Nullability.NULLABLE),
            Optional.empty());
  }

  private static Optional<CallingConvention> convention(CallConvention convention) {
    return switch (convention) {
      case C -> Optional.empty();
      case STDCALL -> Optional.of(CallingConvention.STDCALL);
      case FASTCALL -> Optional.of(CallingConvention.FASTCALL);
      case THISCALL -> Optional.of(CallingConvention.THISCALL);
      case VECTORCALL -> Optional.of(CallingConvention.VECTORCALL);
      case WIN64 -> Optional.of(CallingConvention.MS_ABI);
      case SYSV64 -> Optional.of(CallingConvention.SYSV_ABI);
      case OTHER -> Optional.of(CallingConvention.OTHER);
    };
  }

  /** How a call passes what memory holds so: C17 6.7.6.3 turns arrays and functions to pointers. */
  Converted passed(Converted converted, Optional<Lowering> transparent) {
    if (transparent.isPresent()) {
      return new Converted(converted.type(), transparent.get(), Optional.empty());
    }
    return switch (converted.lowering()) {
      case Lowering.Array _ -> decayed(converted);
      case Lowering.Scalar(CType ctype)
          when ctype == CType.POINTER && declarations.isFunction(converted.type()) ->
          Converted.of(new Type.Pointer(converted.type()), CType.POINTER);
      case Lowering.ByValue(String record) -> {
        Optional<Converted.Refusal> refusal = declarations.byValueRefusal(record);
        yield new Converted(converted.type(), converted.lowering(), refusal);
      }
      case Lowering.Scalar _, Lowering.Opaque _ -> converted;
    };
  }

  private Converted decayed(Converted array) {
    Type type = declarations.behindAliases(array.type());
    if (!(type instanceof Type.Array(Type element, OptionalLong _))) {
      throw new IllegalStateException(array + " lowers to an array and is none");
    }
    boolean text =
        element instanceof Type.Qualified(Type.Qualifier qualifier, Type inner)
            && qualifier == Type.Qualifier.CONST
            && declarations.behindAliases(inner) instanceof Type.Scalar(CType _, String c)
            && c.equals("char");
    return Converted.of(new Type.Pointer(element), text ? CType.STRING : CType.POINTER);
  }
}
