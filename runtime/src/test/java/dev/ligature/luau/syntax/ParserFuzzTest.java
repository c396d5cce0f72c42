package dev.ligature.luau.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes are either a chunk or a {@link ParseError} with a place inside them. Runs over its
 * seeds; with {@code JAZZER_FUZZ=1} it looks for more.
 */
class ParserFuzzTest {
  /**
   * The scripts of the language suite, whole, cut off and with a byte changed; and deep nesting.
   */
  static Stream<Arguments> seeds() throws IOException, URISyntaxException {
    Path root = Path.of(ParserFuzzTest.class.getResource("/luau").toURI());
    List<byte[]> seeds = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path script : files.filter(f -> f.toString().endsWith(".luau")).sorted().toList()) {
        byte[] source = Files.readAllBytes(script);
        seeds.add(source);
        for (int part = 1; part < 8; part++) {
          int place = source.length * part / 8;
          seeds.add(Arrays.copyOf(source, place));
          byte[] changed = source.clone();
          changed[place] ^= (byte) (1 << part);
          seeds.add(changed);
        }
      }
    }
    for (String opening :
        List.of("(", "{", "f(", "do ", "`{", "-", "x = function() ", "[[", "--[=[")) {
      seeds.add(opening.repeat(100_000).getBytes(StandardCharsets.ISO_8859_1));
    }
    return seeds.stream().map(source -> Arguments.of((Object) source));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "30s")
  void parseNeverFailsOtherwise(byte[] source) {
    try {
      Chunk chunk = Parser.parse(source, "=fuzz");
      assertThat(chunk.main().depth()).isZero();
    } catch (ParseError e) {
      long lines = 1;
      for (byte b : source) {
        lines += b == '\n' ? 1 : 0;
      }
      assertThat((long) e.line()).isBetween(1L, lines);
      assertThat(e.column()).isBetween(1, source.length + 1);
      assertThat(e.description()).isNotEmpty();
    }
  }
}
