package dev.ligature.templates.java;

import dev.ligature.idl.CType;
import dev.ligature.idl.ConstantValue;
import dev.ligature.idl.Declaration;
import dev.ligature.idl.Doc;
import dev.ligature.idl.Idl;
import dev.ligature.idl.Location;
import dev.ligature.idl.Lowering;
import dev.ligature.idl.Signature;
import dev.ligature.idl.Target;
import dev.ligature.idl.Type;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;

/** Builds IDLs in tests without JSON and without a header. */
final class IdlFixture {
  static final Target LINUX =
      new Target("x86_64-pc-linux-gnu", "linux", "x86_64", 8, 8, CType.I32, CType.I8, false);
  static final Target WINDOWS =
      new Target("x86_64-w64-windows-gnu", "windows", "x86_64", 8, 4, CType.U16, CType.I8, false);
  static final Target WINDOWS_32 =
      new Target("i686-w64-windows-gnu", "windows", "i686", 4, 4, CType.U16, CType.I8, false);
  static final Location AT = new Location("test.h", 1);

  final SequencedMap<String, String> libraries = new LinkedHashMap<>();
  final SequencedMap<String, Declaration.Constant> constants = new LinkedHashMap<>();
  final SequencedMap<String, Declaration.Enum> enums = new LinkedHashMap<>();
  final SequencedMap<String, Declaration.Record> records = new LinkedHashMap<>();
  final SequencedMap<String, Declaration.Alias> aliases = new LinkedHashMap<>();
  final SequencedMap<String, Declaration.Callback> callbacks = new LinkedHashMap<>();
  final SequencedMap<String, Declaration.Function> functions = new LinkedHashMap<>();
  final SequencedMap<String, Declaration.Variable> variables = new LinkedHashMap<>();
  Target target = LINUX;
  List<String> headers = List.of("test.h");
  String module = "Test";

  Idl idl() {
    return new Idl(
        module,
        libraries,
        headers,
        List.of(target),
        constants,
        enums,
        records,
        aliases,
        callbacks,
        functions,
        variables,
        List.of());
  }

  // Types, each with its lowering.

  /** A type and what it comes down to. */
  record Typed(Type type, Lowering lowering) {
    Typed array(long count) {
      return new Typed(
          new Type.Array(type, OptionalLong.of(count)),
          new Lowering.Array(lowering, OptionalLong.of(count)));
    }

    Typed flexible() {
      return new Typed(
          new Type.Array(type, OptionalLong.empty()),
          new Lowering.Array(lowering, OptionalLong.empty()));
    }

    Typed pointer() {
      return new Typed(new Type.Pointer(type), Lowering.of(CType.POINTER));
    }

    Typed constant() {
      return new Typed(new Type.Qualified(Type.Qualifier.CONST, type), lowering);
    }
  }

  static final Typed VOID = scalar(CType.VOID);
  static final Typed BOOL = scalar(CType.BOOL);
  static final Typed I8 = scalar(CType.I8);
  static final Typed U8 = scalar(CType.U8);
  static final Typed I16 = scalar(CType.I16);
  static final Typed U16 = scalar(CType.U16);
  static final Typed INT = scalar(CType.I32);
  static final Typed UINT = scalar(CType.U32);
  static final Typed I64 = scalar(CType.I64);
  static final Typed U64 = scalar(CType.U64);
  static final Typed SIZE = scalar(CType.USIZE);
  static final Typed FLOAT = scalar(CType.F32);
  static final Typed DOUBLE = scalar(CType.F64);
  static final Typed LONG = new Typed(new Type.Scalar(CType.I64, "long"), Lowering.of(CType.I64));
  static final Typed CHAR = new Typed(new Type.Scalar(CType.I8, "char"), Lowering.of(CType.I8));
  static final Typed POINTER = VOID.pointer();
  static final Typed STRING =
      new Typed(new Type.Pointer(CHAR.constant().type()), Lowering.of(CType.STRING));
  static final Typed LONG_DOUBLE =
      new Typed(new Type.Opaque("long double", 16, 16), new Lowering.Opaque(16, 16));

  static Typed scalar(CType ctype) {
    return new Typed(Type.Scalar.of(ctype), Lowering.of(ctype));
  }

  static Typed struct(String key) {
    return new Typed(new Type.RecordRef(key), new Lowering.ByValue(key));
  }

  static Typed callback(String name) {
    return new Typed(new Type.AliasRef(name), Lowering.of(CType.POINTER));
  }

