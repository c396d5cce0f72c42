package dev.ligature.tests.java;

import dev.ligature.generator.header.HeaderFrontend;
import dev.ligature.generator.header.HeaderInput;
import dev.ligature.generator.header.ParseRequest;
import dev.ligature.idl.Idl;
import dev.ligature.tests.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The binding of each one-feature header compiles without a warning. */
class FeatureHeadersTest {

  @ParameterizedTest
  @ValueSource(strings = {"x86_64-pc-linux-gnu", "x86_64-w64-windows-gnu", "arm64-apple-macos14"})
  void compile(String triple) throws IOException {
    GeneratedJava java = new GeneratedJava();
    int count = 0;
    for (Path header : headers()) {
      ParseRequest request =
          ParseRequest.of("Feature" + count++, new HeaderInput.File(header))
              .withTriple(triple)
              .withKeepGoing(true);
      Idl idl = new HeaderFrontend().parse(request).idl();
      java.binding(idl);
    }
    java.compile();
  }

  private static List<Path> headers() throws IOException {
    Path folder = Repository.root().resolve("tests/src/test/resources/headers");
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".h")).sorted().toList();
    }
  }
}
