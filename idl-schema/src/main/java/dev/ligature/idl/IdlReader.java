package dev.ligature.idl;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the JSON form of the IDL. The document may come from anybody: whatever is wrong with it is
 * an {@link IdlException} that says where.
 */
public final class IdlReader {
  /** Types nest two objects a level at most; nobody's header comes near. */
  private static final int MAX_DEPTH = 1000;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  private static final Map<String, CType> PLAIN_CHARS =
      Map.of(CType.I8.spelling(), CType.I8, CType.U8.spelling(), CType.U8);
  private static final Map<String, CType> INTEGERS =
      TypeReader.byCode(
          List.of(CType.values()).stream()
              .filter(ctype -> ctype.isInteger() || ctype == CType.BOOL)
              .toArray(CType[]::new),
          CType::spelling);
  private static final Map<String, Boolean> ENDIANS = Map.of("little", false, "big", true);
  private static final Map<String, String> DIRECTIONS =
      Map.of("in", "in", "out", "out", "in,out", "in,out");
  private static final Map<String, Declaration.RecordKind> RECORD_KINDS =
      TypeReader.byCode(Declaration.RecordKind.values(), IdlWriter::code);
  private static final Map<String, Skip.Reason> REASONS =
      TypeReader.byCode(Skip.Reason.values(), Skip.Reason::code);

  static final Set<String> DOCUMENT_KEYS =
      Set.of(
          "$schema",
          "idl",
          "module",
          "libraries",
          "headers",
          "targets",
          "constants",
          "enums",
          "records",
          "aliases",
          "callbacks",
          "functions",
          "variables",
          "skipped");
  static final Set<String> TARGET_KEYS =
      Set.of("triple", "os", "arch", "pointer", "long", "wchar", "char", "endian");
  static final Set<String> CONSTANT_KEYS = Set.of("type", "text", "doc", "at");
  static final Set<String> ENUM_KEYS =
      Set.of("tag", "type", "ctype", "complete", "members", "deprecated", "doc", "at");
  static final Set<String> ENUMERATOR_KEYS = Set.of("name", "value", "doc");
  static final Set<String> RECORD_KEYS =
      Set.of(
          "kind", "tag", "size", "align", "opaque", "packed", "fields", "deprecated", "doc", "at");
  static final Set<String> FIELD_KEYS = Set.of("name", "type", "ctype", "offset", "bits", "doc");
  static final Set<String> BITS_KEYS = Set.of("offset", "width");
  static final Set<String> ALIAS_KEYS = Set.of("type", "ctype", "deprecated", "doc", "at");
  static final Set<String> CALLBACK_KEYS =
      TypeReader.union(TypeReader.SIGNATURE_KEYS, Set.of("pointer", "doc", "at"));
  static final Set<String> FUNCTION_KEYS =
      TypeReader.union(
          TypeReader.SIGNATURE_KEYS,
          Set.of(
              "symbol",
              "inline",
              "noreturn",
              "leaf",
              "errno",
              "freeWith",
              "deprecated",
              "availability",
              "doc",
              "at"));
  static final Set<String> VARIABLE_KEYS =
      Set.of("type", "ctype", "symbol", "threadLocal", "deprecated", "doc", "at");
  static final Set<String> SKIP_KEYS = Set.of("name", "reason", "detail", "at");
  static final Set<String> DOC_KEYS = Set.of("brief", "details", "params", "returns");
  static final Set<String> DOC_PARAM_KEYS = Set.of("name", "direction", "text");

  private IdlReader() {}

  /**
   * {@return the IDL that the document holds}
   *
   * @throws IdlException if it is no JSON or no IDL of {@link Idl#VERSION}
   */
  public static Idl read(String json) {
    Idl idl = document(JsonCursor.root(parse(json)));
    List<Violation> violations = References.check(idl);
    if (!violations.isEmpty()) {
      Violation first = violations.getFirst();
      String others = violations.size() == 1 ? "" : " (and " + (violations.size() - 1) + " more)";
      throw IdlException.inconsistent(first.pointer(), first.message() + others);
    }
    return idl;
  }

  /**
   * {@return the IDL that the file holds}
   *
   * @throws IdlException if it is no JSON or no IDL of {@link Idl#VERSION}
   * @throws IOException if the file cannot be read
   */
  public static Idl read(Path file) throws IOException {
    String json;
    try {
      json = Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new IdlException("", "bytes that are no UTF-8", "a JSON document in UTF-8");
    }
    return read(json);
  }

