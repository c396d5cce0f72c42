package dev.ligature.generator.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ligature.ffi.exports.Export;
import dev.ligature.ffi.exports.ExportException;
import dev.ligature.ffi.exports.ExportTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElfExportsTest {
  private static final String SOURCE =
      """
      int answer(void) { return 42; }
      int counter = 7;
      _Thread_local int mine;
      static int hidden_away(void) { return 1; }
      __attribute__((visibility("hidden"))) int inside(void) { return hidden_away(); }
      __attribute__((weak)) int soft(void) { return inside(); }
      static int fast(void) { return 2; }
      static void *pick(void) { return fast; }
      int chosen(void) __attribute__((ifunc("pick")));
      int old_api(void) { return 1; }
      int new_api(void) { return 2; }
      __asm__(".symver old_api,api@V1");
      __asm__(".symver new_api,api@@V2");
      """;

  private static final String VERSIONS =
      """
      V1 { global: answer; counter; mine; soft; chosen; local: *; };
      V2 { global: api; } V1;
      """;

  @TempDir Path folder;

  private ExportTable build(String... more) throws Exception {
    Toolchain.write(folder, "lib.c", SOURCE);
    Toolchain.write(folder, "lib.map", VERSIONS);
    List<String> command = new ArrayList<>(List.of("gcc", "-shared", "-fPIC", "-o", "libx.so"));
    command.addAll(List.of("lib.c", "-Wl,--version-script=lib.map", "-Wl,-soname,libx.so.3"));
    command.addAll(List.of(more));
    Toolchain.run(folder, command.toArray(String[]::new));
    return LibraryFile.read(folder.resolve("libx.so"), "x86_64");
  }

  private static Map<String, Export> byName(ExportTable table) {
    return table.exports().stream().collect(Collectors.toMap(Export::name, Function.identity()));
  }

  @Test
  void namesKindsAndVersionsOfWhatTheLoaderFinds() throws Exception {
    ExportTable table = build();

    assertThat(table.format()).isEqualTo(ExportTable.Format.ELF);
    assertThat(table.library()).contains("libx.so.3");
    Map<String, Export> exports = byName(table);
    assertThat(exports).containsOnlyKeys("answer", "counter", "mine", "soft", "chosen", "api");
    assertThat(exports.get("answer").kind()).isEqualTo(Export.Kind.FUNCTION);
    assertThat(exports.get("counter").kind()).isEqualTo(Export.Kind.DATA);
    assertThat(exports.get("mine").kind()).isEqualTo(Export.Kind.THREAD_LOCAL);
    assertThat(exports.get("chosen").kind()).isEqualTo(Export.Kind.FUNCTION);
    assertThat(exports.get("answer").version()).contains("V1");
    assertThat(exports.get("api").version()).contains("V2");
  }

  @Test
  void readsBothKindsOfSymbolHashTables() throws Exception {
    assertThat(byName(build("-Wl,--hash-style=sysv"))).containsKeys("answer", "api");
    assertThat(byName(build("-Wl,--hash-style=gnu"))).containsKeys("answer", "api");
  }

  @Test
  void needsNoSectionHeaders() throws Exception {
    build();
    byte[] bytes = Files.readAllBytes(folder.resolve("libx.so"));
    for (int i = 0; i < 8; i++) {
      bytes[40 + i] = 0; // e_shoff
    }
    Files.write(folder.resolve("bare.so"), bytes);

    assertThat(byName(LibraryFile.read(folder.resolve("bare.so"), "x86_64")))
        .containsKeys("answer", "counter");
  }

  @Test
  void followsALinkerScript() throws Exception {
    build();
    Toolchain.write(
        folder,
        "libscript.so",
        "/* GNU ld script */\n"
            + "OUTPUT_FORMAT(elf64-x86-64)\n"
            + "GROUP ( libx.so AS_NEEDED ( x.so.9 ) )\n");

    ExportTable table = LibraryFile.read(folder.resolve("libscript.so"), "x86_64");

    assertThat(byName(table)).containsKey("answer");
    assertThat(table.library()).isEqualTo(Optional.of("libx.so.3"));
  }

  @Test
  void refusesALinkerScriptThatRunsInACircle() throws Exception {
    Path script = Toolchain.write(folder, "libloop.so", "INPUT(libloop.so)\n");

    assertThatThrownBy(() -> LibraryFile.read(script, "x86_64"))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("refers to itself");
  }

  @Test
  void refusesAStaticLibraryAndSaysWhatToGive() throws Exception {
    Toolchain.write(folder, "a.c", "int f(void) { return 0; }\n");
    Toolchain.run(folder, "gcc", "-c", "a.c");
    Toolchain.run(folder, "ar", "rcs", "liba.a", "a.o");

    assertThatThrownBy(() -> LibraryFile.read(folder.resolve("liba.a"), "x86_64"))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("static library")
        .hasMessageContaining("give the .so");
    assertThatThrownBy(() -> LibraryFile.read(folder.resolve("a.o"), "x86_64"))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("no shared library");
  }

  @Test
  void refusesWhatIsNoLibrary() throws Exception {
    Path text = Toolchain.write(folder, "notes.txt", "hello\n");
    Path empty = Files.createFile(folder.resolve("empty.so"));

    assertThatThrownBy(() -> LibraryFile.read(text, "x86_64"))
        .hasMessageContaining("no library that we know");
    assertThatThrownBy(() -> LibraryFile.read(empty, "x86_64"))
        .hasMessageContaining("no library that we know");
    assertThatThrownBy(() -> LibraryFile.read(folder, "x86_64"))
        .hasMessageContaining("is a directory");
  }
}
