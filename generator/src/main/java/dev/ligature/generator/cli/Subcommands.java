package dev.ligature.generator.cli;

import dev.ligature.idl.Idl;
import dev.ligature.idl.IdlDiff;
import dev.ligature.idl.IdlException;
import dev.ligature.idl.IdlReader;
import dev.ligature.idl.IdlSchema;
import dev.ligature.idl.Violation;
import dev.ligature.luau.LargeStack;
import dev.ligature.luau.Main;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code bindgen validate}, {@code bindgen diff}, {@code bindgen init} and {@code bindgen run}. */
final class Subcommands {
  private static final String STARTER = "bindgen.yaml";

  private final PrintStream out;
  private final Console console;

  Subcommands(PrintStream out, Console console) {
    this.out = out;
    this.console = console;
  }

  /**
   * Runs a Luau script, as the command of the runtime's jar does.
   *
   * @param err where the script's errors go
   * @return the exit code of {@link Main#run}
   */
  int run(List<String> arguments, PrintStream err) {
    try {
      return LargeStack.call(() -> Main.run(arguments, out, err));
    } catch (IOException e) {
      throw new UserException(
          ExitCode.INPUT_OUTPUT, "can't write the script's output: " + e.getMessage());
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Checks IDLs against the schema and, where that is content, against what no schema can say. */
  int validate(List<String> arguments) {
    if (arguments.isEmpty()) {
      throw new UserException(ExitCode.USAGE, "bindgen validate needs one or more IDL files");
    }
    int invalid = 0;
    for (String argument : files(arguments, "validate")) {
      Path file = Path.of(argument);
      String text;
      try {
        text = Files.readString(file);
      } catch (IOException e) {
        throw FileErrors.reading(file, e);
      }
      List<Violation> violations = IdlSchema.validate(text);
      for (Violation violation : violations) {
        console.error(file + ": " + violation);
      }
      boolean valid = violations.isEmpty();
      if (valid) {
        try {
          IdlReader.read(text);
        } catch (IdlException e) {
          console.error(file + ": " + e.getMessage());
          valid = false;
        }
      }
      if (valid) {
        out.println(file + ": valid");
      } else {
        invalid++;
      }
    }
    return (invalid == 0 ? ExitCode.OK : ExitCode.FAILED).code();
  }

  /** Compares two IDLs; the exit code is the worst change's, see {@link IdlDiff.Impact}. */
  int diff(List<String> arguments) {
    List<String> files = files(arguments, "diff");
    if (files.size() != 2) {
      throw new UserException(
          ExitCode.USAGE, "bindgen diff compares two IDL files: bindgen diff OLD NEW");
    }
    Idl before = read(Path.of(files.getFirst()));
    Idl after = read(Path.of(files.getLast()));
    IdlDiff.Report report = IdlDiff.compare(before, after);
    out.print(report.text());
    return report.impact().exitCode();
  }

  private static Idl read(Path file) {
    try {
      return IdlReader.read(file);
    } catch (IdlException e) {
      throw new UserException(ExitCode.USAGE, "'" + file + "' is no IDL: " + e.getMessage(), e);
    } catch (IOException e) {
      throw FileErrors.reading(file, e);
    }
  }

  /** Writes a config file to start from. */
  int init(List<String> arguments) {
    List<String> files = files(arguments, "init");
    if (files.size() > 1) {
      throw new UserException(ExitCode.USAGE, "bindgen init writes one file: bindgen init [FILE]");
    }
    Path file = Path.of(files.isEmpty() ? STARTER : files.getFirst());
    if (Files.exists(file)) {
      throw new UserException(
          ExitCode.INPUT_OUTPUT, "'" + file + "' exists: remove it or name another file");
    }
    try (InputStream in = Subcommands.class.getResourceAsStream(STARTER);
        OutputFiles outputs = new OutputFiles()) {
      if (in == null) {
        throw new IllegalStateException(STARTER + " is not in the jar");
      }
      outputs.stage(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
      outputs.commit();
    } catch (IOException e) {
      throw FileErrors.writing(file, e);
    }
    console.note("wrote " + file + ": edit it, then run bindgen --config " + file);
    return ExitCode.OK.code();
  }

  private static List<String> files(List<String> arguments, String command) {
    for (String argument : arguments) {
      if (argument.startsWith("-")) {
        throw new UserException(
            ExitCode.USAGE, "bindgen " + command + " knows no option '" + argument + "'");
      }
    }
    return arguments;
  }
}
