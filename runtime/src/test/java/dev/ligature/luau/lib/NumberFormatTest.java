package dev.ligature.luau.lib;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberFormatTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, -0",
    "1, 1",
    "-17, -17",
    "0.1, 0.1",
    "-0.5, -0.5",
    "1e15, 1000000000000000",
    "1e16, 10000000000000000",
    "9007199254740993, 9007199254740992",
    "123456789012345678, 123456789012345680",
    "1e20, 100000000000000000000",
    "1e21, 1e+21",
    "1.5e21, 1.5e+21",
    "1e22, 1e+22",
    "1e100, 1e+100",
    "1.7976931348623157e308, 1.7976931348623157e+308",
    "0.00001, 0.00001",
    "0.000001, 0.000001",
    "0.0000012345, 0.0000012345",
    "1e-7, 1e-07",
    "5e-324, 5e-324",
    "2.2250738585072014e-308, 2.2250738585072014e-308",
    "3.141592653589793, 3.141592653589793",
    "1e23, 1e+23",
    "Infinity, inf",
    "-Infinity, -inf",
    "NaN, nan"
  })
  void writesTheShortestDigits(double value, String text) {
    assertThat(NumberFormat.toString(value)).isEqualTo(text);
  }

  @Test
  void readsBackWhatItWrites() {
    Random random = new Random(1);
    for (int i = 0; i < 50_000; i++) {
      double value =
          i % 2 == 0
              ? Double.longBitsToDouble(random.nextLong())
              : random.nextInt(1_000_000) / Math.pow(10, random.nextInt(8));
      if (!Double.isFinite(value)) {
        continue;
      }
      String text = NumberFormat.toString(value);
      assertThat(NumberParse.parse(text.getBytes(StandardCharsets.US_ASCII)))
          .as(text)
          .isEqualTo(value);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-1, -1",
    "9223372036854775807, 9223372036854775807",
    "-9223372036854775808, -9223372036854775808",
    "1000000000000, 1000000000000"
  })
  void writesIntegers(long value, String text) {
    assertThat(new String(NumberFormat.format(value), StandardCharsets.US_ASCII)).isEqualTo(text);
  }
}
