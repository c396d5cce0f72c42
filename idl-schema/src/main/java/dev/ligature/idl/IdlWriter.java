package dev.ligature.idl;

import dev.ligature.idl.ConstantValue.Address;
import dev.ligature.idl.ConstantValue.Compound;
import dev.ligature.idl.ConstantValue.Str;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes the canonical JSON form of the IDL: equal IDLs give equal text. Every declaration has
 * lines of its own, and so has every field and every enumerator, so that a diff of two documents
 * reads as a list of what changed.
 */
public final class IdlWriter {
  /** Integers that every reader of JSON numbers keeps exact: those of a double. */
  private static final BigInteger EXACT = BigInteger.ONE.shiftLeft(53);

  private static final int FLUSH = 1 << 16;

  private final Appendable sink;
  private final StringBuilder out = new StringBuilder(FLUSH + (1 << 12));
  private final int wcharSize;

  private IdlWriter(Appendable sink, int wcharSize) {
    this.sink = sink;
    this.wcharSize = wcharSize;
  }

  /** {@return the document, with a newline at its end} */
  public static String write(Idl idl) {
    StringBuilder text = new StringBuilder(1 << 16);
    try {
      write(idl, text);
    } catch (IOException e) {
      throw new AssertionError("a StringBuilder threw", e);
    }
    return text.toString();
  }

  /**
   * Writes the document, with a newline at its end.
   *
   * @throws IOException if {@code out} throws it
   */
  public static void write(Idl idl, Appendable out) throws IOException {
    IdlWriter writer = new IdlWriter(out, wcharSize(idl));
    writer.document(idl);
    writer.flush();
  }

  /** {@return bytes of the units of wide strings in the document} */
  static int wcharSize(Idl idl) {
    return idl.targets().isEmpty() ? 4 : idl.targets().getFirst().wcharSize();
  }

  private void flush() throws IOException {
    sink.append(out);
    out.setLength(0);
  }

  private void document(Idl idl) throws IOException {
    out.append('{');
    member("$schema", JsonStrings.quote(Idl.SCHEMA_ID), false);
    member("idl", JsonStrings.quote(Idl.VERSION), true);
    member("module", JsonStrings.quote(idl.module()), true);
    JsonBlock libraries = JsonBlock.object();
    idl.libraries().forEach(libraries::putString);
    member("libraries", libraries, true);
    member("headers", strings(idl.headers()), true);
    JsonBlock targets = JsonBlock.openArray();
    idl.targets().forEach(target -> targets.add(target(target)));
    member("targets", targets, true);
    section("constants", idl.constants(), this::constant);
    section("enums", idl.enums(), IdlWriter::enumeration);
    section("records", idl.records(), IdlWriter::record);
    section("aliases", idl.aliases(), IdlWriter::alias);
    section("callbacks", idl.callbacks(), IdlWriter::callback);
    section("functions", idl.functions(), IdlWriter::function);
    section("variables", idl.variables(), IdlWriter::variable);
    JsonBlock skipped = JsonBlock.openArray();
    idl.skipped().forEach(skip -> skipped.add(skip(skip)));
    member("skipped", skipped, true);
    out.append("\n}\n");
  }

  private void member(String key, Object value, boolean comma) {
    if (comma) {
      out.append(',');
    }
    JsonBlock.newLine(out, 2);
    out.append('"').append(key).append("\": ");
    JsonBlock.print(out, value, 2, key.length() + 6);
  }

  /** Writes one of the big maps, declaration by declaration. */
  private <D> void section(String key, Map<String, D> map, Function<D, JsonBlock> encode)
      throws IOException {
    member(key, "{", true);
    boolean first = true;
    for (Map.Entry<String, D> entry : map.entrySet()) {
      if (!first) {
        out.append(',');
      }
      first = false;
      JsonBlock.newLine(out, 4);
      String name = JsonStrings.quote(entry.getKey());
      out.append(name).append(": ");
      JsonBlock.print(out, encode.apply(entry.getValue()), 4, name.length() + 6);
      if (out.length() > FLUSH) {
        flush();
      }
    }
    if (!first) {
      JsonBlock.newLine(out, 2);
    }
    out.append('}');
  }

