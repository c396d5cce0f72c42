package dev.ligature.ffi.exports;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One name that a library exports.
 *
 * @param name what the loader looks up ({@code dlsym}, {@code GetProcAddress})
 * @param linkName what the linker looks up; differs from {@code name} by decorations such as {@code
 *     _Sleep@4} only
 * @param kind what it stands for
 * @param ordinal its number in a DLL, if the file says one
 * @param byOrdinalOnly whether the loader does not find it by name
 * @param forwarder the other library's export that it stands for: {@code NTDLL.RtlAllocateHeap}
 * @param version the version of an ELF symbol: {@code GLIBC_2.34}
 */
public record Export(
    String name,
    String linkName,
    Kind kind,
    OptionalInt ordinal,
    boolean byOrdinalOnly,
    Optional<String> forwarder,
    Optional<String> version) {
  public Export {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(linkName, "linkName");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(ordinal, "ordinal");
    Objects.requireNonNull(forwarder, "forwarder");
    Objects.requireNonNull(version, "version");
  }

  /** What an exported name stands for. */
  public enum Kind {
    FUNCTION,
    DATA,
    /** A thread-local variable. */
    THREAD_LOCAL,
    /** The file does not say. */
    UNKNOWN
  }

  /** {@return an export about which only its name and kind are known} */
  public static Export of(String name, Kind kind) {
    return new Export(
        name, name, kind, OptionalInt.empty(), false, Optional.empty(), Optional.empty());
  }
}
