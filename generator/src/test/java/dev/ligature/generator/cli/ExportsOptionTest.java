package dev.ligature.generator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportsOptionTest {
  @TempDir Path folder;

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private String run(String header, String exports, String target) throws IOException {
    Path out = folder.resolve("out.json");
    BindgenRun run =
        BindgenRun.of(header, "-o", out.toString(), "--exports", exports, "--target", target);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return Files.readString(out);
  }

  @Test
  void bindsWhatADefFileExportsAndReportsTheRest() throws IOException {
    String header =
        write(
            "a.h",
            """
            struct only_missing { int x; };
            int there(int a);
            int missing(struct only_missing *m);
            #define alias_of_missing missing
            int numbered(void);
            extern int counter;
            """);
    String def =
        write(
            "a.def",
            "LIBRARY a.dll\nEXPORTS\n there\n counter DATA\n numbered @3 NONAME\n undeclared\n");

    String idl = run(header, def, "x86_64-w64-windows-gnu");

    assertThat(idl)
        .contains("\"windows\": \"a.dll\"")
        .contains("\"there\": {")
        .contains("\"counter\": {")
        .doesNotContain("\"missing\": {")
        .doesNotContain("\"struct only_missing\": {")
        .containsPattern("\"name\": \"missing\",\\s*\"reason\": \"not-exported\"")
        .containsPattern("\"name\": \"alias_of_missing\",\\s*\"reason\": \"not-exported\"")
        .contains("by ordinal 3 only")
        .containsPattern("\"name\": \"undeclared\",\\s*\"reason\": \"not-declared\"");
  }

  @Test
  void findsTheDecoratedNamesOfI686() throws IOException {
    String header =
        write(
            "k.h",
            """
            void __stdcall Sleep(unsigned long ms);
            int __fastcall quick(int a, int b);
            int plain(void);
            """);
    String def = write("k.def", "LIBRARY k.dll\nEXPORTS\n Sleep@4\n @quick@8\n plain\n");

    String idl = run(header, def, "i686-w64-windows-gnu");

    assertThat(idl)
        .contains("\"symbol\": \"Sleep@4\"")
        .contains("\"symbol\": \"@quick@8\"")
        .doesNotContain("not-exported");
  }

  @Test
  void readsTheZlibThatIsInstalled() throws IOException {
    Path header = Path.of("/usr/include/zlib.h");
    Path library = Path.of("/usr/lib/x86_64-linux-gnu/libz.so");
    assumeTrue(Files.exists(header) && Files.exists(library), "no zlib for developers here");

    String idl = run(header.toString(), library.toString(), "x86_64-linux-gnu");

    assertThat(idl)
        .contains("\"linux\": \"libz.so.1\"")
        .contains("\"crc32\": {")
        .doesNotContain("\"not-exported\"");
  }

  @Test
  void readsTheImportLibraryOfKernel32() throws IOException {
    Path library = Path.of("/usr/i686-w64-mingw32/lib/libkernel32.a");
    assumeTrue(Files.exists(library), "no mingw here");
    String header =
        write("k.h", "void __stdcall Sleep(unsigned long);\nvoid __stdcall NoSuchThing(void);\n");

    String idl = run(header, library.toString(), "i686-w64-windows-gnu");

    assertThat(idl)
        .contains("\"Sleep\": {")
        .doesNotContain("\"NoSuchThing\": {")
        .contains("\"windows\": \"KERNEL32.dll\"");
  }
}
