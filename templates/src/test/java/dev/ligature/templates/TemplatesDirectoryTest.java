package dev.ligature.templates;

import static dev.ligature.templates.IdlBuilder.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ligature.idl.CType;
import dev.ligature.idl.Idl;
import dev.ligature.templates.luau.LuauModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplatesDirectoryTest {
  private static final Idl IDL =
      new IdlBuilder("M", LINUX)
          .function("f", signature(scalar("", CType.I32), scalar("n", CType.U32)))
          .build();

  @TempDir private Path directory;

  @BeforeEach
  void makeFolder() throws IOException {
    Files.createDirectory(directory.resolve("luau"));
  }

  private String render(String template) throws IOException {
    Files.writeString(directory.resolve("luau/module.mustache"), template);
    return new LuauModule()
        .render(IDL, new RenderOptions("m.luau", "", Optional.of(directory)))
        .files()
        .get("m.luau");
  }

  @Test
  void a_template_of_the_users_replaces_that_of_the_jar() throws IOException {
    assertThat(
            render(
                """
                # {{type}}
                {{#members}}
                {{#entries}}
                - {{key}}: {{type}}
                {{/entries}}
                {{/members}}
                """))
        .isEqualTo("# M\n- f: (n: number) -> number\n");
  }

  @Test
  void templates_that_are_not_replaced_stay() {
    assertThat(
            new LuauModule()
                .render(IDL, new RenderOptions("m.luau", "", Optional.of(directory)))
                .files()
                .get("m.luau"))
        .startsWith("--!strict\n");
  }

  @Test
  void partials_are_found_beside_it() throws IOException {
    Files.writeString(directory.resolve("luau/head.mustache"), "-- {{type}}");
    assertThat(render("{{>head}}!")).isEqualTo("-- M!");
  }

  @Test
  void an_unknown_variable_is_an_error_with_its_place_and_what_there_is() {
    assertThatThrownBy(() -> render("{{title}}\n{{#members}}\n{{nmae}}\n{{/members}}\n"))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith("luau/module.mustache:3: unknown variable 'nmae'; there are ")
        .hasMessageContaining("entries, ")
        .hasMessageContaining("name, ");
  }

  @Test
  void an_unclosed_section_is_an_error_with_its_place() {
    assertThatThrownBy(() -> render("one\n{{#members}}\n"))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("members")
        .hasMessageContaining("luau/module.mustache:2");
  }

  @Test
  void a_missing_partial_is_an_error_that_names_the_directory() {
    assertThatThrownBy(() -> render("{{>nowhere}}"))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("no template 'luau/nowhere.mustache'")
        .hasMessageContaining(directory.toString());
  }

  @Test
  void a_template_that_is_not_utf8_is_an_error() throws IOException {
    Files.write(directory.resolve("luau/module.mustache"), new byte[] {'a', (byte) 0xFF});
    assertThatThrownBy(
            () ->
                new LuauModule()
                    .render(IDL, new RenderOptions("m.luau", "", Optional.of(directory))))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("is not UTF-8");
  }

  @Test
  void a_missing_directory_is_an_error() {
    Path nowhere = directory.resolve("nowhere");
    assertThatThrownBy(
            () ->
                new LuauModule().render(IDL, new RenderOptions("m.luau", "", Optional.of(nowhere))))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("no directory '" + nowhere + "'");
  }
}