  private static JsonTree parse(String json) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      try {
        if (parser.nextToken() == null) {
          throw new IdlException("", "nothing", "a JSON object");
        }
        JsonTree tree = JsonTree.parse(parser);
        if (parser.nextToken() != null) {
          throw new IdlException("", "something after its end", "one JSON object");
        }
        return tree;
      } catch (JacksonException e) {
        throw new IdlException(
            parser.streamReadContext().pathAsPointer().toString(),
            JsonErrors.message(e, parser.currentLocation()),
            "JSON (RFC 8259)");
      }
    }
  }

  private static Idl document(JsonCursor root) {
    if (root.has("idl") && !root.get("idl").string("the version, a string").equals(Idl.VERSION)) {
      throw root.get("idl").error("\"" + Idl.VERSION + "\", the version that this tool reads");
    }
    root.object("an IDL", DOCUMENT_KEYS);
    root.get("idl");
    root.find("$schema")
        .filter(schema -> !schema.string().equals(Idl.SCHEMA_ID))
        .ifPresent(
            schema -> {
              throw schema.error("\"" + Idl.SCHEMA_ID + "\"");
            });
    List<Target> targets = root.get("targets").list("the targets", IdlReader::target);
    if (targets.isEmpty()) {
      throw root.get("targets").error("at least one target");
    }
    ConstantReader constants = new ConstantReader(targets.getFirst().wcharSize());
    return new Idl(
        root.get("module").matching(IdlNames.MODULE, "an identifier of ASCII letters and digits"),
        map(root, "libraries", IdlNames.LINE, TypeReader::line),
        root.list("headers", "the headers", TypeReader::line),
        targets,
        map(root, "constants", IdlNames.IDENTIFIER, at -> constant(constants, at)),
        map(root, "enums", IdlNames.TAG_KEY, IdlReader::enumeration),
        map(root, "records", IdlNames.TAG_KEY, IdlReader::record),
        map(root, "aliases", IdlNames.IDENTIFIER, IdlReader::alias),
        map(root, "callbacks", IdlNames.IDENTIFIER, IdlReader::callback),
        map(root, "functions", IdlNames.IDENTIFIER, IdlReader::function),
        map(root, "variables", IdlNames.IDENTIFIER, IdlReader::variable),
        root.list("skipped", "the skips", IdlReader::skip));
  }

  private static <T> SequencedMap<String, T> map(
      JsonCursor root, String name, Pattern keys, Function<JsonCursor, T> read) {
    SequencedMap<String, T> map = new LinkedHashMap<>();
    Optional<JsonCursor> section = root.find(name);
    if (section.isPresent()) {
      for (Map.Entry<String, JsonCursor> entry : section.get().entries("the " + name)) {
        if (!keys.matcher(entry.getKey()).matches()) {
          throw new IdlException(
              entry.getValue().pointer(),
              "the key " + JsonStrings.quote(entry.getKey()),
              "a name as C has it");
        }
        map.put(entry.getKey(), read.apply(entry.getValue()));
      }
    }
    return map;
  }

  private static Target target(JsonCursor at) {
    at.object("a target", TARGET_KEYS);
    return new Target(
        TypeReader.line(at.get("triple")),
        TypeReader.line(at.get("os")),
        TypeReader.line(at.get("arch")),
        (int) at.get("pointer").number(1, 16, "bytes of a pointer"),
        (int) at.get("long").number(1, 16, "bytes of long"),
        wchar(at.get("wchar")),
        at.get("char").choice(PLAIN_CHARS),
        at.get("endian").choice(ENDIANS));
  }

  private static CType wchar(JsonCursor at) {
    CType ctype = at.choice(INTEGERS);
    if (ctype == CType.BOOL || ctype.size(8) > 4) {
      throw at.error("an integer of 1, 2 or 4 bytes");
    }
    return ctype;
  }

  private static Declaration.Constant constant(ConstantReader values, JsonCursor at) {
    return new Declaration.Constant(
        values.value(at, CONSTANT_KEYS),
        at.find("type", TypeReader::type),
        at.stringOrEmpty("text"),
        doc(at),
        location(at.get("at")));
  }

  private static Declaration.Enum enumeration(JsonCursor at) {
    at.object("an enum", ENUM_KEYS);
    return new Declaration.Enum(
        at.find("tag", TypeReader::identifier),
        TypeReader.type(at.get("type")),
        at.get("ctype").choice(INTEGERS),
        at.get("members").list("the enumerators", IdlReader::enumerator),
        at.flag("complete", true),
        at.find("deprecated", JsonCursor::string),
        doc(at),
        location(at.get("at")));
  }

  private static Declaration.Enumerator enumerator(JsonCursor at) {
    at.object("an enumerator", ENUMERATOR_KEYS);
    return new Declaration.Enumerator(
        TypeReader.identifier(at.get("name")), at.get("value").integer(), doc(at));
  }

  private static Declaration.Record record(JsonCursor at) {
    at.object("a record", RECORD_KEYS);
    return new Declaration.Record(
        at.get("kind").choice(RECORD_KINDS),
        at.find("tag", TypeReader::identifier),
        at.get("size").count(),
        at.get("align").count(),
        at.flag("opaque", false),
        at.flag("packed", false),
        at.get("fields").list("the fields", IdlReader::field),
        at.find("deprecated", JsonCursor::string),
        doc(at),
        location(at.get("at")));
  }

  private static Declaration.Field field(JsonCursor at) {
    at.object("a field", FIELD_KEYS);
    return new Declaration.Field(
        at.find("name", TypeReader::identifier).orElse(""),
        TypeReader.type(at.get("type")),
        TypeReader.lowering(at.get("ctype")),
        at.get("offset").count(),
        at.find("bits", IdlReader::bits),
        doc(at));
  }

  private static Declaration.Bits bits(JsonCursor at) {
    at.object("the place of a bit-field", BITS_KEYS);
    return new Declaration.Bits(
        at.get("offset").count(), (int) at.get("width").number(0, 128, "a width of 0 to 128 bits"));
  }

  private static Declaration.Alias alias(JsonCursor at) {
    at.object("an alias", ALIAS_KEYS);
    return new Declaration.Alias(
        TypeReader.type(at.get("type")),
        TypeReader.lowering(at.get("ctype")),
        at.find("deprecated", JsonCursor::string),
        doc(at),
        location(at.get("at")));
  }

  private static Declaration.Callback callback(JsonCursor at) {
    at.object("a callback", CALLBACK_KEYS);
    return new Declaration.Callback(
        TypeReader.signature(at), at.flag("pointer", true), doc(at), location(at.get("at")));
  }

  private static Declaration.Function function(JsonCursor at) {
    at.object("a function", FUNCTION_KEYS);
    return new Declaration.Function(
        TypeReader.signature(at),
        at.find("symbol", TypeReader::line),
        at.flag("inline", false),
        at.flag("noreturn", false),
        at.find("deprecated", JsonCursor::string),
        at.list("availability", "the availability", TypeReader::line),
        at.flag("leaf", false),
        at.flag("errno", false),
        at.find("freeWith", TypeReader::identifier),
        doc(at),
        location(at.get("at")));
  }

  private static Declaration.Variable variable(JsonCursor at) {
    at.object("a variable", VARIABLE_KEYS);
    return new Declaration.Variable(
        TypeReader.type(at.get("type")),
        TypeReader.lowering(at.get("ctype")),
        at.find("symbol", TypeReader::line),
        at.flag("threadLocal", false),
        at.find("deprecated", JsonCursor::string),
        doc(at),
        location(at.get("at")));
  }

  private static Skip skip(JsonCursor at) {
    at.object("a skip", SKIP_KEYS);
    return new Skip(
        at.get("name").string(),
        at.get("reason").choice(REASONS),
        at.stringOrEmpty("detail"),
        at.find("at", IdlReader::location));
  }

  private static Optional<Doc> doc(JsonCursor at) {
    return at.find("doc", IdlReader::docValue);
  }

  private static Doc docValue(JsonCursor at) {
    if (at.isString()) {
      return new Doc(at.string(), List.of(), List.of(), "");
    }
    at.object("a doc comment (or a string)", DOC_KEYS);
    return new Doc(
        at.stringOrEmpty("brief"),
        at.list("details", "the paragraphs", JsonCursor::string),
        at.list("params", "what it says of the parameters", IdlReader::docParam),
        at.stringOrEmpty("returns"));
  }

  private static Doc.Param docParam(JsonCursor at) {
    at.object("what it says of a parameter", DOC_PARAM_KEYS);
    return new Doc.Param(
        at.get("name").string(),
        at.find("direction", direction -> direction.choice(DIRECTIONS)).orElse(""),
        at.get("text").string());
  }

  private static Location location(JsonCursor at) {
    String text = at.matching(IdlNames.LOCATION, "a place, \"file:line\"");
    int colon = text.lastIndexOf(':');
    return new Location(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }
}
