package dev.ligature.templates;

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

/** Builds IDLs by hand, with layouts as the test says them. */
public final class IdlBuilder {
  public static final Target LINUX =
      new Target("x86_64-unknown-linux-gnu", "linux", "x86_64", 8, 8, CType.I32, CType.I8, false);
  public static final Target WINDOWS =
      new Target("x86_64-w64-windows-gnu", "windows", "x86_64", 8, 4, CType.U16, CType.I8, false);

  private final String module;
  private final Target target;
  private final SequencedMap<String, String> libraries = new LinkedHashMap<>();
  private final SequencedMap<String, Declaration.Constant> constants = new LinkedHashMap<>();
  private final SequencedMap<String, Declaration.Enum> enums = new LinkedHashMap<>();
  private final SequencedMap<String, Declaration.Record> records = new LinkedHashMap<>();
  private final SequencedMap<String, Declaration.Alias> aliases = new LinkedHashMap<>();
  private final SequencedMap<String, Declaration.Callback> callbacks = new LinkedHashMap<>();
  private final SequencedMap<String, Declaration.Function> functions = new LinkedHashMap<>();
  private final SequencedMap<String, Declaration.Variable> variables = new LinkedHashMap<>();
  private String header;
  private int line = 1;
  private Optional<Doc> doc = Optional.empty();
  private Optional<String> deprecated = Optional.empty();

  public IdlBuilder(String module, Target target) {
    this.module = module;
    this.target = target;
    this.header = module + ".h";
  }

