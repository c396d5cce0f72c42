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

  /** The same place, until it is linked, and then once more for its error. */
  private static String repeated(String access) {
    return "local function access() "
        + access
        + " end for _ = 1, 300 do assert(not pcall(access)) end access()";
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
    assertThatThrownBy(() -> run(some, "ffi.load('libz.so\\0')"))
        .hasMessageContaining("not allowed");
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
    assertThatThrownBy(() -> run(onlyZ, repeated(access)))
        .isInstanceOf(LuauRuntimeException.class)
        .hasMessageContaining("is not allowed: native access is narrowed");
  }

  private static final NativeAccess ONLY_C = new NativeAccess.Libraries(List.of("c"));

  /** Functions of the C library; {@code p} is a pointer that C gave. */
  private static final String C =
      """
      local c = ffi.load("c", {
        malloc = { args = { "usize" }, ret = "pointer" },
        sized = { args = { "usize" }, ret = "pointer", symbol = "malloc", size = 16 },
        free = { args = { "pointer" } },
        strlen = { args = { "pointer" }, ret = "usize" },
        strerror = { args = { "i32" }, ret = "string" },
        strchr = { args = { "pointer", "i32" }, ret = "string" },
        bsearch = { args = { "pointer", "pointer", "usize", "usize", "pointer" }, ret = "pointer" },
      })
      local p = c.malloc(16)
      local Point = ffi.struct({ { "x", "i32" }, { "y", "i32" }, { "p", "pointer" } })
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p:read(0, 'i32')",
        "p:write(0, 'i32', 1)",
        "ffi.read(p, 0, 'u8')",
        "ffi.write(p, 0, 'u8', 1)",
        "ffi.cast(p, 'i32'):get(0)",
        "local i = ffi.cast(p, 'i32') return i[0]",
        "local i = ffi.cast(p, 'i32') i[0] = 1",
        "local i = ffi.cast(p, Point) return i.x",
        "local i = ffi.cast(p, 'i32') + 1 return i[-1]",
        "return ffi.view(p, Point).x",
        "ffi.view(p, Point).x = 1",
        "local v = ffi.view(ffi.buffer(16), Point) v:pointTo(p) return v.y",
        "ffi.copy(ffi.buffer(8), p, 8)",
        "ffi.copy(p, ffi.buffer(8), 8)",
        "ffi.fill(p, 1, 0)",
        "ffi.string(p)",
        "ffi.string(p, 1)",
        "ffi.string(p:toLightUserData(), 1)",
        "ffi.read(ffi.ptr(p), 0, 'u8')",
      })
  void whatCGaveIsOpaque(String access) {
    assertThatThrownBy(() -> run(ONLY_C, C + repeated(access)))
        .isInstanceOf(LuauRuntimeException.class)
        .hasMessageContaining(
            " through an opaque pointer: native access is narrowed, and C said no size");
  }

  @Test
  void whatCGaveIsHandedBack() {
    assertThat(run(ONLY_C, C + "assert(p == ffi.ptr(p) and not p.isManaged) return c.free(p)"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c.strlen(p + 8)",
        "c.strlen(p - 8)",
        "c.strlen(p:offset(4096))",
        "c.strlen(ffi.cast(p, 'i32') + 1)",
        "c.strlen(ffi.view(p, Point):fieldPtr('y'))",
        "c.strlen((p + 8):toLightUserData())",
        "c.strlen(ffi.buffer(8).ptr + 9)",
        "c.strlen(ffi.buffer(8).ptr - 1)",
        "c.strlen(ffi.nullPtr + 4096)",
        "ffi.buffer(8):write(0, 'pointer', p + 8)",
        "ffi.view(ffi.buffer(16), Point).p = ffi.buffer(8).ptr + 100",
      })
  void movedPointersDoNotReachC(String call) {
    assertThatThrownBy(() -> run(ONLY_C, C + repeated(call)))
        .isInstanceOf(LuauRuntimeException.class)
        .hasMessageContaining("points outside its memory, and native access is narrowed");
  }

  @Test
  void aSizeMakesWhatCGaveReadable() {
    assertThat(
            run(ONLY_C, C + "local q = c.sized(16) q:write(8, 'i64', 5) return q:read(8, 'i64')"))
        .containsExactly(5.0);
    assertThatThrownBy(() -> run(ONLY_C, C + "c.sized(16):read(12, 'i64')"))
        .hasMessageContaining("Read out of bounds: offset 12 + size 8 > 16");
  }

  @Test
  void stringsThatCReturnsAreReadUpToABound() {
    assertThat(run(ONLY_C, C + "return #c.strerror(2) > 0")).containsExactly(true);
    assertThatThrownBy(
            () ->
                run(
                    ONLY_C,
                    C + "local b = ffi.buffer(2 ^ 21) ffi.fill(b, 2 ^ 21 - 1, 65) c.strchr(b, 65)"))
        .hasMessageContaining("String from C is longer than 1048576 bytes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ffi.nullPtr:read(0, 'i32')",
        "local p = ffi.nullPtr + 4096 p:read(0, 'i32')",
        "local i = ffi.cast(nil, 'i32') + 1024 return i[0]",
        "local i = ffi.cast(ffi.null, 'i32') return i[1024]",
        "return ffi.view(nil, Point).x",
        "ffi.string(ffi.null + 4096)",
      })
  void nullLeadsNowhere(String access) {
    assertThatThrownBy(() -> run(ONLY_C, C + repeated(access)))
        .isInstanceOf(LuauRuntimeException.class)
        .hasMessageContaining("Cannot read from null pointer");
  }

  @Test
  void onlySymbolsAndCallbacksAreCode() {
    String library = "local l = ffi.load('c') ";
    assertThat(run(ONLY_C, library + "return l:callPtr(l:getSymbol('abs'), 'i32', { 'i32' }, -3)"))
        .containsExactly(3.0);
    assertThat(
            run(
                ONLY_C,
                library
                    + "local f = ffi.callback(function(x) return x + 1 end, 'i32', { 'i32' })"
                    + " return l:callPtr(f, 'i32', { 'i32' }, 1) + l:callPtr(f.ptr, 'i32', { 'i32'"
                    + " }, 2)"))
        .containsExactly(5.0);
    for (String pointer : List.of("p", "l:getSymbol('abs') + 1", "ffi.nullPtr + 1")) {
      assertThatThrownBy(() -> run(ONLY_C, C + library + "l:callPtr(" + pointer + ", 'void', {})"))
          .hasMessageContaining(
              "Calling a pointer that is no symbol of an allowed library and no callback is not"
                  + " allowed: native access is narrowed");
    }
    assertThatThrownBy(() -> run(ONLY_C, library + "l:callPtr(ffi.buffer(8), 'void', {})"))
        .hasMessageContaining("Cannot call memory: the pointer does not point to a function");
    assertThatThrownBy(() -> run(ONLY_C, library + "l:getSymbol('environ'):read(0, 'u64')"))
        .hasMessageContaining("Read through an opaque pointer");
  }

  @Test
  void callbacksReturnNoAddressOfTheirOwnMaking() {
    assertThatThrownBy(
            () ->
                run(
                    ONLY_C,
                    "local f = ffi.callback(function() return 4096 end, 'pointer', {})"
                        + " ffi.load('c'):callPtr(f, 'pointer', {})"))
        .hasMessageContaining(
            "Returning a number as a pointer is not allowed: native access is narrowed");
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
