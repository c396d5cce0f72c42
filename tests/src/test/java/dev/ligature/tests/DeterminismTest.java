package dev.ligature.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes in two working directories write the same bytes. */
class DeterminismTest {
  @TempDir Path first;
  @TempDir Path second;

  @Test
  void aHeaderOfOurs() throws Exception {
    Path header = Repository.root().resolve("samples/kernel32/kernel32.h");
    same(header.toString(), "--target", "x86_64-w64-windows-gnu");
  }

  @Test
  void aHeaderOfTheSystem() throws Exception {
    same("zlib.h", "--library", "libz.so.1");
  }

  @Test
  void aHeaderNamedByAnotherPath() throws Exception {
    Path header = Repository.root().resolve("samples/kernel32/kernel32.h");
    Files.copy(header, first.resolve("kernel32.h"));
    Path inner = Files.createDirectory(second.resolve("inner"));
    Files.copy(header, inner.resolve("kernel32.h"));
    String target = "--target=x86_64-w64-windows-gnu";
    Map<String, String> here = generate(first, "kernel32.h", target);
    Map<String, String> there =
        generate(second, second.resolve("inner/kernel32.h").toString(), target);
    assertThat(there).isEqualTo(here);
  }

  private void same(String... arguments) throws IOException, InterruptedException {
    Map<String, String> one = generate(first, arguments);
    Map<String, String> other = generate(second, arguments);
    assertThat(one.keySet())
        .contains("out/Sample.luau", "out/Sample.java", "out/sample.json", "folder/init.luau");
    assertThat(other).isEqualTo(one);
  }

  /** {@return the files that a run writes below its working directory, by name} */
  private static Map<String, String> generate(Path directory, String... arguments)
      throws IOException, InterruptedException {
    Files.createDirectory(directory.resolve("out"));
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.ligature.generator.cli.Bindgen"));
    command.addAll(List.of(arguments));
    command.addAll(
        List.of(
            "-o",
            "out/Sample.luau",
            "-o",
            "out/Sample.java",
            "-o",
            "out/sample.json",
            "-o",
            "folder/"));
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    Map<String, String> files = new TreeMap<>();
    for (String folder : List.of("out", "folder")) {
      try (Stream<Path> walk = Files.walk(directory.resolve(folder))) {
        for (Path file : walk.filter(Files::isRegularFile).toList()) {
          files.put(
              directory.relativize(file).toString().replace('\\', '/'), Files.readString(file));
        }
      }
    }
    return files;
  }
}
