package dev.ligature.generator.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.ligature.ffi.exports.Export;
import dev.ligature.ffi.exports.ExportTable;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowsExportsTest {
  private static final String SOURCE =
      """
      int __stdcall add(int a, int b) { return a + b; }
      int plain(void) { return 1; }
      int numbered(void) { return 2; }
      int counter = 3;
      int __stdcall DllMain(void *m, unsigned long r, void *p) { return 1; }
      """;

  private static final String DEFINITION =
      """
      LIBRARY sample.dll
      EXPORTS
        add
        plain
        numbered @42 NONAME
        counter DATA
        forwarded = KERNEL32.Sleep
        other = plain @7
      """;

  @TempDir Path folder;

  private static Map<String, Export> byName(ExportTable table) {
    return table.exports().stream()
        .collect(Collectors.toMap(Export::name, Function.identity(), (a, b) -> a));
  }

  private void build(String gcc) throws Exception {
    Toolchain.write(folder, "sample.c", SOURCE);
    Toolchain.write(folder, "sample.def", DEFINITION);
    Toolchain.run(
        folder,
        gcc,
        "-shared",
        "-o",
        "sample.dll",
        "sample.c",
        "sample.def",
        "-Wl,--out-implib,libsample.a");
  }

  @Test
  void readsADll() throws Exception {
    build("x86_64-w64-mingw32-gcc");

    ExportTable table = LibraryFile.read(folder.resolve("sample.dll"), "x86_64");

    assertThat(table.arch()).contains("x86_64");
    assertThat(table.library()).contains("sample.dll");
    Map<String, Export> exports = byName(table);
    assertThat(exports).containsOnlyKeys("add", "plain", "counter", "forwarded", "other", "#42");
    assertThat(exports.get("plain").kind()).isEqualTo(Export.Kind.FUNCTION);
    assertThat(exports.get("counter").kind()).isEqualTo(Export.Kind.DATA);
    assertThat(exports.get("forwarded").forwarder()).contains("KERNEL32.Sleep");
    assertThat(exports.get("other").ordinal()).hasValue(7);
    assertThat(exports.get("#42").byOrdinalOnly()).isTrue();
  }

  @Test
  void readsAnI686DllWhoseNamesAreDecorated() throws Exception {
    Toolchain.write(
        folder,
        "sample.c",
        SOURCE.replace("int __stdcall add", "__declspec(dllexport) int __stdcall add"));
    Toolchain.run(folder, "i686-w64-mingw32-gcc", "-shared", "-o", "sample.dll", "sample.c");

    ExportTable table = LibraryFile.read(folder.resolve("sample.dll"), "i686");

    assertThat(table.arch()).contains("i686");
    assertThat(byName(table)).containsKey("add@8");
  }

  @Test
  void readsTheImportLibraryThatGnuLdWrites() throws Exception {
    build("x86_64-w64-mingw32-gcc");

    ExportTable table = LibraryFile.read(folder.resolve("libsample.a"), "x86_64");

    assertThat(table.library()).contains("sample.dll");
    Map<String, Export> exports = byName(table);
    assertThat(exports).containsKeys("add", "plain", "counter", "forwarded", "other");
    assertThat(exports.get("plain").kind()).isEqualTo(Export.Kind.FUNCTION);
    assertThat(exports.get("counter").kind()).isEqualTo(Export.Kind.DATA);
  }

  @Test
  void knowsBothNamesOfAnI686Import() throws Exception {
    Toolchain.write(
        folder, "k.def", "LIBRARY k.dll\nEXPORTS\n  add@8\n  plain\n  byNumber@4 @9 NONAME\n");
    Toolchain.run(
        folder, "i686-w64-mingw32-dlltool", "-k", "-d", "k.def", "-l", "libk.a", "-m", "i386");

    ExportTable table = LibraryFile.read(folder.resolve("libk.a"), "i686");

    assertThat(table.library()).contains("k.dll");
    assertThat(table.exports())
        .extracting(Export::name, Export::linkName, Export::byOrdinalOnly)
        .containsExactlyInAnyOrder(
            tuple("add", "_add@8", false),
            tuple("plain", "_plain", false),
            tuple("#9", "_byNumber@4", true));
  }

  /** A member of Microsoft's form: the header of an import and its names. */
  private static byte[] shortImport(int machine, int ordinal, int type, String... names) {
    ByteArrayOutputStream strings = new ByteArrayOutputStream();
    for (String name : names) {
      strings.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
      strings.write(0);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int half : new int[] {0, 0xffff, 0, machine, 0, 0, strings.size(), 0, ordinal, type}) {
      out.write(half & 0xff);
      out.write(half >> 8);
    }
    out.writeBytes(strings.toByteArray());
    return out.toByteArray();
  }

  private Path archive(List<byte[]> members) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("!<arch>\n".getBytes(StandardCharsets.US_ASCII));
    for (byte[] member : members) {
      String header =
          String.format("%-16s%-12d%-6d%-6d%-8s%-10d`\n", "k.dll/", 0, 0, 0, "644", member.length);
      out.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
      out.writeBytes(member);
      if (member.length % 2 == 1) {
        out.write('\n');
      }
    }
    return Files.write(folder.resolve("k.lib"), out.toByteArray());
  }

  @Test
  void readsTheImportLibraryThatMicrosoftsLinkerWrites() throws Exception {
    Path library =
        archive(
            List.of(
                shortImport(0x14c, 0, 3 << 2, "_Sleep@4", "k.dll"),
                shortImport(0x14c, 0, 2 << 2, "_plain", "k.dll"),
                shortImport(0x14c, 0, 1 << 2 | 1, "counter", "k.dll"),
                shortImport(0x14c, 12, 0, "_byNumber@4", "k.dll"),
                shortImport(0x14c, 0, 4 << 2, "_alias", "k.dll", "RealName")));

    ExportTable table = LibraryFile.read(library, "i686");

    assertThat(table.library()).contains("k.dll");
    assertThat(table.arch()).contains("i686");
    assertThat(table.exports())
        .extracting(Export::name, Export::linkName, Export::kind, Export::ordinal)
        .containsExactly(
            tuple("Sleep", "_Sleep@4", Export.Kind.FUNCTION, OptionalInt.empty()),
            tuple("plain", "_plain", Export.Kind.FUNCTION, OptionalInt.empty()),
            tuple("counter", "counter", Export.Kind.DATA, OptionalInt.empty()),
            tuple("#12", "_byNumber@4", Export.Kind.FUNCTION, OptionalInt.of(12)),
            tuple("RealName", "_alias", Export.Kind.FUNCTION, OptionalInt.empty()));
  }

  @Test
  void readsAModuleDefinition() throws Exception {
    Path file =
        Toolchain.write(
            folder,
            "m.def",
            """
            ; a comment
            LIBRARY "two words"
            DESCRIPTION 'ignored'
            EXPORTS first ; on the same line
              second=internal @2
              "third" = OTHER.third
              fourth @ 4 NONAME
              fifth DATA PRIVATE
              _sixth@8 == sixth
            """);

    ExportTable table = LibraryFile.read(file, "x86_64");

    assertThat(table.library()).contains("two words.dll");
    assertThat(table.exports())
        .extracting(Export::name, Export::linkName, Export::kind, Export::byOrdinalOnly)
        .containsExactly(
            tuple("first", "first", Export.Kind.FUNCTION, false),
            tuple("second", "second", Export.Kind.FUNCTION, false),
            tuple("third", "third", Export.Kind.FUNCTION, false),
            tuple("fourth", "fourth", Export.Kind.FUNCTION, true),
            tuple("fifth", "fifth", Export.Kind.DATA, false),
            tuple("sixth", "_sixth@8", Export.Kind.FUNCTION, false));
    assertThat(table.exports().get(2).forwarder()).contains("OTHER.third");
    assertThat(table.exports().get(1).ordinal()).hasValue(2);
  }

  @Test
  void namesTheLineOfAMistakeInAModuleDefinition() throws Exception {
    Path ordinal = Toolchain.write(folder, "a.def", "EXPORTS\n  f @70000\n");
    Path word = Toolchain.write(folder, "b.def", "EXPORTS\n\n  f sometimes\n");
    Path none = Toolchain.write(folder, "c.def", "LIBRARY x\n");

    assertThatThrownBy(() -> LibraryFile.read(ordinal, "x86_64"))
        .hasMessage(ordinal + ":2: '70000' is no ordinal (0 to 65535)");
    assertThatThrownBy(() -> LibraryFile.read(word, "x86_64"))
        .hasMessage(word + ":3: 'sometimes' after 'f'");
    assertThatThrownBy(() -> LibraryFile.read(none, "x86_64"))
        .hasMessageContaining("no EXPORTS statement");
  }
}
