package dev.ligature.templates.luau;

import static dev.ligature.templates.IdlBuilder.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ligature.idl.CType;
import dev.ligature.idl.ConstantValue;
import dev.ligature.idl.ConstantValue.AliasKind;
import dev.ligature.idl.Idl;
import dev.ligature.idl.Lowering;
import dev.ligature.idl.Skip;
import dev.ligature.templates.Golden;
import dev.ligature.templates.IdlBuilder;
import dev.ligature.templates.RenderOptions;
import dev.ligature.templates.Rendering;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LuauFolderTest {

  private static Rendering render(Idl idl) {
    return new LuauFolder().render(idl, RenderOptions.of(""));
  }

  @Test
  void a_module_a_header_over_one_of_types() throws IOException {
    Idl idl =
        new IdlBuilder("Umbrella", LINUX)
            .library("linux", "libu.so.1")
            .in("u/types.h")
            .record(
                "struct point", 8, 4, scalar("x", CType.I32).at(0), scalar("y", CType.I32).at(4))
            .alias("point_t", record("", "struct point"))
            .enumeration("enum color", CType.U32, member("RED", 0))
            .in("u/draw.h")
            .callback("painter", signature(VOID, record("at", "struct point")), true)
            .function(
                "draw",
                signature(
                    VOID,
                    typedef("at", "point_t", new Lowering.ByValue("struct point")),
                    enumeration("in", "enum color", CType.U32)))
            .inline("quick", signature(VOID))
            .variable("depth", scalar("", CType.I32), false)
            .in("u/compat.h")
            .constant("PAINT", new ConstantValue.Alias("draw", AliasKind.FUNCTION), "draw")
            .constant("POINT", new ConstantValue.Alias("point_t", AliasKind.TYPE), "point_t")
            .constant("LIMIT", 3, CType.I32, "3")
            .build();
    Rendering rendering = render(idl);
    assertThat(rendering.files())
        .containsOnlyKeys(
            "init.luau", "types.luau", "u_draw.luau", "u_types.luau", "u_compat.luau");
    for (Map.Entry<String, String> file : rendering.files().entrySet()) {
      Golden.check("luau/umbrella/" + file.getKey(), file.getValue());
    }
    assertThat(rendering.skipped()).extracting(Skip::name).containsExactly("quick");
  }

  @Test
  void a_macro_hides_names_of_other_headers_too() {
    Map<String, String> files =
        render(
                new IdlBuilder("Hidden", LINUX)
                    .in("macros.h")
                    .constant("RED", 10, CType.I32, "10")
                    .in("color.h")
                    .enumeration("enum color", CType.U32, member("RED", 1), member("BLUE", 2))
                    .build())
            .files();
    assertThat(files.get("init.luau"))
        .contains("\tRED = \"macros\",")
        .contains("\tBLUE = \"color\",")
        .doesNotContain("RED = \"color\"");
    assertThat(files.get("macros.luau")).contains("RED = 10");
    assertThat(files.get("color.luau")).contains("BLUE = 2").doesNotContain("RED");
    assertThat(files.get("types.luau")).contains("RED = 1,");
  }

  @Test
  void more_than_the_checker_takes_is_shared_out_to_further_modules() {
    IdlBuilder builder = new IdlBuilder("Big", LINUX).in("big.h");
    for (int i = 0; i < 2001; i++) {
      builder.function("f" + i, signature(VOID));
    }
    Map<String, String> files = render(builder.build()).files();
    assertThat(files).containsOnlyKeys("init.luau", "types.luau", "big.luau", "big_2.luau");
    assertThat(files.get("big.luau")).contains("\tf1999: () -> (),");
    assertThat(files.get("big_2.luau")).contains("\tf2000: () -> (),").doesNotContain("f1999");
    assertThat(files.get("init.luau"))
        .contains("\tf1999 = \"big\",")
        .contains("\tf2000 = \"big_2\",");
  }

  @Test
  void file_names_are_safe_and_differ_without_case() {
    Map<String, String> files =
        render(
                new IdlBuilder("Names", LINUX)
                    .in("../../etc/passwd")
                    .constant("A", 1, CType.I32, "1")
                    .in("types.h")
                    .constant("B", 1, CType.I32, "1")
                    .in("GL/gl.h")
                    .constant("C", 1, CType.I32, "1")
                    .in("gl/gl.h")
                    .constant("D", 1, CType.I32, "1")
                    .in("nul.h")
                    .constant("E", 1, CType.I32, "1")
                    .in("string.h")
                    .constant("F", 1, CType.I32, "1")
                    .build())
            .files();
    assertThat(files)
        .containsOnlyKeys(
            "init.luau",
            "types.luau",
            "______etc_passwd.luau",
            "types_2.luau",
            "GL_gl.luau",
            "gl_gl_2.luau",
            "nul_2.luau",
            "string.luau");
    assertThat(files.get("string.luau")).contains("export type string_2 = {");
  }
}
