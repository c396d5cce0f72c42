package dev.ligature.idl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ligature.idl.IdlDiff.Impact;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What code written against the old header notices of the new one. */
class IdlDiffTest {
  private static final String BASE =
      """
      'constants': {'C': {'value': 1, 'ctype': 'i32', 'text': '1', 'at': 'a.h:1'}},
      'enums': {'enum e': {'type': 'u32', 'ctype': 'u32',
        'members': [{'name': 'A', 'value': 0}, {'name': 'B', 'value': 1}], 'at': 'a.h:2'}},
      'records': {
        'struct o': {'kind': 'struct', 'size': 0, 'align': 0, 'opaque': true, 'fields': [], 'at': 'a.h:3'},
        'struct s': {'kind': 'struct', 'size': 8, 'align': 4, 'fields': [
          {'name': 'x', 'type': 'i32', 'ctype': 'i32', 'offset': 0},
          {'name': 'b', 'type': 'u32', 'ctype': 'u32', 'offset': 4, 'bits': {'offset': 32, 'width': 3}}],
          'at': 'a.h:4'}},
      'aliases': {'T': {'type': 'u32', 'ctype': 'u32', 'at': 'a.h:5'}},
      'callbacks': {'cb': {'args': [], 'ret': {'type': 'i32', 'ctype': 'i32'}, 'at': 'a.h:6'}},
      'functions': {'f': {'args': [{'name': 'p', 'type': {'pointer': {'const': 'i32'}}, 'ctype': 'pointer'}],
        'ret': {'type': {'alias': 'T'}, 'ctype': 'u32'}, 'at': 'a.h:7'}},
      'variables': {'v': {'type': 'i32', 'ctype': 'i32', 'at': 'a.h:8'}},
      'skipped': [{'name': 'g', 'reason': 'long-double', 'detail': 'g'}]\
      """;

