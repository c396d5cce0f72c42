package dev.ligature.idl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ligature.idl.ConstantValue.Encoding;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class IdlWriterTest {
  private static final Location AT = new Location("k.h", 7);

  @Test
  void aDocumentReadsLikeAHeader() {
    var fields =
        List.of(
            field("wYear", new Type.AliasRef("WORD"), Lowering.of(CType.U16), 0),
            field(
                "name",
                new Type.Array(new Type.Scalar(CType.I8, "char"), OptionalLong.of(8)),
                new Lowering.Array(Lowering.of(CType.I8), OptionalLong.of(8)),
                2));
    var idl =
        new Idl(
            "K",
            new LinkedHashMap<>(Map.of("windows", "k.dll")),
            List.of("k.h"),
            List.of(windows()),
            new LinkedHashMap<>(
                Map.of("INFINITE", constant(new ConstantValue.Int(big("4294967295"), CType.U32)))),
            new LinkedHashMap<>(),
            new LinkedHashMap<>(
                Map.of(
                    "struct T",
                    new Declaration.Record(
                        Declaration.RecordKind.STRUCT,
                        Optional.of("T"),
                        10,
                        2,
                        false,
                        false,
                        fields,
                        Optional.empty(),
                        Optional.empty(),
                        AT))),
            new LinkedHashMap<>(
                Map.of(
                    "WORD",
                    new Declaration.Alias(
                        Type.Scalar.of(CType.U16),
                        Lowering.of(CType.U16),
                        Optional.empty(),
                        Optional.empty(),
                        AT))),
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            List.of(new Skip("F", Skip.Reason.FUNCTION_LIKE_MACRO, "F(x)", Optional.of(AT))));
    assertThat(IdlWriter.write(idl))
        .isEqualTo(
            """
            {
              "$schema": "urn:ligature:idl:1.0",
              "idl": "1.0",
              "module": "K",
              "libraries": {"windows": "k.dll"},
              "headers": ["k.h"],
              "targets": [
                {
                  "triple": "x86_64-w64-windows-gnu",
                  "os": "windows",
                  "arch": "x86_64",
                  "pointer": 8,
                  "long": 4,
                  "wchar": "u16",
                  "char": "i8",
                  "endian": "little"
                }
              ],
              "constants": {
                "INFINITE": {"value": 4294967295, "ctype": "u32", "text": "X", "at": "k.h:7"}
              },
              "enums": {},
              "records": {
                "struct T": {
                  "kind": "struct",
                  "tag": "T",
                  "size": 10,
                  "align": 2,
                  "fields": [
                    {"name": "wYear", "type": {"alias": "WORD"}, "ctype": "u16", "offset": 0},
                    {
                      "name": "name",
                      "type": {"array": {"scalar": "i8", "c": "char"}, "count": 8},
                      "ctype": {"array": "i8", "count": 8},
                      "offset": 2
                    }
                  ],
                  "at": "k.h:7"
                }
              },
              "aliases": {
                "WORD": {"type": "u16", "ctype": "u16", "at": "k.h:7"}
              },
              "callbacks": {},
              "functions": {},
              "variables": {},
              "skipped": [
                {"name": "F", "reason": "function-like-macro", "detail": "F(x)", "at": "k.h:7"}
              ]
            }
            """);
  }

  @Test
  void integersThatADoubleWouldRoundAreStrings() {
    assertThat(IdlWriter.integer(big("9007199254740992"))).isEqualTo("9007199254740992");
    assertThat(IdlWriter.integer(big("9007199254740993"))).isEqualTo("\"9007199254740993\"");
    assertThat(IdlWriter.integer(big("-9223372036854775808")))
        .isEqualTo("\"-9223372036854775808\"");
  }

  @Test
  void floatsKeepEveryBit() {
    assertThat(IdlWriter.floating(0.1)).isEqualTo("0.1");
    assertThat(IdlWriter.floating(-0.0)).isEqualTo("-0.0");
    assertThat(IdlWriter.floating(0.1f)).isEqualTo("0.10000000149011612");
    assertThat(IdlWriter.floating(Double.NEGATIVE_INFINITY)).isEqualTo("\"-inf\"");
  }

  @Test
  void whatAnEditorWouldNotShowIsEscaped() {
    assertThat(JsonStrings.quote("a\u202eb\u0000\ud800é\ud83d\ude00"))
        .isEqualTo("\"a\\u202eb\\u0000\\ud800é\ud83d\ude00\"");
  }

  @Test
  void stringsAreTextWhereTheirUnitsAreText() {
    assertThat(StringUnits.text(List.of(0xc3L, 0xa4L, 0L), Encoding.NARROW, 2)).contains("ä\0");
    assertThat(StringUnits.text(List.of(0xffL), Encoding.NARROW, 2)).isEmpty();
    assertThat(StringUnits.text(List.of(0xd83dL, 0xde00L), Encoding.WIDE, 2)).contains("😀");
    assertThat(StringUnits.text(List.of(0xd83dL, 0xde00L), Encoding.WIDE, 4)).isEmpty();
    assertThat(StringUnits.text(List.of(0x1f600L), Encoding.UTF32, 2)).contains("😀");
    assertThat(StringUnits.text(List.of(0xd83dL), Encoding.UTF16, 2)).isEmpty();
  }

  static Target windows() {
    return new Target(
        "x86_64-w64-windows-gnu", "windows", "x86_64", 8, 4, CType.U16, CType.I8, false);
  }

  private static Declaration.Constant constant(ConstantValue value) {
    return new Declaration.Constant(value, Optional.empty(), "X", Optional.empty(), AT);
  }

  private static Declaration.Field field(String name, Type type, Lowering lowering, long offset) {
    return new Declaration.Field(name, type, lowering, offset, Optional.empty(), Optional.empty());
  }

  private static BigInteger big(String digits) {
    return new BigInteger(digits);
  }
}
