package dev.ligature.luau.lib;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected texts are those of C's {@code printf}. */
class PrintfItemTest {
  private static String write(String format, double value) {
    byte[] text = format.getBytes(StandardCharsets.US_ASCII);
    PrintfItem item = new PrintfItem();
    ByteBuilder out = new ByteBuilder(4);
    char conversion = (char) text[item.parse(text, 1)];
    switch (conversion) {
      case 'd' -> item.writeSigned(out, (long) value);
      case 'o', 'u', 'x', 'X' -> item.writeUnsigned(out, (long) value, conversion);
      default -> item.writeDouble(out, value, conversion);
    }
    return new String(out.take(), StandardCharsets.US_ASCII);
  }

  @ParameterizedTest
  @CsvSource({
    "%d, 5, '5'",
    "%+d, 5, '+5'",
    "%05d, -42, '-0042'",
    "%-5d, 42, '42   '",
    "% d, 42, ' 42'",
    "%.3d, 5, '005'",
    "%8.3d, -5, '    -005'",
    "%08.3d, 5, '     005'",
    "%.0d, 0, ''",
    "%x, 255, 'ff'",
    "%#X, 255, '0XFF'",
    "%#x, 0, '0'",
    "%#o, 8, '010'",
    "%#o, 0, '0'",
    "%#.3o, 8, '010'",
    "%x, -1, 'ffffffffffffffff'",
    "%u, -1, '18446744073709551615'"
  })
  void writesIntegers(String format, double value, String text) {
    assertThat(write(format, value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "%f, 0.5, '0.500000'",
    "%.0f, 0.5, '0'",
    "%.0f, 1.5, '2'",
    "%.0f, 2.5, '2'",
    "%.2f, 2.675, '2.67'",
    "%.1f, 0.25, '0.2'",
    "%.1f, 0.35, '0.3'",
    "%.2f, 1e-10, '0.00'",
    "%.3f, 0.0005, '0.001'",
    "%.20f, 0.1, '0.10000000000000000555'",
    "%.1f, 99.95, '100.0'",
    "%#.0f, 2, '2.'",
    "%.3f, 1e22, '10000000000000000000000.000'",
    "%e, 12345.678, '1.234568e+04'",
    "%.0e, 15, '2e+01'",
    "%.3E, 1e-100, '1.000E-100'",
    "%e, 0, '0.000000e+00'",
    "%.14g, 3.14159265358979, '3.1415926535898'",
    "%.17g, 0.1, '0.10000000000000001'",
    "%.16g, 0.1, '0.1'",
    "%g, 1e20, '1e+20'",
    "%g, 100000, '100000'",
    "%g, 1000000, '1e+06'",
    "%g, 0.0001, '0.0001'",
    "%g, 0.00001, '1e-05'",
    "%g, 999999.5, '1e+06'",
    "%#g, 1.5, '1.50000'",
    "%.0g, 0.05, '0.05'",
    "%+g, 3, '+3'",
    "%010g, -6, '-000000006'",
    "%-10g|, 5, '5         '",
    "%5g, Infinity, '  inf'",
    "%05G, -Infinity, ' -INF'",
    "%g, NaN, 'nan'",
    "%g, -0.0, '-0'"
  })
  void writesDoubles(String format, double value, String text) {
    assertThat(write(format, value)).isEqualTo(text);
  }
}
