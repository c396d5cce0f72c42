package dev.ligature.generator.passes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportsTest {
  @ParameterizedTest
  @CsvSource({
    "_f, f",
    "_f@8, f",
    "@f@8, f",
    "f@@16, f",
    "f@8, f",
    "__f, _f",
    "f, f",
    "f@, f@",
    "f8, f8",
    "@, @",
    "_, ''",
  })
  void undoesTheDecorationsOfI686(String linkerName, String cName) {
    assertThat(Exports.undecorated(linkerName)).isEqualTo(cName);
  }
}
