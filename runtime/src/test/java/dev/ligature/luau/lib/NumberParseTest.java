package dev.ligature.luau.lib;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberParseTest {
  private static double parse(String text) {
    return NumberParse.parse(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "0,0",
        " 10 ,10",
        "'\t-3.5\n',-3.5",
        "' 7\u000b',7",
        "+.5,0.5",
        "5.,5",
        "1e3,1000",
        "1E-2,0.01",
        "-0,-0.0",
        "0x10,16",
        "-0X1f,-31",
        "0x.8,0.5",
        "0x1.8p3,12",
        "0xAp-1,5",
        "0x1p-1074,4.9e-324",
        "0x1.fffffffffffff8p0,2",
        "0xffffffffffffffffff,4722366482869645213695",
        "inf,Infinity",
        "-Infinity,-Infinity",
        "1e400,Infinity",
        "1e-400,0",
        "9007199254740993,9007199254740992",
        "123456789012345678901234567890,1.2345678901234568e29",
        "2.2250738585072011e-308,2.225073858507201e-308",
        "0.000000000000000000000000000000000001,1e-36"
      })
  void readsWhatStrtodReads(String text, double value) {
    assertThat(parse(text)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "-", "+", ".", "e5", "1e", "1e+", "0x", "0xg", "1 2", "1_000", "0b101", "--1",
        "- 1", "infinit", "nano", "1x", "0x1p", "$1"
      })
  void refusesOtherText(String text) {
    assertThat(NumberParse.isFailure(parse(text))).isTrue();
  }

  @Test
  void tellsNanFromFailure() {
    assertThat(parse("nan")).isNaN();
    assertThat(NumberParse.isFailure(parse("nan"))).isFalse();
    assertThat(NumberParse.isFailure(parse("NaN(abc)"))).isFalse();
    assertThat(NumberParse.isFailure(Double.NaN)).isFalse();
  }

  @Test
  void stopsAtZeroByteAsCDoes() {
    assertThat(parse("10\0abc")).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({
    "ff, 16, 255",
    "0xff, 16, 255",
    "z, 36, 35",
    "-10, 16, 1.8446744073709552e19",
    "101, 2, 5",
    "777, 8, 511",
    "ffffffffffffffffff, 16, 1.8446744073709552e19"
  })
  void readsOtherBases(String text, int base, double value) {
    assertThat(NumberParse.parse(text.getBytes(StandardCharsets.US_ASCII), base)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({"8, 8", "'', 16", "g, 16", "1 1, 2", "0x, 16"})
  void refusesDigitsOutOfBase(String text, int base) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    assertThat(NumberParse.isFailure(NumberParse.parse(bytes, base))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "9223372036854775807, 10, 9223372036854775807",
    "9223372036854775808, 10, 9223372036854775807",
    "-9223372036854775809, 10, -9223372036854775808",
    "0xffffffffffffffff, 10, -1",
    "ffffffffffffffff, 16, -1",
    "-1, 16, -1"
  })
  void readsIntegers(String text, int base, long value) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    assertThat(NumberParse.parseInteger(bytes, base)).isEqualTo(value);
  }
}
