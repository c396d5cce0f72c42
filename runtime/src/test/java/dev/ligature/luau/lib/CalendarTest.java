package dev.ligature.luau.lib;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarTest {
  private static String write(long seconds, String conversions) {
    ByteBuilder out = new ByteBuilder(16);
    Calendar moment = Calendar.utc(seconds);
    for (char c : conversions.toCharArray()) {
      moment.write(out, c);
      out.append((byte) '|');
    }
    return new String(out.take(), StandardCharsets.US_ASCII);
  }

  @Test
  void writesEveryConversion() {
    assertThat(write(951_782_399, "aAbBcdHIjmMpSUwWxXyYzZ%"))
        .isEqualTo(
            "Mon|Monday|Feb|February|Mon Feb 28 23:59:59 2000|28|23|11|059|02|59|PM|59|09|1|09|"
                + "02/28/00|23:59:59|00|2000|+0000|GMT|%|");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1970-001 4",
    "951782400, 2000-060 2",
    "978307199, 2000-366 0",
    "-1, 1969-365 3",
    "4107542400, 2100-060 1",
    "-62135596800, 1-001 1"
  })
  void knowsDaysOfYearAndWeek(long seconds, String expected) {
    Calendar c = Calendar.utc(seconds);
    assertThat("%d-%03d %d".formatted(c.year(), c.yearday() + 1, c.weekday())).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "1970, 1, 1, 0, 0",
    "2000, 2, 29, 0, 951782400",
    "2000, 14, 1, 0, 980985600",
    "2000, 1, 1, 25, 946774800",
    "1969, 12, 31, 0, -1"
  })
  void countsSecondsOfDatesOutOfRangeToo(int year, int month, int day, int hour, long seconds) {
    assertThat(Calendar.epochSecond(year, month, day, hour, 0, 0)).isEqualTo(seconds);
  }
}
