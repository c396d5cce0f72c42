package dev.ligature.luau.modules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ligature.luau.modules.ModuleResolver.Resolution;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which file a path means, by the rules of the official require. */
class FileModulesTest {
  @TempDir Path root;

  @BeforeEach
  void makeTree() throws IOException {
    write("main.luau");
    write("sibling.luau");
    write("old.lua");
    write("both.lua");
    write("both.luau");
    write("lib/init.luau");
    write("lib/part.luau");
    write("lib/deep/inner.luau");
    Files.createDirectories(root.resolve("folder"));
    Files.writeString(
        root.resolve(".luaurc"),
        """
        {
          // aliases of the project
          "languageMode": "strict",
          "aliases": { "Lib": "./lib", "deep": "@lib/deep", "a": "@b", "b": "@a", },
        }
        """);
    Files.writeString(root.resolve("lib/deep/.luaurc"), "{\"aliases\": {\"near\": \"../part\"}}");
  }

  private void write(String file) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, "-- " + file);
  }

  private Resolution resolve(String requirer, String path) {
    return new FileModules(root).resolve(requirer, path);
  }

  @ParameterizedTest
  @CsvSource({
    "@./main.luau, ./sibling, sibling.luau",
    "@./main.luau, ./old, old.lua",
    "@./main.luau, ./lib, lib/init.luau",
    "@./main.luau, ./lib/part, lib/part.luau",
    "@./main.luau, ./lib/../sibling, sibling.luau",
    "@./lib/part.luau, ../sibling, sibling.luau",
    "@./lib/part.luau, ./deep/inner, lib/deep/inner.luau",
    "@./lib/init.luau, ./sibling, sibling.luau",
    "@./lib/init.luau, @self/part, lib/part.luau",
    "@./main.luau, @lib/part, lib/part.luau",
    "@./main.luau, @LIB, lib/init.luau",
    "@./lib/deep/inner.luau, @deep/inner, lib/deep/inner.luau",
    "@./lib/deep/inner.luau, @near, lib/part.luau",
    "=stdin, ./sibling, sibling.luau",
  })
  void found(String requirer, String path, String file) {
    assertThat(resolve(requirer, path))
        .isInstanceOfSatisfying(
            Resolution.Found.class,
            module -> {
              assertThat(new String(module.source(), StandardCharsets.UTF_8))
                  .isEqualTo("-- " + file);
              assertThat(module.chunkName()).isEqualTo("@./" + file);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "sibling; require path must start with a valid prefix: ./, ../, or @",
        "./nothing; could not resolve child component \"nothing\"",
        "./both; could not resolve child component \"both\" (ambiguous)",
        "./nothing/deeper; could not resolve child component \"nothing\"",
        "@nobody/x; @nobody is not a valid alias",
        "@a/x; detected alias cycle (@a -> @b -> @a)",
      })
  void missing(String path, String reason) {
    assertThat(resolve("@./main.luau", path))
        .isEqualTo(new Resolution.Missing("error requiring module \"" + path + "\": " + reason));
  }

  @Test
  void aFolderWithoutInitFileIsNoModule() {
    assertThat(resolve("@./main.luau", "./folder"))
        .isEqualTo(new Resolution.Missing("no module present at resolved path"));
  }

  @Test
  void twoWaysToOneFileAreOneModule() {
    Resolution.Found near = (Resolution.Found) resolve("@./main.luau", "./lib/part");
    Resolution.Found far = (Resolution.Found) resolve("@./lib/deep/inner.luau", "../part");
    assertThat(near.key()).isEqualTo(far.key());
  }

  @Test
  void aBrokenConfigurationIsNamed() throws IOException {
    Files.writeString(root.resolve("lib/deep/.luaurc"), "{\n\"aliases\": [\n");
    assertThat(resolve("@./lib/deep/inner.luau", "@near"))
        .isEqualTo(
            new Resolution.Missing(
                "error requiring module \"@near\": ./lib/deep/.luaurc: Expected a value at line"
                    + " 3"));
  }
}