  static Typed functionPointer(Signature signature) {
    return new Typed(new Type.Pointer(new Type.Function(signature)), Lowering.of(CType.POINTER));
  }

  // Declarations.

  static Doc doc(String brief) {
    return new Doc(brief, List.of(), List.of(), "");
  }

  static Signature.Parameter parameter(String name, Typed type) {
    return new Signature.Parameter(name, type.type(), type.lowering(), Signature.Hints.NONE);
  }

  /** A signature of named parameters: {@code signature(INT, "a", INT, "b", POINTER)}. */
  static Signature signature(Typed result, Object... namesAndTypes) {
    List<Signature.Parameter> parameters = new ArrayList<>();
    for (int i = 0; i < namesAndTypes.length; i += 2) {
      parameters.add(parameter((String) namesAndTypes[i], (Typed) namesAndTypes[i + 1]));
    }
    return new Signature(
        parameters, result.type(), result.lowering(), false, true, Optional.empty());
  }

  static Signature variadic(Signature signature) {
    return new Signature(
        signature.args(), signature.ret(), signature.retLowering(), true, true, Optional.empty());
  }

  static Declaration.Function function(Signature signature) {
    return new Declaration.Function(
        signature,
        Optional.empty(),
        false,
        false,
        Optional.empty(),
        List.of(),
        false,
        false,
        Optional.empty(),
        Optional.empty(),
        AT);
  }

  IdlFixture function(String name, Typed result, Object... namesAndTypes) {
    functions.put(name, function(signature(result, namesAndTypes)));
    return this;
  }

  IdlFixture variable(String name, Typed type) {
    variables.put(
        name,
        new Declaration.Variable(
            type.type(),
            type.lowering(),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty(),
            AT));
    return this;
  }

  IdlFixture constant(String name, ConstantValue value) {
    constants.put(
        name, new Declaration.Constant(value, Optional.empty(), "", Optional.empty(), AT));
    return this;
  }

  /** An int whose macro is written as {@code text}. */
  IdlFixture constant(String name, String text, int value) {
    constants.put(
        name,
        new Declaration.Constant(
            new ConstantValue.Int(BigInteger.valueOf(value), CType.I32),
            Optional.empty(),
            text,
            Optional.empty(),
            AT));
    return this;
  }

  IdlFixture constant(String name, String value, CType ctype) {
    return constant(name, new ConstantValue.Int(new BigInteger(value), ctype));
  }

  IdlFixture callback(String name, Signature signature) {
    callbacks.put(name, new Declaration.Callback(signature, true, Optional.empty(), AT));
    return this;
  }

  IdlFixture alias(String name, Typed type) {
    aliases.put(
        name,
        new Declaration.Alias(
            type.type(), type.lowering(), Optional.empty(), Optional.empty(), AT));
    return this;
  }

  IdlFixture enumeration(String key, CType ctype, Object... namesAndValues) {
    List<Declaration.Enumerator> members = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      members.add(
          new Declaration.Enumerator(
              (String) namesAndValues[i],
              new BigInteger(namesAndValues[i + 1].toString()),
              Optional.empty()));
    }
    enums.put(
        key,
        new Declaration.Enum(
            tag(key),
            Type.Scalar.of(ctype),
            ctype,
            members,
            true,
            Optional.empty(),
            Optional.empty(),
            AT));
    return this;
  }

  private static Optional<String> tag(String key) {
    int space = key.indexOf(' ');
    return space < 0 || key.contains(".") || key.contains("(")
        ? Optional.empty()
        : Optional.of(key.substring(space + 1));
  }

  static Declaration.Field field(String name, Typed type, long offset) {
    return new Declaration.Field(
        name, type.type(), type.lowering(), offset, Optional.empty(), Optional.empty());
  }

  static Declaration.Field bits(String name, Typed type, long offset, int width) {
    return new Declaration.Field(
        name,
        type.type(),
        type.lowering(),
        offset / 8,
        Optional.of(new Declaration.Bits(offset, width)),
        Optional.empty());
  }

  IdlFixture record(String key, long size, long align, Declaration.Field... fields) {
    Declaration.RecordKind kind =
        key.startsWith("union ") ? Declaration.RecordKind.UNION : Declaration.RecordKind.STRUCT;
    records.put(
        key,
        new Declaration.Record(
            kind,
            tag(key),
            size,
            align,
            size == 0 && fields.length == 0,
            false,
            List.of(fields),
            Optional.empty(),
            Optional.empty(),
            AT));
    return this;
  }
}
