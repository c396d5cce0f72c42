package dev.ligature.idl;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever bytes come, the reader gives an IDL that can be written and read again, or says what is
 * wrong. Runs over its seeds; with {@code JAZZER_FUZZ=1} it looks for more.
 */
class IdlReaderFuzzTest {
  static Stream<Arguments> seeds() {
    Stream<String> documents =
        Stream.of(
            "",
            "{",
            "\u0000",
            "{\"idl\": \"1.0\", \"idl\": \"1.0\"}",
            "[".repeat(100_000),
            "{\"a\":".repeat(100_000),
            "{\"idl\": \"1.0\", \"module\": \"" + "m".repeat(100_000) + "\", \"targets\": []}",
            "{\"idl\": \"1.0\", \"module\": \"m\", \"targets\": [" + "9".repeat(2000) + "]}",
            "{\"idl\": \"1.0\", \"module\": \"m\", \"targets\": [1e999999999]}");
    return Stream.concat(
            documents, Stream.of(1L, 7L, 30L).map(seed -> IdlWriter.write(RandomIdl.of(seed))))
        .map(text -> Arguments.of((Object) text.getBytes(StandardCharsets.UTF_8)));
  }

  @MethodSource("seeds")
  @FuzzTest
  void theReaderAcceptsOrExplains(byte[] bytes) {
    Idl idl;
    try {
      idl = IdlReader.read(new String(bytes, StandardCharsets.UTF_8));
    } catch (IdlException e) {
      return;
    }
    String json = IdlWriter.write(idl);
    if (!IdlReader.read(json).equals(idl)) {
      throw new AssertionError("written and read again, it is another IDL: " + json);
    }
    if (!IdlSchema.validate(json).isEmpty()) {
      throw new AssertionError("the schema refuses " + json);
    }
  }
}
