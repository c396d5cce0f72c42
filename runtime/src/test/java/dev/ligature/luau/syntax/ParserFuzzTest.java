package dev.ligature.luau.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any bytes are either a chunk or a {@link ParseError} with a place inside them. */
class ParserFuzzTest {
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
