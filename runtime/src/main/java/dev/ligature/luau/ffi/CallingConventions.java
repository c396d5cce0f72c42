package dev.ligature.luau.ffi;

import dev.ligature.ffi.FfiException;
import dev.ligature.ffi.Platform;
import dev.ligature.luau.vm.LuauString;
import java.util.Set;

/**
 * What {@code convention} may say of a function. The conventions of 32-bit Windows are words
 * without meaning on 64-bit processors: compilers take them and call as always. Others that are not
 * the platform's own can't be called, since Panama knows one convention a platform.
 */
final class CallingConventions {
  private static final Set<String> OF_I686 = Set.of("stdcall", "fastcall", "thiscall");

  private CallingConventions() {}

  /**
   * Checks a convention.
   *
   * @param value nil for the platform's own
   * @throws FfiException if it is none, or can't be called
   */
  static void check(Object value, Platform platform) {
    if (value == null) {
      return;
    }
    if (!(value instanceof LuauString)) {
      throw new FfiException("convention must be a string, got " + Describe.value(value));
    }
    String name = value.toString();
    boolean windows = platform.os() == Platform.Os.WINDOWS;
    boolean x64 = platform.arch().equals("x86_64");
    boolean i686 = platform.arch().equals("x86") || platform.arch().matches("i[3-6]86");
    boolean callable =
        switch (name) {
          case "cdecl" -> true;
          case "stdcall", "fastcall", "thiscall" -> !i686;
          case "ms_abi" -> x64 && windows;
          case "sysv_abi" -> x64 && !windows;
          case "vectorcall", "regparm" -> false;
          default ->
              throw new FfiException(
                  "unknown convention "
                      + Describe.value(value)
                      + ": there are cdecl, stdcall, fastcall and thiscall");
        };
    if (!callable) {
      throw new FfiException(
          "convention '"
              + name
              + "' cannot be called on "
              + platform.arch()
              + " "
              + platform.os().spelling()
              + (OF_I686.contains(name) ? ": only the processor's own can" : ""));
    }
  }
}
