package dev.ligature.luau.ffi;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ligature.luau.Luau;
import dev.ligature.luau.LuauRuntimeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The runtime alone reads no C, and says what is missing. */
class DeclarationsWithoutGeneratorTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = "cdef|int abs(int);\ninclude|stdlib.h")
  void theErrorSaysWhatToAdd(String function, String argument) {
    Luau luau =
        Luau.builder()
            .module("@lune/ffi", state -> FfiModule.open(state, NativeAccess.FULL))
            .build();
    String script = "require('@lune/ffi')." + function + "('" + argument + "')";
    assertThatThrownBy(() -> luau.run(script, "=script"))
        .isInstanceOf(LuauRuntimeException.class)
        .hasMessage(
            "script:1: ffi."
                + function
                + " needs Ligature's generator, which is not on the class path: run the script with"
                + " 'bindgen run', or add ligature-generator and its dependencies");
  }
}
