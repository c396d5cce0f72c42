package dev.ligature.idl;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schema, the model and the reader say the same. */
class IdlSchemaTest {
  private static final JsonNode SCHEMA = new JsonMapper().readTree(IdlSchema.text());

  /** Components of the model that the document spells otherwise; the others have their name. */
  private static final Map<String, List<String>> SPELLINGS =
      Map.ofEntries(
          Map.entry("Target.pointerSize", List.of("pointer")),
          Map.entry("Target.longSize", List.of("long")),
          Map.entry("Target.plainChar", List.of("char")),
          Map.entry("Target.bigEndian", List.of("endian")),
          Map.entry("Enum.underlying", List.of("type")),
          Map.entry("Field.lowering", List.of("ctype")),
          Map.entry("Alias.lowering", List.of("ctype")),
          Map.entry("Variable.lowering", List.of("ctype")),
          Map.entry("Parameter.lowering", List.of("ctype")),
          Map.entry("Parameter.hints", List.of("out", "lengthParam", "nullable", "encoding")),
          Map.entry("Signature.retLowering", List.of()),
          Map.entry(
              "Function.signature", List.of("args", "ret", "variadic", "prototyped", "convention")),
          Map.entry(
              "Callback.signature",
              List.of("args", "ret", "variadic", "prototyped", "convention")));

