package dev.ligature.luau;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The language and its library as scripts: each {@code luau/AREA/NAME.luau} must print what {@code
 * NAME.out} beside it holds.
 */
class LanguageSuiteTest {
  @TestFactory
  Stream<DynamicTest> scripts() throws IOException, URISyntaxException {
    Path root = Path.of(LanguageSuiteTest.class.getResource("/luau").toURI());
    List<Path> scripts;
    try (Stream<Path> files = Files.walk(root)) {
      scripts = files.filter(file -> file.toString().endsWith(".luau")).sorted().toList();
    }
    assertThat(scripts).isNotEmpty();
    return scripts.stream()
        .map(
            script ->
                DynamicTest.dynamicTest(root.relativize(script).toString(), () -> check(script)));
  }

  private static void check(Path script) throws Exception {
    String name = script.getFileName().toString();
    Path expected = script.resolveSibling(name.replace(".luau", ".out"));
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    Luau luau = Luau.builder().output(output).build();
    String source = Files.readString(script, StandardCharsets.ISO_8859_1);
    LargeStack.call(
        () -> luau.call(luau.load(source.getBytes(StandardCharsets.ISO_8859_1), "@./" + name)));
    assertThat(output.toString(StandardCharsets.ISO_8859_1))
        .isEqualTo(Files.readString(expected, StandardCharsets.ISO_8859_1));
  }
}
