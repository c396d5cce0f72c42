package dev.ligature.generator.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.ligature.ffi.exports.Export;
import dev.ligature.ffi.exports.ExportException;
import dev.ligature.ffi.exports.ExportTable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dylibs are put together byte by byte: no linker for them runs where these tests do. */
class MachOExportsTest {
  private static final int X86_64 = 0x01000007;
  private static final int ARM64 = 0x0100000c;

  @TempDir Path folder;

  /**
   * A trie with {@code _f} at 0x1000 (in __text), {@code _fx} re-exported and {@code _v} at 0x2000
   * (in __data).
   */
  private static byte[] trie() {
    ByteBuffer b = ByteBuffer.allocate(64);
    b.put((byte) 0).put((byte) 1).put(text("_")).put((byte) 5); // root, one edge to 5
    b.put((byte) 0).put((byte) 2); // 5: two edges
    b.put(text("f")).put((byte) 13).put(text("v")).put((byte) 26);
    b.put((byte) 3).put(new byte[] {0, (byte) 0x80, 0x20}); // 13: _f, flags 0, address 0x1000
    b.put((byte) 1).put(text("x")).put((byte) 21); // an edge to 21
    b.put((byte) 3).put(new byte[] {8, 1, 0}).put((byte) 0); // 21: _fx, re-export
    b.put((byte) 3).put(new byte[] {0, (byte) 0x80, 0x40}).put((byte) 0); // 26: _v at 0x2000
    byte[] bytes = new byte[b.position()];
    b.flip();
    b.get(bytes);
    return bytes;
  }

  private static byte[] text(String s) {
    return (s + "\0").getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] dylib(int cpu, byte[] trie) {
    ByteBuffer b = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
    int trieAt = 512;
    b.putInt(0xfeedfacf).putInt(cpu).putInt(0).putInt(6).putInt(3).putInt(0).putInt(0).putInt(0);
    b.putInt(0x19).putInt(72 + 2 * 80).put(name("__TEXT")); // LC_SEGMENT_64
    b.putLong(0).putLong(0x3000).putLong(0).putLong(0x3000).putInt(7).putInt(7);
    b.putInt(2).putInt(0);
    section(b, "__text", 0x1000, 0x80000400);
    section(b, "__data", 0x2000, 0);
    b.putInt(0xd).putInt(40).putInt(24).putInt(0).putInt(0).putInt(0); // LC_ID_DYLIB
    b.put(text("/lib/libx.dylib"));
    b.putInt(0x80000033).putInt(16).putInt(trieAt).putInt(trie.length); // LC_DYLD_EXPORTS_TRIE
    b.position(trieAt).put(trie);
    return b.array();
  }

  private static byte[] name(String name) {
    byte[] bytes = new byte[16];
    System.arraycopy(name.getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, name.length());
    return bytes;
  }

  private static void section(ByteBuffer b, String name, long address, int flags) {
    b.put(name(name)).put(name("__TEXT")).putLong(address).putLong(0x100).putInt(0).putInt(0);
    b.putInt(0).putInt(0).putInt(flags).putInt(0).putInt(0).putInt(0);
  }

  @Test
  void walksTheExportTrie() throws Exception {
    Path file = Files.write(folder.resolve("libx.dylib"), dylib(X86_64, trie()));

    ExportTable table = LibraryFile.read(file, "x86_64");

    assertThat(table.library()).contains("/lib/libx.dylib");
    assertThat(table.arch()).contains("x86_64");
    assertThat(table.exports())
        .extracting(Export::name, Export::linkName, Export::kind)
        .containsExactly(
            tuple("f", "_f", Export.Kind.FUNCTION),
            tuple("fx", "_fx", Export.Kind.UNKNOWN),
            tuple("v", "_v", Export.Kind.DATA));
  }

  @Test
  void choosesTheTargetsPartOfAFatFile() throws Exception {
    byte[] intel = dylib(X86_64, trie());
    byte[] arm = dylib(ARM64, trie());
    ByteBuffer b = ByteBuffer.allocate(4096 + 2048);
    b.putInt(0xcafebabe).putInt(2);
    b.putInt(X86_64).putInt(3).putInt(4096).putInt(1024).putInt(12);
    b.putInt(ARM64).putInt(0).putInt(4096 + 1024).putInt(1024).putInt(12);
    b.position(4096).put(intel).put(arm);
    Path file = Files.write(folder.resolve("fat.dylib"), b.array());

    assertThat(LibraryFile.read(file, "aarch64").arch()).contains("aarch64");
    assertThat(LibraryFile.read(file, "x86_64").arch()).contains("x86_64");
  }

  @Test
  void refusesATrieThatRunsInACircle() throws Exception {
    byte[] circle = {0, 1, 'a', 0, 0};
    Path file = Files.write(folder.resolve("libx.dylib"), dylib(X86_64, circle));

    assertThatThrownBy(() -> LibraryFile.read(file, "x86_64"))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("circle");
  }

  @Test
  void readsATextStub() throws Exception {
    Path file =
        Toolchain.write(
            folder,
            "libx.tbd",
            """
            --- !tapi-tbd
            tbd-version:     4
            targets:         [ x86_64-macos, arm64-macos ]
            install-name:    '/usr/lib/libx.1.dylib'
            exports:
              - targets:         [ x86_64-macos, arm64-macos ]
                symbols:         [ _f, _g ]
                weak-symbols:    [ _w ]
            ...
            """);

    ExportTable table = LibraryFile.read(file, "aarch64");

    assertThat(table.library()).contains("/usr/lib/libx.1.dylib");
    assertThat(table.exports()).extracting(Export::name).containsExactly("f", "g", "w");
  }
}