  private static JsonBlock strings(List<String> strings) {
    JsonBlock array = JsonBlock.array();
    strings.forEach(string -> array.add(JsonStrings.quote(string)));
    return array;
  }

  private static JsonBlock target(Target target) {
    return JsonBlock.object()
        .putString("triple", target.triple())
        .putString("os", target.os())
        .putString("arch", target.arch())
        .putNumber("pointer", target.pointerSize())
        .putNumber("long", target.longSize())
        .putString("wchar", target.wchar().spelling())
        .putString("char", target.plainChar().spelling())
        .putString("endian", target.bigEndian() ? "big" : "little");
  }

  private JsonBlock constant(Declaration.Constant constant) {
    JsonBlock object = JsonBlock.object();
    value(object, constant.value());
    constant.type().ifPresent(type -> object.put("type", type(type)));
    if (!constant.text().isEmpty()) {
      object.putString("text", constant.text());
    }
    return end(object, constant.doc(), constant.at());
  }

  private void value(JsonBlock object, ConstantValue value) {
    switch (value) {
      case ConstantValue.Int(BigInteger number, CType ctype) ->
          object.put("value", integer(number)).putString("ctype", ctype.spelling());
      case ConstantValue.Float(double number, CType ctype, boolean inexact) ->
          object
              .put("value", floating(number))
              .putString("ctype", ctype.spelling())
              .putFlag("inexact", inexact, false);
      case Str(List<Long> units, ConstantValue.Encoding encoding) -> {
        StringUnits.text(units, encoding, wcharSize)
            .ifPresentOrElse(
                text -> object.putString("string", text),
                () -> {
                  JsonBlock array = JsonBlock.array();
                  units.forEach(unit -> array.add(Long.toUnsignedString(unit)));
                  object.put("units", array);
                });
        object.putString("encoding", code(encoding));
      }
      case Address(BigInteger address) -> object.putString("address", address.toString());
      case ConstantValue.Alias(String target, ConstantValue.AliasKind kind) ->
          object.putString("alias", target).putString("kind", code(kind));
      case Compound(String record, List<ConstantValue.Member> members) -> {
        JsonBlock map = JsonBlock.object();
        for (ConstantValue.Member member : members) {
          JsonBlock inner = JsonBlock.object();
          value(inner, member.value());
          map.put(member.name(), inner);
        }
        object.putString("record", record).put("members", map);
      }
    }
  }

  /** {@return a JSON number, or a string of decimal digits where readers would round the number} */
  static String integer(BigInteger value) {
    return value.abs().compareTo(EXACT) <= 0 ? value.toString() : "\"" + value + '"';
  }

  /** {@return the shortest number that reads back as the same double} */
  static String floating(double value) {
    if (Double.isNaN(value)) {
      return "\"nan\"";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "\"inf\"" : "\"-inf\"";
    }
    return Double.toString(value);
  }

  private static JsonBlock enumeration(Declaration.Enum declaration) {
    JsonBlock object = JsonBlock.object();
    declaration.tag().ifPresent(tag -> object.putString("tag", tag));
    object
        .put("type", type(declaration.underlying()))
        .putString("ctype", declaration.ctype().spelling())
        .putFlag("complete", declaration.complete(), true);
    JsonBlock members = JsonBlock.openArray();
    for (Declaration.Enumerator member : declaration.members()) {
      JsonBlock inner =
          JsonBlock.object().putString("name", member.name()).put("value", integer(member.value()));
      member.doc().ifPresent(doc -> inner.put("doc", doc(doc)));
      members.add(inner);
    }
    object.put("members", members);
    declaration.deprecated().ifPresent(text -> object.putString("deprecated", text));
    return end(object, declaration.doc(), declaration.at());
  }

