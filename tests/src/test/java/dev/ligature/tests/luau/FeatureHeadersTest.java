package dev.ligature.tests.luau;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ligature.generator.header.HeaderFrontend;
import dev.ligature.generator.header.HeaderInput;
import dev.ligature.generator.header.ParseRequest;
import dev.ligature.idl.Idl;
import dev.ligature.luau.syntax.Parser;
import dev.ligature.templates.RenderOptions;
import dev.ligature.templates.Template;
import dev.ligature.templates.luau.LuauFolder;
import dev.ligature.templates.luau.LuauModule;
import dev.ligature.tests.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each one-feature header becomes the module in {@code golden/luau} of its name. {@code
 * -Dgolden.update=true} writes the modules instead; look at the difference before committing it.
 */
class FeatureHeadersTest {
  private static final Path RESOURCES = Repository.root().resolve("tests/src/test/resources");

  private static List<String> headers() throws IOException {
    try (Stream<Path> files = Files.list(RESOURCES.resolve("headers"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".h"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("headers")
  void modules_are_as_reviewed(String header) throws IOException {
    String name = header.substring(0, header.length() - 2);
    Idl idl = parse(header, name);
    String module =
        new LuauModule().render(idl, RenderOptions.of(name + ".luau")).files().get(name + ".luau");
    Path golden = RESOURCES.resolve("golden/luau/" + name + ".luau");
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(golden.getParent());
      Files.writeString(golden, module);
    }
    assertThat(golden).as("write it with -Dgolden.update=true").exists();
    assertThat(module).isEqualTo(Files.readString(golden));
  }

  @ParameterizedTest
  @MethodSource("headers")
  void modules_and_folders_are_luau(String header) throws IOException {
    Idl idl = parse(header, header.substring(0, header.length() - 2));
    for (Template template : List.of(new LuauModule(), new LuauFolder())) {
      template
          .render(idl, RenderOptions.of("module.luau"))
          .files()
          .forEach((file, text) -> Parser.parse(text.getBytes(StandardCharsets.UTF_8), "=" + file));
    }
  }

  private static Idl parse(String header, String module) throws IOException {
    String triple =
        header.startsWith("windows_") ? "i686-w64-windows-gnu" : "x86_64-unknown-linux-gnu";
    return new HeaderFrontend()
        .parse(
            ParseRequest.of(
                    module, new HeaderInput.File(RESOURCES.resolve("headers").resolve(header)))
                .withTriple(triple)
                .withKeepGoing(true))
        .idl();
  }
}
