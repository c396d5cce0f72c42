package dev.ligature.tests.oracle;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ligature.tests.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Headers of one feature each: the IDL says what every target's compiler says. */
class FeatureHeadersTest {
  @TestFactory
  Stream<DynamicNode> everyFeatureOnEveryTarget() throws IOException {
    Path folder = Repository.root().resolve("tests/src/test/resources/headers");
    List<Path> headers;
    try (Stream<Path> files = Files.list(folder)) {
      headers = files.filter(file -> file.toString().endsWith(".h")).sorted().toList();
    }
    return Stream.of(Compiler.values())
        .map(
            compiler ->
                DynamicContainer.dynamicContainer(
                    compiler.triple(),
                    headers.stream()
                        .map(
                            header ->
                                DynamicTest.dynamicTest(
                                    header.getFileName().toString(),
                                    () -> judge(header, compiler)))));
  }

  /** Where GCC and clang lay out the same C differently: the IDL follows clang. */
  private static final Map<String, Set<Compiler>> DIFFERENT =
      Map.of(
          // clang lets the attribute not count for bit-fields of Microsoft layout; GCC does.
          "bitfield_packed_attribute.h", Set.of(Compiler.WINDOWS_X86_64, Compiler.WINDOWS_I686));

  private static void judge(Path header, Compiler compiler) throws IOException {
    assumeTrue(compiler.isInstalled(), compiler.command() + " is not installed");
    HeaderOracle.Question question = HeaderOracle.Question.of(header.toString());
    String name = header.getFileName().toString();
    if (DIFFERENT.getOrDefault(name, Set.of()).contains(compiler)) {
      assertThatThrownBy(() -> HeaderOracle.ask(question, compiler))
          .as("agree by now: to be taken off the list")
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("/size");
    } else {
      HeaderOracle.ask(question, compiler);
    }
  }
}
