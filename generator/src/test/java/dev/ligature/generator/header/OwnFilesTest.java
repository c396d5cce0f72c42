package dev.ligature.generator.header;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ligature.idl.Idl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnFilesTest {
  @TempDir Path root;

  @BeforeEach
  void headers() throws IOException {
    write(
        "usr/include/lone.h", "#include \"lone_part.h\"\n#include <other.h>\nint lone(other_t);\n");
    write("usr/include/lone_part.h", "int part;\n");
    write("usr/include/other.h", "typedef int other_t; typedef int unused_t; int other(void);\n");
    write(
        "usr/include/kit/kit.h", "#include <kit/deep/core.h>\n#include <lone.h>\nint kit(void);\n");
    write("usr/include/kit/deep/core.h", "struct node; int core(struct node *);\n");
    write(
        "mingw/x86_64-w64-mingw32/include/windows.h", "#include <winbase.h>\n#include <stdio.h>\n");
    write("mingw/x86_64-w64-mingw32/include/winbase.h", "int Sleep(int);\n");
    write("mingw/x86_64-w64-mingw32/include/stdio.h", "int puts(const char *);\n");
  }

  private void write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Idl parse(String header, Selection selection) {
    return parse(Parse.LINUX, root.toString(), header, selection);
  }

  private static Idl parse(String triple, String sysroot, String header, Selection selection) {
    ParsedHeaders parsed =
        new HeaderFrontend()
            .parse(
                new ParseRequest(
                    "Test",
                    List.of(new HeaderInput.File(Path.of(header))),
                    Optional.of(triple),
                    List.of("--sysroot=" + sysroot),
                    selection,
                    new LinkedHashMap<>(),
                    false,
                    false));
    assertThat(parsed.diagnostics()).isEmpty();
    return parsed.idl();
  }

  @Test
  void aHeaderOfTheSystemBringsItsPartsAndTheTypesItNeeds() {
    Idl idl = parse("lone.h", Selection.OWN);
    assertThat(idl.functions()).containsOnlyKeys("lone");
    assertThat(idl.variables()).containsOnlyKeys("part");
    assertThat(idl.aliases()).containsOnlyKeys("other_t");
    assertThat(idl.aliases().get("other_t").at()).hasToString("other.h:1");
  }

  @Test
  void anUmbrellaBringsItsTree() {
    Idl idl = parse("kit/kit.h", Selection.OWN);
    assertThat(idl.functions()).containsOnlyKeys("core", "kit");
    assertThat(idl.functions().get("core").at()).hasToString("kit/deep/core.h:1");
    assertThat(idl.headers()).containsExactly("kit/kit.h");
  }

  @Test
  void globsDecideAlone() {
    assertThat(parse("kit/kit.h", new Selection(List.of("kit/*.h", "other.h"), false)).functions())
        .containsOnlyKeys("other", "kit");
    assertThat(parse("kit/kit.h", new Selection(List.of("kit/**"), false)).functions())
        .containsOnlyKeys("core", "kit");
    assertThat(parse("kit/kit.h", new Selection(List.of(), true)).functions())
        .containsOnlyKeys("core", "other", "lone", "kit");
  }

  @Test
  void windowsIsAllButTheRuntime() {
    Idl idl = parse(Parse.WINDOWS, root.resolve("mingw").toString(), "windows.h", Selection.OWN);
    assertThat(idl.functions()).containsOnlyKeys("Sleep");
  }

  @Test
  void builtinHeadersNeedNoCompiler() {
    Path empty = root.resolve("empty");
    ParsedHeaders parsed =
        Parse.headers(
            Parse.LINUX,
            "#include <stddef.h>\n#include <stdarg.h>\n#include <float.h>\nsize_t f(void);\n",
            "--sysroot=" + empty);
    assertThat(parsed.diagnostics()).isEmpty();
    assertThat(parsed.idl().functions()).containsOnlyKeys("f");
    assertThat(parsed.idl().constants()).isEmpty();
  }
}