  private static Idl idl(String sections) {
    return IdlReader.read(
        """
        {"idl": "1.0", "module": "m", "targets": [{"triple": "t", "os": "linux", "arch": "x86_64",
        "pointer": 8, "long": 8, "wchar": "i32", "char": "i8", "endian": "little"}], %s}\
        """
            .formatted(sections.replace('\'', '"')));
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'value': 1, 'ctype': 'i32', 'text': '1' | 'value': 2, 'ctype': 'i32', 'text': '2' | VALUE | constant C: 1 (i32) → 2 (i32) (a.h:1)
          'value': 1, 'ctype': 'i32', 'text': '1' | 'value': 1, 'ctype': 'u32', 'text': '1' | VALUE | constant C: 1 (i32) → 1 (u32) (a.h:1)
          'text': '1' | 'text': '(2-1)' | NONE | no difference
          , {'name': 'B', 'value': 1} | | REMOVAL | enumerator B of enum e is gone: 1 (a.h:2)
          {'name': 'B', 'value': 1} | {'name': 'B', 'value': 1}, {'name': 'D', 'value': 7} | ADDITION | enumerator D of enum e is new: 7 (a.h:2)
          {'name': 'B', 'value': 1} | {'name': 'B', 'value': 2} | VALUE | enumerator B of enum e: 1 → 2 (a.h:2)
          {'type': 'u32', 'ctype': 'u32', | {'type': 'u8', 'ctype': 'u8', | LAYOUT | enum e: u32 → u8 (a.h:2)
          'size': 8, | 'size': 12, | LAYOUT | struct s: size 8 → size 12 (a.h:4)
          'name': 'x', | 'name': 'y', | REMOVAL | field x of struct s is gone: int x (a.h:4)
          'offset': 0}, | 'offset': 4}, | LAYOUT | field x of struct s: offset 0 → offset 4 (a.h:4)
          'width': 3 | 'width': 4 | LAYOUT | field b of struct s: bits 32 to 34 → bits 32 to 35 (a.h:4)
          'type': 'i32', 'ctype': 'i32', 'offset': 0 | 'type': 'f32', 'ctype': 'f32', 'offset': 0 | LAYOUT | field x of struct s: int x → float x (a.h:4)
          'opaque': true, | | ADDITION | struct o: opaque → defined (a.h:3)
          'type': 'u32', 'ctype': 'u32', 'at': 'a.h:5' | 'type': 'i32', 'ctype': 'i32', 'at': 'a.h:9' | SIGNATURE | typedef T: unsigned int → int (a.h:5 → a.h:9)
          {'pointer': {'const': 'i32'}} | {'pointer': 'i32'} | NONE | no difference
          {'pointer': {'const': 'i32'}} | {'pointer': 'u8'} | SIGNATURE | function f: T (const int *p) → T (unsigned char *p) (a.h:7)
          {'alias': 'T'} | 'u32' | NONE | no difference
          'name': 'p' | 'name': 'q' | NONE | no difference
          'ctype': 'u32'}, 'at': 'a.h:7' | 'ctype': 'u32'}, 'inline': true, 'at': 'a.h:7' | REMOVAL | function f: exported → inline, in no library (a.h:7)
          'functions': {'f' | 'functions': {'g' | REMOVAL | function f is gone: T f(const int *p) (a.h:7)
          'functions': {'f' | 'functions': {'h': {'args': [], 'ret': {'type': 'void', 'ctype': 'void'}, 'at': 'b.h:1'}, 'f' | ADDITION | function h is new: void h(void) (b.h:1)
          'args': [], | 'args': [], 'variadic': true, | SIGNATURE | callback cb: int (void) → int (...) (a.h:6)
          'type': 'i32', 'ctype': 'i32', 'at': 'a.h:8' | 'type': 'i32', 'ctype': 'i32', 'symbol': 'w', 'at': 'a.h:8' | SIGNATURE | variable v: symbol as its name → symbol w (a.h:8)
          """)
  void everyChangeHasItsImpact(String from, String to, Impact impact, String line) {
    String target = to == null ? "" : to;
    assertThat(BASE).as("the test's own pattern").contains(from);
    IdlDiff.Report report =
        IdlDiff.compare(
            idl(BASE), idl(BASE.replaceFirst(java.util.regex.Pattern.quote(from), target)));
    assertThat(report.impact()).isEqualTo(impact);
    assertThat(report.text()).contains(line);
  }

  @Test
  void whatIsSkippedNowIsGoneWithItsReason() {
    Idl with = idl("'variables': {'g': {'type': 'i32', 'ctype': 'i32', 'at': 'a.h:8'}}");
    Idl without = idl("'skipped': [{'name': 'g', 'reason': 'thread-local', 'detail': 'int g'}]");
    assertThat(IdlDiff.compare(with, without).text())
        .isEqualTo(
            """
            removal (breaking)
              variable g is gone: int g, skipped now: thread-local int g (a.h:8)
            breaking: 1 removal
            """);
  }

  @Test
  void theReportBeginsWithTheWorst() {
    String changed =
        BASE.replace("'value': 1, 'ctype'", "'value': 5, 'ctype'").replace("'v':", "'w':");
    assertThat(IdlDiff.compare(idl(BASE), idl(changed)).text())
        .isEqualTo(
            """
            removal (breaking)
              variable v is gone: int v (a.h:8)
            value (breaking)
              constant C: 1 (i32) → 5 (i32) (a.h:1)
            addition
              variable w is new: int w (a.h:8)
            breaking: 1 removal, 1 value, 1 addition
            """);
  }

  @Test
  void exitCodesAreStable() {
    assertThat(Impact.values()).extracting(Impact::exitCode).containsExactly(0, 10, 20, 21, 22, 23);
    assertThat(Impact.ADDITION.isBreaking()).isFalse();
    assertThat(Impact.VALUE.isBreaking()).isTrue();
  }

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void anIdlDoesNotDifferFromItself(long seed) {
    Idl idl = RandomIdl.of(seed);
    assertThat(IdlDiff.compare(idl, IdlReader.read(IdlWriter.write(idl))).changes()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void unrelatedIdlsCompareWithoutAnError(long seed) {
    assertThat(IdlDiff.compare(RandomIdl.of(seed), RandomIdl.of(seed + 1)).text()).endsWith("\n");
  }
}
