package dev.ligature.tests.ffi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A million random calls of {@code @lune/ffi} end in values and errors, never in a crash. Each run
 * is a process of its own, so that a crash is a failure of this test, and is repeated from its
 * seed.
 *
 * <p>For longer runs: {@code -Dffi.stress.calls=20000000}, and {@code -Dffi.stress.seed=2} for
 * others.
 */
class StressTest {
  private static final long SEED = Long.getLong("ffi.stress.seed", 1);
  private static final Path SCRIPT = Path.of("src/test/resources/ffi-stress/stress.luau");

  @TempDir static Path directory;

  @ParameterizedTest
  @CsvSource({"full, 700000", "narrowed, 300000"})
  void randomCallsEndInValuesAndErrors(String access, long share) throws Exception {
    long calls = Long.getLong("ffi.stress.calls", 1_000_000) * share / 1_000_000;
    Path output = directory.resolve(access + ".txt");
    Process process =
        new ProcessBuilder(command(access, calls))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(10 + calls / 1_000, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly().waitFor();
    }
    assertThat(ended && process.exitValue() == 0 && lastLine(output).equals("done"))
        .as("%s access, seed %d, exit code %s:%n%s", access, SEED, status(process), text(output))
        .isTrue();
  }

  private static List<String> command(String access, long calls) throws Exception {
    return List.of(
        ProcessHandle.current().info().command().orElseThrow(),
        "-Xmx1g",
        "-XX:+UseSerialGC",
        "-XX:ErrorFile=" + directory.resolve("crash.log"),
        "--enable-native-access=ALL-UNNAMED",
        "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"),
        StressRun.class.getName(),
        SCRIPT.toString(),
        Shim.compile(directory).toString(),
        access,
        String.valueOf(SEED),
        String.valueOf(calls));
  }

  private static String status(Process process) {
    return process.isAlive() ? "none" : String.valueOf(process.exitValue());
  }

  private static String text(Path output) throws IOException {
    return Files.readString(output, StandardCharsets.UTF_8);
  }

  private static String lastLine(Path output) throws IOException {
    return text(output).lines().reduce("", (_, line) -> line);
  }
}