  private static JsonBlock record(Declaration.Record declaration) {
    JsonBlock object = JsonBlock.object().putString("kind", code(declaration.kind()));
    declaration.tag().ifPresent(tag -> object.putString("tag", tag));
    object
        .putNumber("size", declaration.size())
        .putNumber("align", declaration.align())
        .putFlag("opaque", declaration.opaque(), false)
        .putFlag("packed", declaration.packed(), false);
    JsonBlock fields = JsonBlock.openArray();
    declaration.fields().forEach(field -> fields.add(field(field)));
    object.put("fields", fields);
    declaration.deprecated().ifPresent(text -> object.putString("deprecated", text));
    return end(object, declaration.doc(), declaration.at());
  }

  private static JsonBlock field(Declaration.Field field) {
    JsonBlock object = JsonBlock.object();
    if (!field.name().isEmpty()) {
      object.putString("name", field.name());
    }
    object
        .put("type", type(field.type()))
        .put("ctype", lowering(field.lowering()))
        .putNumber("offset", field.offset());
    field
        .bits()
        .ifPresent(
            bits ->
                object.put(
                    "bits",
                    JsonBlock.object()
                        .putNumber("offset", bits.offset())
                        .putNumber("width", bits.width())));
    field.doc().ifPresent(doc -> object.put("doc", doc(doc)));
    return object;
  }

  private static JsonBlock alias(Declaration.Alias alias) {
    JsonBlock object =
        JsonBlock.object().put("type", type(alias.type())).put("ctype", lowering(alias.lowering()));
    alias.deprecated().ifPresent(text -> object.putString("deprecated", text));
    return end(object, alias.doc(), alias.at());
  }

  private static JsonBlock callback(Declaration.Callback callback) {
    JsonBlock object = signature(callback.signature());
    object.putFlag("pointer", callback.pointer(), true);
    return end(object, callback.doc(), callback.at());
  }

  private static JsonBlock function(Declaration.Function function) {
    JsonBlock object = signature(function.signature());
    function.symbol().ifPresent(symbol -> object.putString("symbol", symbol));
    object
        .putFlag("inline", function.inline(), false)
        .putFlag("noreturn", function.noreturn(), false)
        .putFlag("leaf", function.leaf(), false)
        .putFlag("errno", function.errno(), false);
    function.freeWith().ifPresent(name -> object.putString("freeWith", name));
    function.deprecated().ifPresent(text -> object.putString("deprecated", text));
    if (!function.availability().isEmpty()) {
      object.put("availability", strings(function.availability()));
    }
    return end(object, function.doc(), function.at());
  }

  private static JsonBlock variable(Declaration.Variable variable) {
    JsonBlock object =
        JsonBlock.object()
            .put("type", type(variable.type()))
            .put("ctype", lowering(variable.lowering()));
    variable.symbol().ifPresent(symbol -> object.putString("symbol", symbol));
    object.putFlag("threadLocal", variable.threadLocal(), false);
    variable.deprecated().ifPresent(text -> object.putString("deprecated", text));
    return end(object, variable.doc(), variable.at());
  }

  private static JsonBlock skip(Skip skip) {
    JsonBlock object =
        JsonBlock.object().putString("name", skip.name()).putString("reason", skip.reason().code());
    if (!skip.detail().isEmpty()) {
      object.putString("detail", skip.detail());
    }
    skip.at().ifPresent(at -> object.putString("at", at.toString()));
    return object;
  }

  private static JsonBlock end(JsonBlock object, Optional<Doc> doc, Location at) {
    doc.ifPresent(text -> object.put("doc", doc(text)));
    return object.putString("at", at.toString());
  }

