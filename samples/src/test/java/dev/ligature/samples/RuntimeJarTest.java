package dev.ligature.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ligature.luau.Main;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runtime's jar alone runs a script with a generated module beside it. */
class RuntimeJarTest {
  @TempDir Path directory;

  @Test
  void needsNothingElse() throws Exception {
    Program.needs("libz.so.1", "zlib1g");
    Path built = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    assumeTrue(Files.isRegularFile(built), "mvn verify makes the jar, mvn test does not");
    Files.copy(built, directory.resolve("runtime.jar"));
    Files.copy(Path.of("zlib/bindings/Zlib.luau"), directory.resolve("Zlib.luau"));
    Files.writeString(
        directory.resolve("script.luau"),
        """
        local Z = require("./Zlib")
        print(Z.crc32(0, ..., #...), Z.z_stream.size)
        """);

    ProcessBuilder java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                "runtime.jar",
                "script.luau",
                "hello")
            .directory(directory.toFile())
            .redirectErrorStream(true);
    java.environment().clear();
    Process process = java.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(output).isEqualTo("907060870\t112\n");
    assertThat(process.exitValue()).isZero();
  }
}
