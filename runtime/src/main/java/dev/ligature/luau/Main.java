package dev.ligature.luau;

import dev.ligature.luau.ffi.FfiModule;
import dev.ligature.luau.ffi.NativeAccess;
import dev.ligature.luau.lune.ProcessModule;
import dev.ligature.luau.lune.ScriptExit;
import dev.ligature.luau.lune.TaskScheduler;
import dev.ligature.luau.modules.FileModules;
import dev.ligature.luau.vm.LuauFunction;
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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The command {@code java -jar ligature-runtime.jar [option...] [script.luau [argument...]]}: runs
 * a script, or without one reads and runs lines from standard input. Exit code 0, the one that the
 * script exits with, or 1 if the script can't be read or fails, in one of its tasks too.
 */
public final class Main {
  private static final String USAGE =
      """
      usage: bindgen run [option...] [script.luau [argument...]]
         or: java -jar ligature-runtime.jar [option...] [script.luau [argument...]]
      Runs a Luau script; without one, reads lines of Luau and prints their results.

        --allow-lib=NAME   let @lune/ffi load this library alone (a glob; may be repeated)
        --no-ffi           no native access at all
        -h, --help         show this text
      """;

  private static final String ALLOW_LIBRARY = "--allow-lib=";

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
    List<String> allowed = new ArrayList<>();
    boolean noFfi = false;
    int at = 0;
    for (; at < args.size() && args.get(at).startsWith("-"); at++) {
      String option = args.get(at);
      if (option.equals("-h") || option.equals("--help")) {
        out.write(USAGE.getBytes(StandardCharsets.UTF_8));
        return 0;
      } else if (option.equals("--no-ffi")) {
        noFfi = true;
      } else if (option.startsWith(ALLOW_LIBRARY)) {
        allowed.add(option.substring(ALLOW_LIBRARY.length()));
      } else {
        err.println("Error: unrecognized option '" + option + "'");
        err.print(USAGE);
        return 1;
      }
    }
    NativeAccess access =
        noFfi
            ? NativeAccess.NONE
            : allowed.isEmpty() ? NativeAccess.FULL : new NativeAccess.Libraries(allowed);
    if (at == args.size()) {
      return new Repl(machine(List.of(), out, err, access), System.in, out).run();
    }
    List<String> arguments = args.subList(at + 1, args.size());
    return runScript(args.get(at), arguments, machine(arguments, out, err, access), out, err);
  }

  private static Luau machine(
      List<String> arguments, OutputStream out, PrintStream err, NativeAccess access) {
    return Luau.builder()
        .output(out)
        .interruptible(false)
        .modules(new FileModules(Path.of("")))
        .module("@lune/ffi", state -> FfiModule.open(state, access))
        .module("@lune/process", state -> ProcessModule.open(arguments))
        .module("@lune/task", TaskScheduler::module)
        .library("task", TaskScheduler::module)
        .build();
  }

  private static int runScript(
      String script, List<String> arguments, Luau luau, OutputStream out, PrintStream err)
      throws IOException {
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
    AtomicInteger failures = new AtomicInteger();
    TaskScheduler scheduler = TaskScheduler.of(luau.state());
    scheduler.onError(
        error -> {
          failures.incrementAndGet();
          report(error.getMessage(), error.traceback(), out, err);
        });
    try {
      LuauFunction main = luau.load(source, FileModules.chunkName(script));
      luau.call(scheduler.runner(main), arguments.toArray(Object[]::new));
      out.flush();
      return failures.get() == 0 ? 0 : 1;
    } catch (ScriptExit e) {
      out.flush();
      return e.code();
    } catch (LuauRuntimeException e) {
      report(e.getMessage(), e.traceback(), out, err);
      return 1;
    } catch (LuauException e) {
      out.flush();
      err.println(e.getMessage());
      return 1;
    }
  }

  private static void report(String message, String traceback, OutputStream out, PrintStream err) {
    try {
      out.flush();
    } catch (IOException e) {
      err.println("Error writing: " + e.getMessage());
    }
    err.println(message);
    err.println("stacktrace:");
    err.print(traceback);
  }
}
