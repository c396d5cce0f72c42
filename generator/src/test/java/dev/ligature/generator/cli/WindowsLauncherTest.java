package dev.ligature.generator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/bindgen.cmd} under Wine's cmd.exe, with a java.exe that prints its arguments. */
class WindowsLauncherTest {
  private static final List<Path> WINES =
      List.of(
          Path.of("/usr/lib/wine/wine64"), Path.of("/usr/bin/wine64"), Path.of("/usr/bin/wine"));

  @TempDir static Path folder;
  private static Path wine;
  private static Path jdk;
  private static Path launcher;
  private static Path dependencies;

  private record Run(int exitCode, List<String> out, String err) {
    /** What the program is given, without the JVM's options. */
    List<String> program() {
      int main = out.indexOf("[dev.ligature.generator.cli.Bindgen]");
      return main < 0 ? List.of() : out.subList(main + 1, out.size());
    }
  }

  @BeforeAll
  static void install() throws Exception {
    wine = WINES.stream().filter(Files::isExecutable).findFirst().orElse(Path.of(""));
    assumeTrue(Files.isExecutable(wine), "no Wine here");
    jdk = Files.createDirectories(folder.resolve("a jdk (25)/bin")).getParent();
    Path source = Path.of("src/test/resources/launcher/java.c").toAbsolutePath();
    assumeTrue(
        compiles("x86_64-w64-mingw32-gcc", "-o", jdk + "/bin/java.exe", source.toString()),
        "no mingw-w64 here");
    Path home = Files.createDirectories(folder.resolve("lig home/bin")).getParent();
    launcher = Files.copy(Path.of("../bin/bindgen.cmd"), home.resolve("bin/bindgen.cmd"));
    Files.createDirectories(home.resolve("generator/target"));
    dependencies = home.resolve("generator/target/bindgen.dependencies");
  }

  private static boolean compiles(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @BeforeEach
  void isBuiltAndHasAJdk() throws IOException {
    String jars = "C:\\Users\\Some One\\.m2\\repository\\lib\\1.0\\lib-1.0.jar;".repeat(40);
    Files.writeString(dependencies, jars + "C:\\last.jar\r\n");
    Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"X\"\r\nJAVA_VERSION=\"25.0.3\"\r\n");
  }

  @AfterAll
  static void stopWine() throws Exception {
    Path prefix = folder.resolve("wine");
    if (!Files.exists(prefix)) {
      return;
    }
    for (String option : List.of("-k", "-w")) {
      Process server =
          process(Map.of(), wine.resolveSibling("wineserver").toString(), option).start();
      server.waitFor(20, TimeUnit.SECONDS);
    }
    delete(prefix.resolve("dosdevices")); // links to the root directory and devices
    Path name = prefix.resolve("wineserver"); // of the folder of the server's socket, Debian's
    if (Files.exists(name)) {
      Path sockets = Path.of("/tmp", Files.readString(name).strip());
      if (sockets.getFileName().toString().startsWith("wine-") && Files.exists(sockets)) {
        delete(sockets);
      }
    }
  }

  private static ProcessBuilder process(Map<String, String> environment, String... command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> variables = builder.environment();
    variables.keySet().removeIf(name -> name.startsWith("BINDGEN_") || name.equals("JAVA_HOME"));
    variables.putAll(
        Map.of(
            "HOME",
            folder.toString(),
            "WINEPREFIX",
            folder.resolve("wine").toString(),
            "WINEDEBUG",
            "-all",
            "WINEDLLOVERRIDES",
            "mscoree,mshtml,winemenubuilder.exe="));
    variables.putAll(environment);
    return builder;
  }

  /** Runs a batch file that has the command as somebody types it. */
  private static Run typed(Map<String, String> environment, String arguments) throws Exception {
    Files.writeString(
        folder.resolve("typed.cmd"), "@\"" + windows(launcher) + "\" " + arguments + "\r\n");
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    Process process =
        process(environment, wine.toString(), "cmd", "/c", "typed.cmd")
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    process.getOutputStream().close();
    assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
    return new Run(
        process.exitValue(),
        Files.readString(out, StandardCharsets.ISO_8859_1).lines().toList(),
        Files.readString(err, StandardCharsets.ISO_8859_1));
  }

  private static String windows(Path path) {
    return "Z:" + path.toString().replace('/', '\\');
  }

  private static Map<String, String> with(String... variables) {
    Map<String, String> all = new HashMap<>(Map.of("JAVA_HOME", windows(jdk)));
    for (int i = 0; i < variables.length; i += 2) {
      all.put(variables[i], variables[i + 1]);
    }
    return all;
  }