  static Stream<Arguments> objects() {
    return Stream.of(
        Arguments.of(Idl.class, "", IdlReader.DOCUMENT_KEYS, Set.of("$schema", "idl")),
        Arguments.of(Target.class, "/$defs/target", IdlReader.TARGET_KEYS, Set.of()),
        Arguments.of(Declaration.Enum.class, "/$defs/enum", IdlReader.ENUM_KEYS, Set.of()),
        Arguments.of(
            Declaration.Enumerator.class,
            "/$defs/enum/properties/members/items",
            IdlReader.ENUMERATOR_KEYS,
            Set.of()),
        Arguments.of(Declaration.Record.class, "/$defs/record", IdlReader.RECORD_KEYS, Set.of()),
        Arguments.of(Declaration.Field.class, "/$defs/field", IdlReader.FIELD_KEYS, Set.of()),
        Arguments.of(
            Declaration.Bits.class, "/$defs/field/properties/bits", IdlReader.BITS_KEYS, Set.of()),
        Arguments.of(Declaration.Alias.class, "/$defs/alias", IdlReader.ALIAS_KEYS, Set.of()),
        Arguments.of(
            Declaration.Callback.class, "/$defs/callback", IdlReader.CALLBACK_KEYS, Set.of()),
        Arguments.of(
            Declaration.Function.class, "/$defs/function", IdlReader.FUNCTION_KEYS, Set.of()),
        Arguments.of(
            Declaration.Variable.class, "/$defs/variable", IdlReader.VARIABLE_KEYS, Set.of()),
        Arguments.of(Skip.class, "/$defs/skip", IdlReader.SKIP_KEYS, Set.of()),
        Arguments.of(Doc.class, "/$defs/doc/oneOf/1", IdlReader.DOC_KEYS, Set.of()),
        Arguments.of(
            Doc.Param.class,
            "/$defs/doc/oneOf/1/properties/params/items",
            IdlReader.DOC_PARAM_KEYS,
            Set.of()),
        Arguments.of(Signature.class, "/$defs/signature", TypeReader.SIGNATURE_KEYS, Set.of()),
        Arguments.of(
            Signature.Parameter.class, "/$defs/parameter", TypeReader.PARAMETER_KEYS, Set.of()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("objects")
  void schemaModelAndReaderHaveTheSameKeys(
      Class<? extends Record> model, String pointer, Set<String> reader, Set<String> extra) {
    Set<String> keys = new LinkedHashSet<>(extra);
    for (RecordComponent component : model.getRecordComponents()) {
      String name = component.getName();
      keys.addAll(SPELLINGS.getOrDefault(model.getSimpleName() + "." + name, List.of(name)));
    }
    assertThat(reader).isEqualTo(keys);
    assertThat(Set.copyOf(SCHEMA.at(pointer).path("properties").propertyNames())).isEqualTo(keys);
  }

  static Stream<Arguments> choices() {
    return Stream.of(
        Arguments.of("/$defs/ctype", codes(CType.values(), CType::spelling)),
        Arguments.of(
            "/$defs/skip/properties/reason", codes(Skip.Reason.values(), Skip.Reason::code)),
        Arguments.of(
            "/$defs/signature/properties/convention",
            codes(Signature.CallingConvention.values(), IdlWriter::code)),
        Arguments.of(
            "/$defs/record/properties/kind",
            codes(Declaration.RecordKind.values(), IdlWriter::code)),
        Arguments.of(
            "/$defs/value/oneOf/2/properties/encoding",
            codes(ConstantValue.Encoding.values(), IdlWriter::code)),
        Arguments.of(
            "/$defs/value/oneOf/5/properties/kind",
            codes(ConstantValue.AliasKind.values(), IdlWriter::code)),
        Arguments.of(
            "/$defs/integerType",
            codes(
                Arrays.stream(CType.values())
                    .filter(ctype -> ctype.isInteger() || ctype == CType.BOOL)
                    .toArray(CType[]::new),
                CType::spelling)));
  }

  private static <E> Set<String> codes(E[] constants, java.util.function.Function<E, String> code) {
    return TypeReader.byCode(constants, code).keySet();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("choices")
  void schemaAndModelHaveTheSameChoices(String pointer, Set<String> codes) {
    List<String> schema = new ArrayList<>();
    SCHEMA.at(pointer).path("enum").forEach(choice -> schema.add(choice.asString()));
    assertThat(schema).containsExactlyInAnyOrderElementsOf(codes);
  }

  @Test
  void typesHaveAFormForEachCase() {
    Set<String> forms = new LinkedHashSet<>();
    for (JsonNode form : SCHEMA.at("/$defs/type/oneOf")) {
      forms.add(form.path("required").path(0).asString());
    }
    Set<String> expected = new LinkedHashSet<>(List.of("", "scalar"));
    for (Type.Qualifier qualifier : Type.Qualifier.values()) {
      expected.add(IdlWriter.code(qualifier));
    }
    expected.addAll(List.of("pointer", "array", "function", "record", "enum", "alias", "opaque"));
    assertThat(forms).isEqualTo(expected);
    // Scalar has two forms, Qualified one a qualifier.
    assertThat(Type.class.getPermittedSubclasses()).hasSize(expected.size() - 3);
    assertThat(SCHEMA.at("/$defs/lowering/oneOf").size())
        .isEqualTo(Lowering.class.getPermittedSubclasses().length);
  }

  @Test
  void namesHaveTheSamePatterns() {
    assertThat(pattern("identifier")).isEqualTo(IdlNames.IDENTIFIER.pattern());
    assertThat(pattern("tagKey")).isEqualTo(IdlNames.TAG_KEY.pattern());
    assertThat(pattern("memberName")).isEqualTo(IdlNames.MEMBER.pattern());
    assertThat(pattern("line")).isEqualTo(IdlNames.LINE.pattern());
    assertThat(pattern("location")).isEqualTo(IdlNames.LOCATION.pattern());
    assertThat(SCHEMA.at("/properties/module/pattern").asString())
        .isEqualTo(IdlNames.MODULE.pattern());
  }

  private static String pattern(String definition) {
    return SCHEMA.at("/$defs/" + definition + "/pattern").asString();
  }

  @Test
  void everyObjectIsStrictAndEverythingIsDescribed() {
    List<String> loose = new ArrayList<>();
    inspect("", SCHEMA, loose);
    assertThat(loose).isEmpty();
  }

  private static void inspect(String pointer, JsonNode schema, List<String> loose) {
    if (!schema.has("description") && !schema.has("$ref")) {
      loose.add(pointer + " has no description");
    }
    if (schema.path("type").asString("").equals("object") && !schema.has("additionalProperties")) {
      loose.add(pointer + " lets other keys in");
    }
    for (String group : List.of("properties", "$defs")) {
      schema
          .path(group)
          .forEachEntry((name, inner) -> inspect(pointer + "/" + group + "/" + name, inner, loose));
    }
    for (String single : List.of("items", "additionalProperties", "propertyNames")) {
      if (schema.path(single).isObject()) {
        inspect(pointer + "/" + single, schema.get(single), loose);
      }
    }
    for (JsonNode form : schema.path("oneOf")) {
      inspect(pointer + "/oneOf", form, loose);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'type': {'scalar': 'u32'}, 'ctype': 'u32', 'at': 'x.h:1'} | /aliases/A/type: required property 'c' not found
          {'type': {'pointer': {'alias': 'x-y'}}, 'ctype': 'u32', 'at': 'x.h:1'} | /aliases/A/type/pointer/alias: is not an identifier of C
          {'type': 'u33', 'ctype': 'u32', 'at': 'x.h:1'} | /aliases/A/type: does not have a value in the enumeration ["void", "bool", "i8", "u8", "i16", "u16", "i32", "u32", "i64", "u64", "isize", "usize", "f32", "f64"]
          {'type': [], 'ctype': 'u32', 'at': 'x.h:1'} | /aliases/A/type: has none of the forms that may stand here
          {'type': 'u8', 'ctype': {'record': 3}, 'at': 'x.h:1'} | /aliases/A/ctype/record: integer found, string expected
          """)
  void ofAValueWithManyFormsOnlyTheMeantOneIsReported(String alias, String violation) {
    String json =
        """
        {"idl": "1.0", "module": "m", "targets": [{"triple": "t", "os": "linux", "arch": "x",
        "pointer": 8, "long": 8, "wchar": "i32", "char": "i8", "endian": "little"}],
        "aliases": {"A": %s}}\
        """
            .formatted(alias.replace("'", "\""));
    assertThat(IdlSchema.validate(json)).map(Violation::toString).containsExactly(violation);
  }

  @ParameterizedTest
  @CsvSource({"''", "{", "[1", "nul", "'{\"a\" 1}'"})
  void whatIsNoJsonIsAViolation(String json) {
    assertThat(IdlSchema.validate(json))
        .singleElement()
        .extracting(Violation::message)
        .asString()
        .startsWith("no JSON");
  }
}
