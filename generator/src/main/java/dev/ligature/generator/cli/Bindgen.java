package dev.ligature.generator.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The {@code bindgen} program. {@link #run} is all of it but the process: it returns the exit code
 * and touches no global state, so that tests and other tools can call it.
 */
public final class Bindgen {
  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;
  private final boolean terminal;

  /**
   * @param in what {@code -} reads
   * @param out results
   * @param err messages
   * @param terminal whether {@code err} is one, so that colours and progress make sense
   */
  public Bindgen(InputStream in, PrintStream out, PrintStream err, boolean terminal) {
    this.in = in;
    this.out = out;
    this.err = err;
    this.terminal = terminal;
  }

  /** Runs the program and ends the process with its exit code. */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    boolean terminal = Boolean.getBoolean("ligature.terminal");
    int code = new Bindgen(System.in, out, err, terminal).run(arguments);
    out.flush();
    if (code == 0 && Boolean.getBoolean("ligature.training")) {
      return; // an AOT cache is written at a normal end only
    }
    // System.exit asks every jar for a logger first, to log that the program ends: 30 ms.
    Runtime.getRuntime().halt(code);
  }

  /**
   * Runs the program.
   *
   * @return the exit code: see {@link ExitCode}, and {@link dev.ligature.idl.IdlDiff.Impact} for
   *     {@code diff}
   */
  public int run(String... arguments) {
    Console console = new Console(err);
    List<String> words = Arrays.asList(arguments);
    try {
      return dispatch(words, console);
    } catch (UserException e) {
      e.getMessage().lines().forEach(console::error);
      return e.exitCode().code();
    } catch (InvalidPathException e) {
      console.error("'" + e.getInput() + "' can't be the name of a file: " + e.getReason());
      return ExitCode.USAGE.code();
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return internalError(e, words, console);
    }
  }

  private int internalError(Throwable e, List<String> arguments, Console console) {
    if (e instanceof OutOfMemoryError) {
      console.error("out of memory: give the JVM more, as in BINDGEN_JAVA_OPTS=-Xmx4g");
      return ExitCode.INTERNAL.code();
    }
    console.error(
        "internal error: "
            + e
            + ". This is a bug in bindgen: please report it with the command line and the output of"
            + " --debug");
    if (arguments.contains("--debug")) {
      e.printStackTrace(err);
    }
    return ExitCode.INTERNAL.code();
  }

  private int dispatch(List<String> arguments, Console console) {
    if (arguments.isEmpty()) {
      throw new UserException(
          ExitCode.USAGE, "nothing to do: bindgen HEADER -o OUT (see bindgen --help)");
    }
    Subcommands subcommands = new Subcommands(out, console);
    List<String> rest = arguments.subList(1, arguments.size());
    if (arguments.getFirst().equals("run")) {
      return subcommands.run(rest, err); // --help behind the script is the script's
    }
    String first = arguments.contains("--help") ? "--help" : arguments.getFirst();
    return switch (first) {
      case "validate" -> subcommands.validate(rest);
      case "diff" -> subcommands.diff(rest);
      case "init" -> subcommands.init(rest);
      case "help", "--help" -> generate(List.of("--help"), console);
      default -> generate(arguments, console);
    };
  }

  private int generate(List<String> arguments, Console console) {
    CommandLine parsed = CommandLine.parse(arguments);
    boolean color =
        switch (parsed.color()) {
          case AUTO -> terminal && System.getenv("NO_COLOR") == null;
          case ALWAYS -> true;
          case NEVER -> false;
        };
    console.configure(parsed.diagnosticsFormat(), color, parsed.flag("--quiet"));
    if (parsed.flag("--help")) {
      out.print(Help.text());
      return ExitCode.OK.code();
    }
    if (parsed.flag("--version")) {
      out.println(Version.text());
      return ExitCode.OK.code();
    }
    Settings settings = parsed.settings();
    Optional<Path> config = parsed.one("--config").map(Path::of);
    if (config.isPresent()) {
      settings = settings.over(ConfigFile.read(config.get()));
    }
    boolean progressShown = terminal && console.isText() && !parsed.flag("--quiet");
    try (Progress progress = Progress.start(err, progressShown)) {
      Generate generate = new Generate(settings, console, in, out, progress);
      config.ifPresent(generate::dependsOn);
      return generate.run(parsed.flag("--check")).code();
    }
  }
}
