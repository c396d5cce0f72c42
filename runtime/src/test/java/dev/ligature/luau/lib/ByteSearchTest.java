package dev.ligature.luau.lib;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteSearchTest {
  @Test
  void findsWhatStringsIndexOfFinds() {
    Random random = new Random(5);
    for (int round = 0; round < 20_000; round++) {
      String text = text(random, random.nextInt(round % 2 == 0 ? 60 : 600));
      String wanted = text(random, random.nextInt(7));
      int from = random.nextInt(text.length() + 1);
      assertThat(
              ByteSearch.indexOf(
                  text.getBytes(StandardCharsets.ISO_8859_1),
                  from,
                  wanted.getBytes(StandardCharsets.ISO_8859_1)))
          .as("'%s' in '%s' from %d", wanted, text, from)
          .isEqualTo(text.indexOf(wanted, from));
    }
  }

  /** Neighbouring byte values, which borrows of a subtraction would confuse. */
  private static String text(Random random, int length) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < length; i++) {
      out.append((char) (random.nextBoolean() ? 'a' + random.nextInt(3) : random.nextInt(3)));
    }
    return out.toString();
  }
}
