package dev.ligature.idl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every error says where, what stands there and what should. */
class IdlReaderTest {
  private static final String HEAD =
      """
      {"idl": "1.0", "module": "m", "targets": [{"triple": "t", "os": "linux", "arch": "x86_64",\
       "pointer": 8, "long": 8, "wchar": "i32", "char": "i8", "endian": "little"}]\
      """;

  private static String document(String sections) {
    return HEAD + (sections.isEmpty() ? "" : ", ") + sections.replace('\'', '"') + "}";
  }

  @Test
  void sectionsMayBeAbsent() {
    assertThat(IdlReader.read(document("")).functions()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'constants': {'A': {'value': 300, 'ctype': 'u8', 'at': 'a.h:1'}} | /constants/A/value: found 300, expected a value that u8 holds
          'constants': {'A': {'value': 9007199254740993, 'ctype': 'i64', 'at': 'a.h:1'}} | /constants/A/value: found 9007199254740993, expected a string of its digits: beyond 2^53 readers round JSON numbers
          'constants': {'A': {'value': 1, 'ctype': 'u9', 'at': 'a.h:1'}} | /constants/A/ctype: found "u9", expected one of bool, f32, f64,
          'constants': {'A': {'value': 1e999, 'ctype': 'f64', 'at': 'a.h:1'}} | /constants/A/value: found 1e999, expected a number that a double holds, or "inf"
          'constants': {'A': {'valve': 1, 'at': 'a.h:1'}} | /constants/A: found an object with "valve", "at", expected a constant: one of "value", "string"
          'constants': {'A b': {'value': 1, 'ctype': 'i32', 'at': 'a.h:1'}} | /constants/A b: found the key "A b", expected a name as C has it
          'constants': {'A': {'value': 1, 'ctype': 'i32', 'at': 'a.h:0'}} | /constants/A/at: found "a.h:0", expected a place, "file:line"
          'constants': {'A': {'alias': 'f', 'kind': 'function', 'at': 'a.h:1'}} | /constants/A/alias: the IDL has no function "f"
          'aliases': {'a/~b': {}} | /aliases/a~1~0b: found the key
          'aliases': {'A': {'type': {'alias': 'B'}, 'ctype': 'i32', 'at': 'a.h:1'}} | /aliases/A/type/alias: the IDL has no alias or callback "B"
          'aliases': {'A': {'type': {'alias': 'A'}, 'ctype': 'i32', 'at': 'a.h:1'}} | /aliases/A/type: the typedef stands for itself
          'aliases': {'A': {'type': {'pointer': {'record': 'struct s'}}, 'ctype': 'pointer', 'at': 'a.h:1'}} | /aliases/A/type/pointer/record: the IDL has no record "struct s"
          'aliases': {'A': {'type': {'enum': 'enum e'}, 'ctype': 'i32', 'at': 'a.h:1'}} | /aliases/A/type/enum: the IDL has no enum "enum e"
          'aliases': {'A': {'type': {'pointer': 'u8', 'const': 'u8'}, 'ctype': 'i32', 'at': 'a.h:1'}} | /aliases/A/type/const: found "u8", expected no such key in a pointer; it may have pointer
          'aliases': {'A': {'type': 'pointer', 'ctype': 'i32', 'at': 'a.h:1'}} | /aliases/A/type: found "pointer", expected one of bool,
          'aliases': {'A': {'type': 7, 'ctype': 'i32', 'at': 'a.h:1'}} | /aliases/A/type: found 7, expected a type
          'aliases': {'A': {'type': 'i32', 'ctype': 'i32'}} | /aliases/A: found an object with "type", "ctype", expected a key "at" in it
          'records': {'struct s': {'kind': 'struct', 'size': -1, 'align': 1, 'fields': [], 'at': 'a.h:1'}} | /records/struct s/size: found -1, expected an integer from 0 to 2^53
          'records': {'struct s': {'kind': 'struct', 'size': 1.5, 'align': 1, 'fields': [], 'at': 'a.h:1'}} | /records/struct s/size: found 1.5, expected an integer
          'records': {'struct s': {'kind': 'struct', 'size': 1, 'align': 1, 'fields': [{'name': 'x', 'type': {'record': 'struct s'}, 'ctype': {'record': 'struct s'}, 'offset': 0}], 'at': 'a.h:1'}} | /records/struct s/fields: the record holds itself
          'functions': {'f': {'args': {}, 'ret': {'type': 'void', 'ctype': 'void'}, 'at': 'a.h:1'}} | /functions/f/args: found an empty object, expected the parameters (an array)
          'functions': {'f': {'args': [], 'ret': {'type': 'void', 'ctype': 'void'}, 'inline': 1, 'at': 'a.h:1'}} | /functions/f/inline: found 1, expected true or false
          'skipped': [{'name': 'x', 'reason': 'tired'}] | /skipped/0/reason: found "tired", expected one of atomic,
          'funktions': {} | /funktions: found an empty object, expected no such key in an IDL; it may have $schema, aliases,
          'module': 'm2' | a second "module", expected each key once
          'constants': {'A': {'value': 1, 'value': 1}} | /constants/A/value: found a second "value", expected each key once
          """)
  void anErrorSaysWhereWhatAndWhatInstead(String sections, String message) {
    assertThatThrownBy(() -> IdlReader.read(document(sections)))
        .isInstanceOf(IdlException.class)
        .hasMessageContaining(message);
  }

  @Test
  void anotherVersionIsNamed() {
    assertThatThrownBy(() -> IdlReader.read("{\"idl\": \"2.0\", \"news\": 1}"))
        .hasMessage("/idl: found \"2.0\", expected \"1.0\", the version that this tool reads");
  }

  @Test
  void whatIsNoJsonHasLineAndColumn() {
    var e =
        catchThrowableOfType(
            IdlException.class, () -> IdlReader.read("{\"idl\": \"1.0\",\n \"targets\": [}"));
    assertThat(e).hasMessageContaining("no JSON in line 2, column 15: Unexpected close marker");
    assertThat(e.pointer()).isEqualTo("/targets");
  }

  @ParameterizedTest
  @CsvSource({"''", "' '", "[]", "1", "null", "'{} {}'", "\ufeff{}", "'{\"idl\": 1}'"})
  void whatIsNoIdlIsRefused(String json) {
    assertThatThrownBy(() -> IdlReader.read(json)).isInstanceOf(IdlException.class);
  }

  @Test
  void nestingHasALimit() {
    String type = "{\"pointer\": ".repeat(200_000) + "\"u8\"" + "}".repeat(200_000);
    assertThatThrownBy(() -> IdlReader.read(document("'aliases': {'A': {'type': " + type + "}}")))
        .isInstanceOf(IdlException.class)
        .hasMessageContaining("nesting depth");
  }

  @Test
  void aFileThatIsNoUtf8IsRefused(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("x.json");
    Files.write(file, new byte[] {'"', (byte) 0xff, '"'});
    assertThatThrownBy(() -> IdlReader.read(file))
        .isInstanceOf(IdlException.class)
        .hasMessageContaining("no UTF-8");
  }
}
