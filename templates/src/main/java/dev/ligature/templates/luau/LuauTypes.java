package dev.ligature.templates.luau;

import dev.ligature.idl.CType;
import dev.ligature.idl.Idl;
import dev.ligature.idl.Lowering;
import dev.ligature.idl.Signature;
import dev.ligature.idl.Type;
import java.util.List;

/**
 * What C types are in Luau: as types of the checker and as entries of signatures.
 *
 * <pre>
 *                 parameter          result             signature
 *   DWORD         number             number             C.u32
 *   size_t        ffi.Int64          number             C.usize
 *   BOOL *        ffi.PointerLike    ffi.Pointer        C.pointer
 *   const char *  ffi.StringLike     ffi.CString        C.string
 *   enum color    color              color              C.u32
 *   div_t         ffi.RecordLike<…>  div_t              module.div_t
 * </pre>
 */
final class LuauTypes {
  private final Idl idl;
  private final TypeNames names;
  private final String typesPrefix;
  private final String valuesPrefix;
  private boolean usesCtypes;
  private boolean usesTypes;

  /**
   * @param typesPrefix before a type of this IDL: {@code ""} or {@code "types."}
   * @param valuesPrefix the module that has the records: {@code "module"} or {@code "types"}
   */
  LuauTypes(Idl idl, TypeNames names, String typesPrefix, String valuesPrefix) {
    this.idl = idl;
    this.names = names;
    this.typesPrefix = typesPrefix;
    this.valuesPrefix = valuesPrefix;
  }

  /** {@return whether an entry so far was a name of {@code C}} */
  boolean usesCtypes() {
    return usesCtypes;
  }

  /** {@return whether a type or an entry so far came from the module of types} */
  boolean usesTypes() {
    return usesTypes;
  }

  /** {@return the type of a function as Luau calls it} */
  String function(Signature signature) {
    StringBuilder out = new StringBuilder(64);
    out.append('(');
    List<Signature.Parameter> args = signature.args();
    for (int i = 0; i < args.size(); i++) {
      Signature.Parameter arg = args.get(i);
      parameterName(out, arg, i);
      out.append(taken(arg.type(), arg.lowering())).append(", ");
    }
    if (signature.variadic()) {
      out.append("...any");
    } else if (!args.isEmpty()) {
      out.setLength(out.length() - 2);
    }
    return out.append(") -> ").append(given(signature.ret(), signature.retLowering())).toString();
  }

  /**
   * {@return the type of a Luau function as C calls it: what it is given and what it gives back}
   */
  String callback(Signature signature) {
    StringBuilder out = new StringBuilder(64);
    out.append('(');
    List<Signature.Parameter> args = signature.args();
    for (int i = 0; i < args.size(); i++) {
      Signature.Parameter arg = args.get(i);
      out.append(i == 0 ? "" : ", ");
      parameterName(out, arg, i);
      out.append(given(arg.type(), arg.lowering()));
    }
    return out.append(") -> ").append(taken(signature.ret(), signature.retLowering())).toString();
  }

  private static void parameterName(StringBuilder out, Signature.Parameter arg, int index) {
    if (arg.name().isEmpty()) {
      out.append("arg").append(index + 1);
    } else {
      out.append(LuauText.toName(arg.name()));
    }
    out.append(": ");
  }

  /** {@return what C gives to Luau} */
  String given(Type type, Lowering lowering) {
    return switch (lowering) {
      case Lowering.Scalar(CType ctype) ->
          switch (ctype) {
            case VOID -> "()";
            case BOOL -> "boolean";
            case POINTER -> "ffi.Pointer";
            case STRING -> "ffi.CString";
            default -> numeric(type, "number");
          };
      case Lowering.ByValue(String id) -> record(id);
      case Lowering.Array array -> "ffi.TypedPointer<" + element(array, elementType(type)) + ">";
      case Lowering.Opaque _ -> "ffi.TypedPointer<number>";
    };
  }

  /** {@return what C takes from Luau} */
  String taken(Type type, Lowering lowering) {
    return switch (lowering) {
      case Lowering.Scalar(CType ctype) ->
          switch (ctype) {
            case VOID -> "()";
            case BOOL -> "boolean";
            case POINTER -> "ffi.PointerLike";
            case STRING -> "ffi.StringLike";
            case I64, U64 -> numeric(type, "ffi.Int64");
            case ISIZE, USIZE ->
                numeric(type, idl.targets().getFirst().pointerSize() == 8 ? "ffi.Int64" : "number");
            default -> numeric(type, "number");
          };
      case Lowering.ByValue(String id) -> "ffi.RecordLike<" + record(id) + ">";
      case Lowering.Array array -> "ffi.ArrayValue<" + element(array, elementType(type)) + ">";
      case Lowering.Opaque _ -> "ffi.ArrayValue<number>";
    };
  }

  private String element(Lowering.Array array, Type type) {
    return array.element() instanceof Lowering.Array inner
        ? element(inner, elementType(type))
        : given(type, array.element());
  }

  private Type elementType(Type type) {
    return idl.resolve(type) instanceof Type.Array array ? array.element() : type;
  }

  /** The name of the enum where the type is one, else the type of numbers. */
  private String numeric(Type type, String number) {
    if (type instanceof Type.Scalar) {
      return number;
    }
    if (idl.resolve(type) instanceof Type.EnumRef(String id)) {
      String name = names.enumeration(id);
      return name.isEmpty() ? number : named(name);
    }
    return number;
  }

  private String record(String id) {
    String name = names.record(id);
    return name.isEmpty() ? "any" : named(name);
  }

  /** {@return a type of this IDL as this module refers to it} */
  String named(String name) {
    usesTypes = true;
    return typesPrefix + name;
  }

  /** {@return the type of the views of an array's records} */
  String record(Lowering lowering) {
    return switch (lowering) {
      case Lowering.ByValue(String id) -> record(id);
      case Lowering.Array array -> record(array.element());
      case Lowering.Scalar _, Lowering.Opaque _ ->
          throw new IllegalArgumentException(lowering + " holds no records");
    };
  }

  /** {@return the entry of a signature or of a definition: {@code C.u32}, {@code module.POINT}} */
  String ctype(Lowering lowering) {
    return switch (lowering) {
      case Lowering.Scalar(CType ctype) -> {
        usesCtypes = true;
        yield "C." + ctype.spelling();
      }
      case Lowering.ByValue(String id) -> definition(id);
      case Lowering.Array array -> ctype(array.element());
      case Lowering.Opaque _ -> {
        usesCtypes = true;
        yield "C.u8";
      }
    };
  }

  /** {@return the expression of a record's definition} */
  String definition(String id) {
    usesTypes = true;
    String typedef = names.recordTypedef(id);
    if (!typedef.isEmpty()) {
      return valuesPrefix + LuauText.member(typedef);
    }
    if (id.startsWith("struct ")) {
      return valuesPrefix + "." + names.group("structs") + LuauText.member(names.recordKey(id));
    }
    if (id.startsWith("union ")) {
      return valuesPrefix + "." + names.group("unions") + LuauText.member(names.recordKey(id));
    }
    return valuesPrefix + LuauText.member(id);
  }

  /** {@return the parameters of a signature as a table} */
  String args(Signature signature) {
    if (signature.args().isEmpty()) {
      return "{}";
    }
    StringBuilder out = new StringBuilder(64);
    String separator = "{ ";
    for (Signature.Parameter arg : signature.args()) {
      out.append(separator).append(ctype(arg.lowering()));
      separator = ", ";
    }
    return out.append(" }").toString();
  }
}
