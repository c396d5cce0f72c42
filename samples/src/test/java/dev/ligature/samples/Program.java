package dev.ligature.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.ligature.luau.Main;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * A program of a sample, run in a process of its own as a user does: Luau by the runtime alone,
 * Java by a JVM that has nothing but the program and its binding.
 */
final class Program {
  private static final Path SAMPLES = Path.of("").toAbsolutePath();
  private static final Path CLASSES = SAMPLES.resolve("target/programs");
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  /** A short program is over before the second compiler pays. */
  private static final List<String> QUICK_START =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

  private static final Map<String, Path> COMPILED = new ConcurrentHashMap<>();

  private final String name;
  private final List<String> command;
  private final Map<String, String> environment = new HashMap<>();

  private Program(String name, List<String> command) {
    this.name = name;
    this.command = command;
  }

  /** {@return a program in both languages} */
  static List<Program> inBothLanguages(String sample, String script, String mainClass) {
    return List.of(luau(sample, script), java(sample, mainClass));
  }

  /** {@return a script, to be run as {@code java -jar} of the runtime does} */
  static Program luau(String sample, String script) {
    Path runtime;
    try {
      runtime = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
    List<String> command = jvm();
    if (Files.isDirectory(runtime)) { // before the phase that makes the jar
      command.add("--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED");
      command.addAll(List.of("-cp", runtime.toString(), Main.class.getName()));
    } else {
      command.addAll(List.of("-jar", runtime.toString()));
    }
    command.add(SAMPLES.resolve(sample).resolve(script + ".luau").toString());
    return new Program(script + ".luau", command);
  }

  /** {@return a class with its binding, compiled without a warning} */
  static Program java(String sample, String mainClass) {
    Path classes =
        COMPILED.computeIfAbsent(sample + "/" + mainClass, _ -> compile(sample, mainClass));
    List<String> command = jvm();
    command.addAll(List.of("-cp", classes.toString(), mainClass));
    return new Program(mainClass + ".java", command);
  }

  private static List<String> jvm() {
    List<String> command = new ArrayList<>();
    command.add(JAVA.toString());
    command.addAll(QUICK_START);
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Dstdout.encoding=UTF-8"); // whatever the locale of the tests
    return command;
  }

  private static Path compile(String sample, String mainClass) {
    Path folder = SAMPLES.resolve(sample);
    Path classes = CLASSES.resolve(sample).resolve(mainClass);
    try {
      Files.createDirectories(classes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    boolean compiled =
        compiler
            .getTask(
                messages,
                null,
                null,
                List.of(
                    "-Xlint:all,-path",
                    "-Werror",
                    "-proc:none",
                    "-d",
                    classes.toString(),
                    "-sourcepath",
                    folder.toString()),
                null,
                compiler
                    .getStandardFileManager(null, null, null)
                    .getJavaFileObjects(folder.resolve(mainClass + ".java")))
            .call();
    assertThat(compiled).as("%s/%s.java%n%s", sample, mainClass, messages).isTrue();
    return classes;
  }

  /** Skips the test, and says what to install, where a library is not on the machine. */
  @SuppressWarnings("restricted")
  static void needs(String library, String debianPackage) {
    try {
      SymbolLookup.libraryLookup(library, Arena.global());
    } catch (IllegalArgumentException e) {
      abort(library + " cannot be loaded: apt-get install " + debianPackage);
    }
  }

  /** Sets a variable of the environment. */
  Program with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Adds a system property, if this is a Java program. */
  Program property(String property, String value) {
    if (name.endsWith(".java")) {
      command.add(1, "-D" + property + "=" + value);
    }
    return this;
  }

  /** {@return what it prints when it ends well} */
  String output(String... arguments) throws IOException, InterruptedException {
    Outcome outcome = run(arguments);
    assertThat(outcome.code()).as("%s", outcome).isZero();
    assertThat(outcome.err()).as("%s", outcome).isEmpty();
    return outcome.out();
  }

  /** {@return what it prints when it ends with code 1} */
  String failure(String... arguments) throws IOException, InterruptedException {
    Outcome outcome = run(arguments);
    assertThat(outcome.code()).as("%s", outcome).isEqualTo(1);
    assertThat(outcome.err()).as("%s", outcome).isEmpty();
    return outcome.out();
  }

  private Outcome run(String... arguments) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(command);
    line.addAll(List.of(arguments));
    Path out = Files.createTempFile("program", ".out");
    Path err = Files.createTempFile("program", ".err");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(line).redirectOutput(out.toFile()).redirectError(err.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(120, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(name + " does not end: " + Files.readString(out));
      }
      return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  @Override
  public String toString() {
    return name;
  }

  private record Outcome(int code, String out, String err) {}
}
