package dev.ligature.ffi;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The sonames that glibc's {@code ldconfig} knows, read from {@code /etc/ld.so.cache}.
 *
 * <pre>
 *   header, 48 bytes    "glibc-ld.so.cache" "1.1"   u32 count   u32 bytes of strings   u8 flags, padding
 *   entry, 24 bytes     i32 flags   u32 soname   u32 path   u32 unused   u64 hwcap
 * </pre>
 *
 * Offsets of strings count from the start of the header. A cache of the older format holds the
 * newer one behind its own table; such a file, or none, simply means that no soname is known.
 *
 * @param sonames newest version of a library first, as ldconfig sorts them
 */
record LinkerCache(List<String> sonames) {
  private static final String MAGIC = "glibc-ld.so.cache1.1";
  private static final int HEADER = 48;
  private static final int ENTRY = 24;

  LinkerCache {
    sonames = List.copyOf(sonames);
  }

  /** {@return the cache of the running system; empty where there is none} */
  static LinkerCache system() {
    return Holder.SYSTEM;
  }

  /**
   * {@return what a cache file holds}
   *
   * @param file the bytes of the file; anything that is no such file gives an empty cache
   */
  static LinkerCache parse(byte[] file) {
    List<String> sonames = new ArrayList<>();
    byte[] magic = MAGIC.getBytes(StandardCharsets.US_ASCII);
    if (file.length < HEADER || !Arrays.equals(file, 0, magic.length, magic, 0, magic.length)) {
      return new LinkerCache(sonames);
    }
    ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.nativeOrder());
    try {
      int count = buffer.getInt(magic.length);
      for (int i = 0; i < count; i++) {
        int soname = buffer.getInt(HEADER + i * ENTRY + 4);
        int end = soname;
        while (file[end] != 0) {
          end++;
        }
        sonames.add(new String(file, soname, end - soname, StandardCharsets.UTF_8));
      }
    } catch (IndexOutOfBoundsException | BufferUnderflowException truncated) {
      return new LinkerCache(List.of());
    }
    return new LinkerCache(sonames);
  }

  /** Read once, at the first look-up of a name without a path. */
  private static final class Holder {
    static final LinkerCache SYSTEM = read(Path.of("/etc/ld.so.cache"));

    private static LinkerCache read(Path file) {
      try {
        return parse(Files.readAllBytes(file));
      } catch (IOException noCache) {
        return new LinkerCache(List.of());
      }
    }
  }
}
