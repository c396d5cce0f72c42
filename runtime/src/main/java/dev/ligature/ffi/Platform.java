package dev.ligature.ffi;

import java.nio.ByteOrder;
import java.util.Locale;

/**
 * The platform that this JVM runs on: the one place that asks. Pointers have 8 bytes: Panama's
 * native linker exists for no 32-bit platform.
 *
 * @param os its operating system
 * @param arch {@code "x86_64"}, {@code "aarch64"}, or the JVM's word for another one
 * @param bigEndian whether the most significant byte comes first
 */
public record Platform(Os os, String arch, boolean bigEndian) {

  /** Operating systems, as far as libraries are named and loaded differently. */
  public enum Os {
    LINUX,
    MACOS,
    WINDOWS;

    /**
     * {@return the name in scripts and in the IDL: {@code "linux"}, {@code "macos"}, {@code
     * "windows"}}
     */
    public String spelling() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Platform HOST = detect();

  /** {@return the platform that this JVM runs on} */
  public static Platform host() {
    return HOST;
  }

  /** {@return whether bit-fields follow Microsoft's compiler} */
  public boolean microsoftBitFields() {
    return os == Os.WINDOWS;
  }

  /** {@return whether an unnamed bit-field raises its record's alignment (AAPCS64, not Apple's)} */
  public boolean unnamedBitFieldsAlign() {
    return os == Os.LINUX && arch.equals("aarch64");
  }

  private static Platform detect() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    Os os =
        name.startsWith("windows")
            ? Os.WINDOWS
            : name.startsWith("mac") || name.contains("darwin") ? Os.MACOS : Os.LINUX;
    String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    boolean bigEndian = ByteOrder.nativeOrder().equals(ByteOrder.BIG_ENDIAN);
    return new Platform(os, arch.equals("amd64") ? "x86_64" : arch, bigEndian);
  }
}
