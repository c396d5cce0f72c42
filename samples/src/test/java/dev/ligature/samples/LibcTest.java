package dev.ligature.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The samples of the C library, against what the JDK's own library says. */
class LibcTest {
  @TempDir Path directory;

  @BeforeAll
  static void needsTheLibrary() {
    Program.needs("libc.so.6", "libc6");
  }

  static List<Program> sorts() {
    return Program.inBothLanguages("libc", "sort", "Sort");
  }

  static List<Program> calendars() {
    return Program.inBothLanguages("libc", "calendar", "Calendar");
  }

  static List<Program> calls() {
    return Program.inBothLanguages("libc", "call", "Call");
  }

  @ParameterizedTest
  @MethodSource("sorts")
  void qsortComparesByACallback(Program sort) throws Exception {
    Random random = new Random(5);
    List<String> lines =
        new ArrayList<>(
            IntStream.range(0, 2000)
                .mapToObj(_ -> Long.toString(random.nextLong() >>> random.nextInt(60), 36))
                .toList());
    Path file = Files.write(directory.resolve("lines.txt"), lines);

    List<String> printed = sort.output(file.toString()).lines().toList();

    lines.sort(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
    assertThat(printed.subList(0, 2000)).isEqualTo(lines);
    assertThat(printed.get(2000)).matches("2000 lines, [12][0-9]{4} comparisons");
  }

  @ParameterizedTest
  @MethodSource("sorts")
  void errnoHasAText(Program sort) throws Exception {
    assertThat(sort.failure("missing.txt"))
        .isEqualTo("sort: missing.txt: No such file or directory\n");
  }

  @ParameterizedTest
  @MethodSource("calendars")
  void strftimeReadsAStruct(Program calendar) throws Exception {
    calendar.with("LC_ALL", "C");

    assertThat(calendar.output("2024", "2"))
        .isEqualTo(
            """
                   February 2024
            Mon Tue Wed Thu Fri Sat Sun
                          1   2   3   4
              5   6   7   8   9  10  11
             12  13  14  15  16  17  18
             19  20  21  22  23  24  25
             26  27  28  29
            """);
    YearMonth before = YearMonth.now(ZoneOffset.UTC);
    String now = calendar.output();
    YearMonth after = YearMonth.now(ZoneOffset.UTC);
    assertThat(List.of(before, after)).anySatisfy(month -> assertThat(now).contains(title(month)));
  }

  private static String title(YearMonth month) {
    String name = month.getMonth().name();
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT) + " " + month.getYear();
  }

  @ParameterizedTest
  @MethodSource("calls")
  void addressesOfSymbolsCanBeCalled(Program call) throws Exception {
    assertThat(call.output("libm.so.6", "pow", "2", "10")).isEqualTo("pow(2, 10) = 1024\n");
    assertThat(call.output("libm.so.6", "fmod", "-7.5", "2")).isEqualTo("fmod(-7.5, 2) = -1.5\n");
    assertThat(call.failure("libm.so.6", "powder", "2"))
        .matches("call: .*libm.so.6: undefined symbol: powder\n");
    assertThat(call.failure("libmissing.so", "pow")).startsWith("call: libmissing.so: cannot open");
  }
}
