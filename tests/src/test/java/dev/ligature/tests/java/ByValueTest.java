package dev.ligature.tests.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ligature.generator.header.HeaderInput;
import dev.ligature.idl.Idl;
import dev.ligature.tests.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Records, small integers, callbacks and variables of a library that gcc compiles. */
class ByValueTest {
  private static final Path SOURCES = Repository.root().resolve("tests/src/test/resources/java");

  @TempDir private static Path folder;

  @TestFactory
  Stream<DynamicTest> gcc() throws Exception {
    return tests("gcc");
  }

  /** Clang's code trusts its callers more than gcc's. */
  @TestFactory
  Stream<DynamicTest> clang() throws Exception {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "clang"))));
    return tests("clang");
  }

  private static Stream<DynamicTest> tests(String compiler) throws Exception {
    Path library = folder.resolve("libbyvalue-" + compiler + ".so");
    run(
        compiler,
        "-O2",
        "-shared",
        "-fPIC",
        "-o",
        library.toString(),
        SOURCES.resolve("byvalue.c").toString());
    Idl idl =
        GeneratedJava.idl(
            "ByValue",
            Optional.empty(),
            List.of(),
            Map.of("linux", library.toString()),
            new HeaderInput.File(SOURCES.resolve("byvalue.h")));
    assertThat(idl.skipped()).isEmpty();
    return new GeneratedJava().binding(idl).client("ByValueClient").tests("ByValueClient");
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }
}
