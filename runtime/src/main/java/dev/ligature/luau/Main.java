package dev.ligature.luau;

import dev.ligature.luau.modules.FileModules;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * The command {@code java -jar ligature-runtime.jar [script.luau [argument...]]}: runs a script, or
 * without one reads and runs lines from standard input. Exit code 0, or 1 if the script can't be
 * read or fails.
 */
public final class Main {
  private static final String USAGE =
      """
      usage: java -jar ligature-runtime.jar [script.luau [argument...]]
      Runs a Luau script; without one, reads lines of Luau and prints their results.
      """;

  private Main() {}

  /** Runs the command and exits the JVM with its exit code. */
  public static void main(String[] args) throws Exception {
    OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 14);
    int code = LargeStack.call(() -> run(List.of(args), out, System.err));
    out.flush();
    System.exit(code);
  }

  /**
   * Runs the command.
   *
   * @param out where scripts write
   * @param err where errors go
   * @return the exit code
   */
  public static int run(List<String> args, OutputStream out, PrintStream err) throws IOException {
    if (args.isEmpty()) {
      return new Repl(machine(List.of(), out), System.in, out).run();
    }
    String first = args.getFirst();
    if (first.equals("-h") || first.equals("--help")) {
      out.write(USAGE.getBytes(StandardCharsets.UTF_8));
      return 0;
    }
    if (first.startsWith("-")) {
      err.println("Error: unrecognized option '" + first + "'");
      err.print(USAGE);
      return 1;
    }
    return runScript(first, args.subList(1, args.size()), out, err);
  }

  private static Luau machine(List<String> arguments, OutputStream out) {
    return Luau.builder().output(out).modules(new FileModules(Path.of(""))).build();
  }

  private static int runScript(
      String script, List<String> arguments, OutputStream out, PrintStream err) throws IOException {
    byte[] source;
    try {
      source = Files.readAllBytes(Path.of(script));
    } catch (NoSuchFileException e) {
      err.println("Error opening " + script + ": no such file");
      return 1;
    } catch (IOException e) {
      err.println("Error opening " + script + ": " + e.getMessage());
      return 1;
    }
    Luau luau = machine(arguments, out);
    try {
      luau.call(luau.load(source, FileModules.chunkName(script)), arguments.toArray(Object[]::new));
      out.flush();
      return 0;
    } catch (LuauRuntimeException e) {
      out.flush();
      err.println(e.getMessage());
      err.println("stacktrace:");
      err.print(e.traceback());
      return 1;
    } catch (LuauException e) {
      out.flush();
      err.println(e.getMessage());
      return 1;
    }
  }
}
