package dev.ligature.luau.lib;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternMatcherTest {
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String match(String subject, String pattern) {
    byte[] s = bytes(subject);
    PatternMatcher m = new PatternMatcher(s, Pattern.compile(bytes(pattern), true), () -> {});
    if (!m.find(0)) {
      return "none";
    }
    StringBuilder out = new StringBuilder();
    out.append(m.start()).append('-').append(m.end());
    for (int i = 0; i < m.captureCount(); i++) {
      out.append(' ');
      if (m.isPosition(i)) {
        out.append('@').append(m.captureStart(i));
      } else {
        out.append(subject, m.captureStart(i), m.captureEnd(i));
      }
    }
    return out.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "hello world, o w, 4-7",
    "hello, l+, 2-4",
    "hello, xl*, none",
    "hello, ^hel-o$, 0-5",
    "hello, ^ello, none",
    "aaab, a-b, 0-4",
    "aaab, ^a-$, none",
    "ab, a?b, 0-2",
    "b, a?b, 0-1",
    "key=value, (%w+)=(%w+), 0-9 key value",
    "'  x', ^%s*()x, 0-3 @2",
    "f(a(b)c)d, %b(), 1-8",
    "f(a(b, %b(), none",
    "THE (quick) fox, %f[%a]%a+%f[%A], 0-3",
    "abab, (ab)%1, 0-4 ab",
    "aXbX, (%u).%1, 1-4 X",
    "a-b]c, []-]+, 1-2",
    "x^y, [%^]y, 1-3",
    "1.5, ^[+-]?%d+%.%d+$, 0-3",
    "abc, [^%l]*$, 3-3",
    "aaaa, a-$, 0-4",
    "a$b, a$b, 0-3",
    "deadbeef, %x%x-f$, 0-8"
  })
  void matches(String subject, String pattern, String result) {
    assertThat(match(subject, pattern)).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource({"aaaaaaaaaaaaaaaaaaaa, 20", "'', 0"})
  void greedyRepetitionGivesBackAsFarAsNeeded(String subject, int length) {
    assertThat(match(subject, "^(a*)a*$")).isEqualTo("0-" + length + " " + subject);
  }
}