  public Idl build() {
    return new Idl(
        module,
        libraries,
        List.of(module + ".h"),
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

  /** What follows stands in that header. */
  public IdlBuilder in(String header) {
    this.header = header;
    return this;
  }

  public IdlBuilder library(String os, String name) {
    libraries.put(os, name);
    return this;
  }

  /** The next declaration has that comment. */
  public IdlBuilder doc(String brief, String... details) {
    doc = Optional.of(new Doc(brief, List.of(details), List.of(), ""));
    return this;
  }

  /** The next declaration has that comment. */
  public IdlBuilder doc(Doc next) {
    doc = Optional.of(next);
    return this;
  }

  /** The next declaration is deprecated. */
  public IdlBuilder deprecated(String message) {
    deprecated = Optional.of(message);
    return this;
  }

  private Location at() {
    return new Location(header, line++);
  }

  private Optional<Doc> takeDoc() {
    Optional<Doc> taken = doc;
    doc = Optional.empty();
    return taken;
  }

  private Optional<String> takeDeprecated() {
    Optional<String> taken = deprecated;
    deprecated = Optional.empty();
    return taken;
  }

  public IdlBuilder function(String name, Signature signature) {
    return function(name, signature, Optional.empty(), false);
  }

  public IdlBuilder inline(String name, Signature signature) {
    return function(name, signature, Optional.empty(), true);
  }

  public IdlBuilder function(
      String name, Signature signature, Optional<String> symbol, boolean inline) {
    functions.put(
        name,
        new Declaration.Function(
            signature,
            symbol,
            inline,
            false,
            takeDeprecated(),
            List.of(),
            false,
            false,
            Optional.empty(),
            takeDoc(),
            at()));
    return this;
  }

  public IdlBuilder function(String name, Declaration.Function function) {
    functions.put(name, function);
    return this;
  }

  public IdlBuilder variable(String name, Arg arg, boolean threadLocal) {
    variables.put(
        name,
        new Declaration.Variable(
            arg.type(),
            arg.lowering(),
            Optional.empty(),
            threadLocal,
            takeDeprecated(),
            takeDoc(),
            at()));
    return this;
  }

  public IdlBuilder constant(String name, ConstantValue value, String text) {
    constants.put(name, new Declaration.Constant(value, Optional.empty(), text, takeDoc(), at()));
    return this;
  }

  public IdlBuilder constant(String name, long value, CType ctype, String text) {
    return constant(name, new ConstantValue.Int(BigInteger.valueOf(value), ctype), text);
  }

  public IdlBuilder alias(String name, Arg arg) {
    aliases.put(
        name, new Declaration.Alias(arg.type(), arg.lowering(), takeDeprecated(), takeDoc(), at()));
    return this;
  }

  public IdlBuilder callback(String name, Signature signature, boolean pointer) {
    callbacks.put(name, new Declaration.Callback(signature, pointer, takeDoc(), at()));
    return this;
  }

  public IdlBuilder record(String id, long size, long align, Declaration.Field... fields) {
    records.put(
        id,
        new Declaration.Record(
            id.startsWith("union ") ? Declaration.RecordKind.UNION : Declaration.RecordKind.STRUCT,
            id.indexOf(' ') < 0 ? Optional.empty() : Optional.of(id.substring(id.indexOf(' ') + 1)),
            size,
            align,
            false,
            false,
            List.of(fields),
            takeDeprecated(),
            takeDoc(),
            at()));
    return this;
  }

  public IdlBuilder opaque(String id) {
    records.put(
        id,
        new Declaration.Record(
            Declaration.RecordKind.STRUCT,
            Optional.of(id.substring(id.indexOf(' ') + 1)),
            0,
            0,
            true,
            false,
            List.of(),
            Optional.empty(),
            takeDoc(),
            at()));
    return this;
  }

  public IdlBuilder enumeration(String id, CType ctype, Declaration.Enumerator... members) {
    enums.put(
        id,
        new Declaration.Enum(
            Optional.empty(),
            Type.Scalar.of(ctype),
            ctype,
            List.of(members),
            true,
            takeDeprecated(),
            takeDoc(),
            at()));
    return this;
  }

  /** A parameter, a field, a variable or a typedef: name, type and lowering. */
  public record Arg(String name, Type type, Lowering lowering) {
    public Arg named(String other) {
      return new Arg(other, type, lowering);
    }

    /** As a field at an offset in bytes. */
    public Declaration.Field at(long offset) {
      return new Declaration.Field(
          name, type, lowering, offset, Optional.empty(), Optional.empty());
    }

    /** As a bit-field at an offset in bits. */
    public Declaration.Field bits(long offset, int width) {
      return new Declaration.Field(
          name,
          type,
          lowering,
          offset / 8,
          Optional.of(new Declaration.Bits(offset, width)),
          Optional.empty());
    }

    /** As an array of so many. */
    public Arg array(long count) {
      return new Arg(
          name,
          new Type.Array(type, OptionalLong.of(count)),
          new Lowering.Array(lowering, OptionalLong.of(count)));
    }
  }

  public static Declaration.Enumerator member(String name, long value) {
    return new Declaration.Enumerator(name, BigInteger.valueOf(value), Optional.empty());
  }

  public static Arg scalar(String name, CType ctype) {
    return new Arg(name, Type.Scalar.of(ctype), Lowering.of(ctype));
  }

  public static Arg typedef(String name, String alias, Lowering lowering) {
    return new Arg(name, new Type.AliasRef(alias), lowering);
  }

  public static Arg pointer(String name, Type pointee) {
    return new Arg(name, new Type.Pointer(pointee), Lowering.of(CType.POINTER));
  }

  public static Arg string(String name) {
    return new Arg(
        name,
        new Type.Pointer(
            new Type.Qualified(Type.Qualifier.CONST, new Type.Scalar(CType.I8, "char"))),
        Lowering.of(CType.STRING));
  }

  public static Arg record(String name, String id) {
    return new Arg(name, new Type.RecordRef(id), new Lowering.ByValue(id));
  }

  public static Arg enumeration(String name, String id, CType ctype) {
    return new Arg(name, new Type.EnumRef(id), Lowering.of(ctype));
  }

  public static Arg opaque(String name, String c, long size, long align) {
    return new Arg(name, new Type.Opaque(c, size, align), new Lowering.Opaque(size, align));
  }

  public static final Arg VOID = scalar("", CType.VOID);

  public static Signature signature(Arg ret, Arg... args) {
    return signature(ret, false, args);
  }

  public static Signature signature(Arg ret, boolean variadic, Arg... args) {
    List<Signature.Parameter> parameters = new ArrayList<>();
    for (Arg arg : args) {
      parameters.add(
          new Signature.Parameter(arg.name(), arg.type(), arg.lowering(), Signature.Hints.NONE));
    }
    return new Signature(parameters, ret.type(), ret.lowering(), variadic, true, Optional.empty());
  }
}
