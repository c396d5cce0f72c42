package dev.ligature.luau.ffi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ligature.ffi.FfiException;
import dev.ligature.ffi.Platform;
import dev.ligature.ffi.Platform.Os;
import dev.ligature.luau.vm.LuauString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which words for calling conventions mean the one that there is. */
class CallingConventionsTest {

  private static void check(String convention, Os os, String arch) {
    CallingConventions.check(LuauString.of(convention), new Platform(os, arch, false));
  }

  @ParameterizedTest
  @CsvSource({
    "cdecl, LINUX, x86_64",
    "stdcall, WINDOWS, x86_64",
    "stdcall, LINUX, x86_64",
    "fastcall, WINDOWS, aarch64",
    "thiscall, WINDOWS, x86_64",
    "ms_abi, WINDOWS, x86_64",
    "sysv_abi, MACOS, x86_64",
    "cdecl, WINDOWS, x86",
  })
  void callable(String convention, Os os, String arch) {
    assertThatCode(() -> check(convention, os, arch)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "ms_abi, LINUX, x86_64",
    "ms_abi, WINDOWS, aarch64",
    "sysv_abi, WINDOWS, x86_64",
    "vectorcall, WINDOWS, x86_64",
    "regparm, LINUX, x86_64",
    "stdcall, WINDOWS, x86",
    "fastcall, WINDOWS, i686",
  })
  void notCallable(String convention, Os os, String arch) {
    assertThatThrownBy(() -> check(convention, os, arch))
        .isInstanceOf(FfiException.class)
        .hasMessageStartingWith(
            "convention '%s' cannot be called on %s %s", convention, arch, os.spelling());
  }

  @Test
  void unknownOrNoString() {
    assertThatThrownBy(() -> check("pascal", Os.LINUX, "x86_64"))
        .hasMessage("unknown convention 'pascal': there are cdecl, stdcall, fastcall and thiscall");
    assertThatThrownBy(() -> CallingConventions.check(1.0, Platform.host()))
        .hasMessage("convention must be a string, got 1");
    assertThat(Signature.KEYS).contains("convention");
  }
}
