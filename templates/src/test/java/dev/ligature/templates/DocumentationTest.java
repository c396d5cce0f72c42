package dev.ligature.templates;

import static dev.ligature.templates.IdlBuilder.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ligature.idl.CType;
import dev.ligature.templates.luau.LuauModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/templates.md says what there is. */
class DocumentationTest {
  private static String text() throws IOException {
    return Files.readString(Path.of("../docs/templates.md"));
  }

  @Test
  void every_variable_of_the_luau_templates_is_documented() throws IOException {
    String text = text();
    for (String template : new String[] {"module", "index"}) {
      Matcher names =
          Pattern.compile("\\{\\{[#^]?([A-Za-z]+)")
              .matcher(
                  Files.readString(
                      Path.of(
                          "src/main/resources/dev/ligature/templates/luau/"
                              + template
                              + ".mustache")));
      while (names.find()) {
        assertThat(text).contains("`" + names.group(1) + "`");
      }
    }
  }

  @Test
  void the_example_works(@TempDir Path directory) throws IOException {
    String text = text();
    String template =
        text.substring(text.indexOf("    # {{type}}"), text.indexOf("\nand run"))
            .stripTrailing()
            .replaceAll("(?m)^    ", "");
    Files.createDirectory(directory.resolve("luau"));
    Files.writeString(directory.resolve("luau/module.mustache"), template);
    String out =
        new LuauModule()
            .render(
                new IdlBuilder("M", LINUX)
                    .function("f", signature(scalar("", CType.I32), scalar("n", CType.U32)))
                    .build(),
                new RenderOptions("m.luau", "", Optional.of(directory)))
            .files()
            .get("m.luau");
    assertThat(out).isEqualTo("# M\n\n## M.h\n- `f`: { C.u32 }, gives C.i32\n");
  }
}
