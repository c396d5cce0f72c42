package dev.ligature.luau.ffi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ligature.luau.Luau;
import dev.ligature.luau.LuauRuntimeException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a script may reach when its host narrows native access. */
class NativeAccessTest {

  private static Object[] run(NativeAccess access, String script) {
    Luau luau = Luau.builder().module("@lune/ffi", state -> FfiModule.open(state, access)).build();
    return luau.run("local ffi = require('@lune/ffi')\n" + script, "=script");
  }

  @Test
  void withoutAccessThereIsNoModule() {
    assertThatThrownBy(() -> run(NativeAccess.NONE, "return ffi"))
        .isInstanceOf(LuauRuntimeException.class)
        .hasMessageContaining("Native access is switched off");
  }

  @Test
  void anAllowedLibraryIsLoadedAndNoOther() {
    NativeAccess onlyZ = new NativeAccess.Libraries(List.of("z"));
    assertThat(
            run(onlyZ, "return ffi.load('z', { zlibVersion = { ret = 'string' } }).zlibVersion()"))
        .hasSize(1)
        .doesNotContainNull();
    assertThatThrownBy(() -> run(onlyZ, "ffi.load('c')"))
        .hasMessageContaining("Library 'c' is not allowed: allow it with --allow-lib=c");
    assertThatThrownBy(() -> run(onlyZ, "ffi.load('./z')"))
        .hasMessageContaining("Library './z' is not allowed");
    assertThatThrownBy(() -> run(onlyZ, "ffi.load(nil)"))
        .hasMessageContaining("The process itself is not among the allowed libraries");
  }

  @Test
  void ofSeveralLibrariesEachMustBeAllowed() {
    NativeAccess onlyZ = new NativeAccess.Libraries(List.of("z"));
    assertThatThrownBy(() -> run(onlyZ, "ffi.load('z,c')"))
        .hasMessageContaining("Library 'c' is not allowed: allow it with --allow-lib=c");
    assertThat(run(new NativeAccess.Libraries(List.of("z", "c")), "return ffi.load('z, c').path"))
        .hasSize(1);
  }

  @Test
  void aGlobAllowsSeveral() {
    NativeAccess some = new NativeAccess.Libraries(List.of("libz.so*"));
    assertThat(run(some, "return ffi.load('libz.so.1').path")).hasSize(1);
    assertThatThrownBy(() -> run(some, "ffi.load('libc.so.6')"))
        .hasMessageContaining("not allowed");
  }

  /** Each would read or write memory that no allowed library and no arena gave. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ffi.ptr(4096)",
        "ffi.read(4096, 0, 'i32')",
        "ffi.write(4096, 0, 'i32', 1)",
        "ffi.cast(4096, 'i32')",
        "ffi.copy(4096, ffi.buffer(8), 8)",
        "ffi.fill(4096, 8, 0)",
        "ffi.string(4096)",
        "ffi.unsafe.read(4096, 'i32')",
        "ffi.unsafe.write(4096, 'i32', 1)",
        "ffi.unsafe.zero(4096, 8)",
        "ffi.struct({ { 'x', 'i32' } }):createView(4096)",
        "local b = ffi.buffer(8) b:write(0, 'u64', 4096) b:read(0, 'pointer')",
        "local b = ffi.buffer(8) b:write(0, 'u64', 4096) b:read(0, 'string')",
        "local b = ffi.buffer(8) ffi.cast(b, 'pointer')[0] = 4096",
        "ffi.load('z', { crc32 = { args = { 'u64', 'pointer', 'u32' } } }).crc32(0, 4096, 8)",
        "ffi.load('z'):callPtr(4096, 'void', {})"
      })
  void noAddressOfItsOwnMaking(String access) {
    NativeAccess onlyZ = new NativeAccess.Libraries(List.of("z"));
    assertThatThrownBy(() -> run(onlyZ, access))
        .isInstanceOf(LuauRuntimeException.class)
        .hasMessageContaining("is not allowed: native access is narrowed");
  }

  @Test
  void managedMemoryStaysOpen() {
    NativeAccess onlyZ = new NativeAccess.Libraries(List.of("z"));
    assertThat(
            run(
                onlyZ,
                "local p = ffi.arena():alloc(8) p:write(0, 'i32', 7) return p:read(0, 'i32')"))
        .containsExactly(7.0);
  }
}