  @Test
  void passesArgumentsAndTheExitCodeOn() throws Exception {
    List<String> arguments =
        List.of("a b.h", "-DN=1", "--rename", "functions:gtk_(.*)=$1", "wow!", "a^b;c,d", "");
    String typed =
        String.join(" ", arguments.stream().map(argument -> '"' + argument + '"').toList());

    Run run = typed(with("FAKE_EXIT", "23"), typed + " --allow=x -o x.luau");

    List<String> expected = new ArrayList<>(arguments);
    expected.addAll(List.of("--allow=x", "-o", "x.luau"));
    assertThat(run.program()).isEqualTo(expected.stream().map(a -> "[" + a + "]").toList());
    assertThat(run.exitCode()).isEqualTo(23);
    assertThat(run.out()).contains("[-cp]", "[--enable-native-access=ALL-UNNAMED]");
    assertThat(run.out()).anyMatch(line -> line.endsWith(";C:\\last.jar]"));
    assertThat(run.err()).isEmpty();
  }

  @Test
  void takesAFirstArgumentWithQuotesInside() throws Exception {
    Run run = typed(with(), "-I\"C:\\Program Files\\a & b\" x.h");

    assertThat(run.program()).containsExactly("[-IC:\\Program Files\\a & b]", "[x.h]");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void runsScriptsWithWhatTheEngineNeeds() throws Exception {
    Run run = typed(with("BINDGEN_JAVA_OPTS", "-Xmx8g -Dx=1"), "run script.luau a=b");

    assertThat(run.program()).containsExactly("[run]", "[script.luau]", "[a=b]");
    assertThat(run.out())
        .contains("[--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED]", "[-Xmx8g]", "[-Dx=1]")
        .doesNotContain("[-XX:TieredStopAtLevel=1]");
  }

  @Test
  void findsAJdkThatIsNewEnough() throws Exception {
    Path installed = folder.resolve("wine/drive_c/Program Files/Eclipse Adoptium/jdk-25");
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"17.0.9\"\n");
    Run old = typed(with("WINEPATH", windows(jdk.resolve("bin"))), "x.h");
    copy(jdk, installed);
    Files.writeString(installed.resolve("release"), "JAVA_VERSION=\"26-ea\"\n");
    Run found = typed(with(), "x.h");
    delete(installed);
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25\"\n");
    Run path =
        typed(Map.of("WINEPATH", windows(jdk.resolve("bin")), "JAVA_HOME", "C:\\none"), "x.h");
    Run quoted = typed(with("JAVA_HOME", '"' + windows(jdk) + "\\\""), "x.h");

    assertThat(old.exitCode()).isEqualTo(3);
    assertThat(old.err()).contains("no JDK 25 or newer found", "set JAVA_HOME");
    assertThat(old.out()).isEmpty();
    for (Run run : List.of(found, path, quoted)) {
      assertThat(run.program()).as(run.err()).containsExactly("[x.h]");
    }
    assertThat(found.out().getFirst()).contains("Eclipse Adoptium");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList().reversed()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void buildsOnFirstUseAndSaysWhatIsMissing() throws Exception {
    Path maven = Files.createDirectories(folder.resolve("a maven"));
    Files.writeString(
        maven.resolve("mvn.cmd"),
        "@echo MVN %* with %JAVA_HOME%\r\n@if defined MVN_FAILS exit /b 1\r\n"
            + "@echo C:\\built.jar> \""
            + windows(dependencies)
            + "\"\r\n");
    Files.delete(dependencies);

    Run unbuilt = typed(with("BINDGEN_NO_BUILD", "1"), "x.h");
    Run noMaven = typed(with(), "x.h");
    Run failed = typed(with("WINEPATH", windows(maven), "MVN_FAILS", "1"), "x.h");
    Run built = typed(with("WINEPATH", windows(maven)), "x.h");
    Run again = typed(with("WINEPATH", windows(maven)), "x.h");
    Run rebuilt = typed(with("WINEPATH", windows(maven), "BINDGEN_REBUILD", "1"), "x.h");

    assertThat(unbuilt.err()).contains("not built yet, and BINDGEN_NO_BUILD is set");
    assertThat(noMaven.err()).contains("Maven (mvn) is needed");
    assertThat(failed.err()).contains("the build failed");
    assertThat(List.of(unbuilt, noMaven, failed))
        .allMatch(run -> run.exitCode() == 3 && run.out().isEmpty());
    assertThat(built.err()).contains("MVN -q -B -f \"", " with " + windows(jdk));
    assertThat(built.out()).anyMatch(line -> line.endsWith(";C:\\built.jar]"));
    assertThat(again.err()).isEmpty();
    assertThat(rebuilt.err()).contains("MVN");
    assertThat(rebuilt.program()).containsExactly("[x.h]");
  }
}