  private static Object doc(Doc doc) {
    if (doc.details().isEmpty() && doc.params().isEmpty() && doc.returns().isEmpty()) {
      return JsonStrings.quote(doc.brief());
    }
    JsonBlock object = JsonBlock.object();
    if (!doc.brief().isEmpty()) {
      object.putString("brief", doc.brief());
    }
    if (!doc.details().isEmpty()) {
      object.put("details", strings(doc.details()));
    }
    if (!doc.params().isEmpty()) {
      JsonBlock params = JsonBlock.array();
      for (Doc.Param param : doc.params()) {
        JsonBlock inner = JsonBlock.object().putString("name", param.name());
        if (!param.direction().isEmpty()) {
          inner.putString("direction", param.direction());
        }
        params.add(inner.putString("text", param.text()));
      }
      object.put("params", params);
    }
    if (!doc.returns().isEmpty()) {
      object.putString("returns", doc.returns());
    }
    return object;
  }

  private static JsonBlock signature(Signature signature) {
    JsonBlock args = JsonBlock.array();
    for (Signature.Parameter parameter : signature.args()) {
      JsonBlock object = JsonBlock.object();
      if (!parameter.name().isEmpty()) {
        object.putString("name", parameter.name());
      }
      object
          .put("type", type(parameter.type()))
          .put("ctype", lowering(parameter.lowering()))
          .putFlag("out", parameter.hints().out(), false);
      Signature.Hints hints = parameter.hints();
      hints.lengthParam().ifPresent(name -> object.putString("lengthParam", name));
      hints.nullable().ifPresent(flag -> object.put("nullable", flag.toString()));
      hints.encoding().ifPresent(name -> object.putString("encoding", name));
      args.add(object);
    }
    JsonBlock ret =
        JsonBlock.object()
            .put("type", type(signature.ret()))
            .put("ctype", lowering(signature.retLowering()));
    JsonBlock object =
        JsonBlock.object()
            .put("args", args)
            .put("ret", ret)
            .putFlag("variadic", signature.variadic(), false)
            .putFlag("prototyped", signature.prototyped(), true);
    signature.convention().ifPresent(name -> object.putString("convention", code(name)));
    return object;
  }

  /** {@return the JSON of a C type: a block, or the text of a string} */
  static Object type(Type type) {
    return switch (type) {
      case Type.Scalar scalar ->
          scalar.isUsual()
              ? JsonStrings.quote(scalar.ctype().spelling())
              : JsonBlock.object()
                  .putString("scalar", scalar.ctype().spelling())
                  .putString("c", scalar.c());
      case Type.Pointer(Type pointee) -> JsonBlock.object().put("pointer", type(pointee));
      case Type.Array array -> {
        JsonBlock object = JsonBlock.object().put("array", type(array.element()));
        array.count().ifPresent(count -> object.putNumber("count", count));
        yield object;
      }
      case Type.Function(Signature signature) ->
          JsonBlock.object().put("function", signature(signature));
      case Type.Qualified(Type.Qualifier qualifier, Type inner) ->
          JsonBlock.object().put(code(qualifier), type(inner));
      case Type.RecordRef(String id) -> JsonBlock.object().putString("record", id);
      case Type.EnumRef(String id) -> JsonBlock.object().putString("enum", id);
      case Type.AliasRef(String name) -> JsonBlock.object().putString("alias", name);
      case Type.Opaque(String c, long size, long align) ->
          JsonBlock.object()
              .putString("opaque", c)
              .putNumber("size", size)
              .putNumber("align", align);
    };
  }

  /** {@return the JSON of a lowering: a block, or the text of a string} */
  static Object lowering(Lowering lowering) {
    return switch (lowering) {
      case Lowering.Scalar(CType ctype) -> JsonStrings.quote(ctype.spelling());
      case Lowering.ByValue(String record) -> JsonBlock.object().putString("record", record);
      case Lowering.Array array -> {
        JsonBlock object = JsonBlock.object().put("array", lowering(array.element()));
        array.count().ifPresent(count -> object.putNumber("count", count));
        yield object;
      }
      case Lowering.Opaque(long size, long align) ->
          JsonBlock.object().putNumber("opaque", size).putNumber("align", align);
    };
  }

  /** {@return the name of an enum's constant in JSON: {@code "ms-abi"} for {@code MS_ABI}} */
  static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
