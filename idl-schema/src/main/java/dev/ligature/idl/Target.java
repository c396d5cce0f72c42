package dev.ligature.idl;

import java.util.Objects;

/**
 * The platform for which a header was read: all that anybody needs to know of it.
 *
 * @param triple as clang spells it, for example {@code "x86_64-w64-windows-gnu"}
 * @param os {@code "windows"}, {@code "linux"}, {@code "macos"}, or clang's word for another one
 * @param arch {@code "x86_64"}, {@code "i686"}, {@code "aarch64"}, or clang's word for another one
 * @param pointerSize bytes of a pointer
 * @param longSize bytes of {@code long}
 * @param wchar what {@code wchar_t} lowers to
 * @param plainChar what {@code char} lowers to: {@link CType#I8} or {@link CType#U8}
 * @param bigEndian whether the most significant byte comes first
 */
public record Target(
    String triple,
    String os,
    String arch,
    int pointerSize,
    int longSize,
    CType wchar,
    CType plainChar,
    boolean bigEndian) {
  public Target {
    Objects.requireNonNull(triple, "triple");
    Objects.requireNonNull(os, "os");
    Objects.requireNonNull(arch, "arch");
    Objects.requireNonNull(wchar, "wchar");
    Objects.requireNonNull(plainChar, "plainChar");
  }

  /** {@return the bytes of one {@code wchar_t}} */
  public int wcharSize() {
    return wchar.size(pointerSize);
  }
}
