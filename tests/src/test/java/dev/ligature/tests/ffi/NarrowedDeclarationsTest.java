package dev.ligature.tests.ffi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ligature.luau.Luau;
import dev.ligature.luau.LuauRuntimeException;
import dev.ligature.luau.ffi.FfiModule;
import dev.ligature.luau.ffi.NativeAccess;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ffi.cdef} and {@code ffi.include} of a script that may load zlib and nothing else. */
class NarrowedDeclarationsTest {

  private static Object[] run(String script, Map<String, Object> globals) {
    NativeAccess onlyZ = new NativeAccess.Libraries(List.of("z"));
    Luau.Builder builder =
        Luau.builder().module("@lune/ffi", state -> FfiModule.open(state, onlyZ));
    globals.forEach(builder::global);
    return builder.build().run("local ffi = require('@lune/ffi')\n" + script, "=script");
  }

  private static Object[] run(String script) {
    return run(script, Map.of());
  }

  @Test
  void functionsOfAnAllowedLibraryAreDeclaredAndCalled() {
    assertThat(
            run(
                """
                local z = ffi.cdef([[
                  #define SEED 0
                  #pragma pack(push, 1)
                  struct s { char c; int i; };
                  #pragma pack(pop)
                  unsigned long crc32(unsigned long crc, const char *bytes, unsigned length);
                ]], { library = "z" })
                return z.crc32(z.SEED, "hello", 5), z.structs.s.size
                """))
        .containsExactly(907060870.0, 5.0);
  }

  @Test
  void otherLibrariesAreRefusedAtOnce() {
    assertThatThrownBy(() -> run("ffi.cdef('int abs(int);', { library = 'c' })"))
        .isInstanceOf(LuauRuntimeException.class)
        .hasMessageContaining("Library 'c' is not allowed: allow it with --allow-lib=c");
    assertThatThrownBy(() -> run("return ffi.cdef('int abs(int);').abs"))
        .hasMessageContaining("The process itself is not among the allowed libraries");
  }

  @Test
  void noHeaderIsRead() {
    assertThatThrownBy(() -> run("ffi.include('zlib.h', { library = 'z' })"))
        .hasMessageContaining("ffi.include is not allowed: native access is narrowed");
    assertThatThrownBy(() -> run("ffi.cdef('int x;', { includePaths = { '/' } })"))
        .hasMessageContaining(
            "The option 'includePaths' is not allowed: native access is narrowed");
  }

  /** Ways to have the preprocessor open a file, whose text its messages would show. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "#include \"/etc/passwd\"",
        "  # \t include </etc/passwd>",
        "#inc\\\nlude \"/etc/passwd\"",
        "#inc\\ \t\r\nlude \"/etc/passwd\"",
        "/* */ #include \"/etc/passwd\"",
        "#/* */include \"/etc/passwd\"",
        "#\f include \"/etc/passwd\"",
        "%:include \"/etc/passwd\"",
        "??=include \"/etc/passwd\"",
        "#include_next <passwd>",
        "#import \"/etc/passwd\"",
        "#embed \"/etc/passwd\"",
        "const char text[] = {\n#embed \"/etc/passwd\"\n};",
        "#if __has_include(\"/etc/passwd\")\n#endif",
        "#if __has_embed(\"/etc/passwd\")\n#endif",
        "#define HAS(a, b) a##b\n#if HAS(__has_, include)(\"/etc/passwd\")\n#endif",
        "#define HAS(a, b) a%:%:b",
        "#pragma GCC dependency \"/etc/passwd\"",
        "#pragma include_alias(\"a\", \"/etc/passwd\")",
        "_Pragma(\"GCC dependency \\\"/etc/passwd\\\"\")",
        "#line 1 \"/etc/passwd\"\nint broken",
        "# 1 \"/etc/passwd\"\nint broken",
      })
  void textThatAsksForAFileIsRefused(String text) {
    assertThatThrownBy(() -> run("ffi.cdef(text)", Map.of("text", text)))
        .isInstanceOf(LuauRuntimeException.class)
        .hasMessageContaining("in C text is not allowed: native access is narrowed")
        .hasMessageNotContaining("root");
  }

  @Test
  void conditionsAndMessagesStay() {
    assertThat(
            run(
                """
                local C = ffi.cdef([[
                  #if defined(ON) && !defined(OFF)
                  #define CHOSEN 1
                  #elif 0
                  #error never
                  #else
                  #define CHOSEN 2
                  #endif
                ]], { defines = { "ON" } })
                return C.CHOSEN
                """))
        .containsExactly(1.0);
  }
}
