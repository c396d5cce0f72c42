package dev.ligature.idl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the writer writes, the reader reads and the schema allows. */
class IdlRoundTripTest {
  static LongStream seeds() {
    return LongStream.range(0, 400);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void anIdlComesBackEqualAndIsWrittenTheSameAgain(long seed) {
    Idl idl = RandomIdl.of(seed);
    String json = IdlWriter.write(idl);
    Idl again = IdlReader.read(json);
    assertThat(again).isEqualTo(idl);
    assertThat(IdlWriter.write(again)).isEqualTo(json);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theSchemaAllowsWhatIsWritten(long seed) {
    assertThat(IdlSchema.validate(IdlWriter.write(RandomIdl.of(seed)))).isEmpty();
  }

  @Test
  void theRandomIdlsHaveEveryConstruct() {
    StringBuilder all = new StringBuilder();
    seeds().forEach(seed -> all.append(IdlWriter.write(RandomIdl.of(seed))));
    assertThat(all)
        .contains(
            "\"scalar\"",
            "\"pointer\": {",
            "\"array\"",
            "\"function\"",
            "\"const\"",
            "\"volatile\"",
            "\"restrict\"",
            "\"record\"",
            "\"enum\"",
            "\"alias\"",
            "\"opaque\": \"long double\"",
            "\"opaque\": 16",
            "\"units\"",
            "\"string\"",
            "\"address\"",
            "\"members\": {",
            "\"inf\"",
            "\"nan\"",
            "-0.0",
            "\"bits\"",
            "\"inexact\"",
            "\"variadic\"",
            "\"prototyped\": false",
            "\"ms-abi\"",
            "\"lengthParam\"",
            "\"nullable\": false",
            "\"availability\"",
            "\"freeWith\"",
            "\"threadLocal\"",
            "\"complete\": false",
            "\"details\"",
            "\"in,out\"",
            "\"kind\": \"type\"",
            "\"kind\": \"variable\"",
            "\"kind\": \"union\"");
  }
}
