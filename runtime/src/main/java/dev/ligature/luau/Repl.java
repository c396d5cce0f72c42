package dev.ligature.luau;

import dev.ligature.luau.vm.LuauBuiltin;
import dev.ligature.luau.vm.LuauFunction;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauTable;
import dev.ligature.luau.vm.Operators;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads lines, runs them and prints their results. A line that begins something is gathered with
 * those that follow until it is whole. All lines share their globals.
 */
final class Repl {
  private final Luau luau;
  private final LuauTable globals;
  private final BufferedReader in;
  private final OutputStream out;
  private final boolean prompts = System.console() != null;

  Repl(Luau luau, InputStream in, OutputStream out) {
    this.luau = luau;
    this.globals = luau.newGlobals();
    this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    this.out = out;
  }

  int run() throws IOException {
    StringBuilder gathered = new StringBuilder();
    while (true) {
      if (prompts) {
        write(gathered.isEmpty() ? "> " : ">> ");
      }
      out.flush();
      String line = in.readLine();
      if (line == null) {
        break;
      }
      gathered.append(line);
      if (evaluate(gathered.toString())) {
        gathered.setLength(0);
      } else {
        gathered.append('\n');
      }
    }
    if (!gathered.isEmpty()) {
      write("unfinished input: " + gathered);
    }
    out.flush();
    return 0;
  }

  /** Runs a text; false if it isn't whole yet. */
  private boolean evaluate(String text) throws IOException {
    LuauFunction function;
    try {
      function = expression(text).orElse(null);
      if (function == null) {
        function = load(text);
      }
    } catch (LuauSyntaxException e) {
      if (e.getMessage().endsWith("<eof>")) {
        return false;
      }
      write(e.getMessage() + "\n");
      return true;
    }
    try {
      print(luau.call(function));
    } catch (LuauRuntimeException e) {
      write(e.getMessage() + "\nstack backtrace:\n" + e.traceback());
    } catch (LuauException e) {
      write(e.getMessage() + "\n");
    }
    return true;
  }

  private LuauFunction load(String text) {
    return luau.load(text.getBytes(StandardCharsets.UTF_8), "=stdin", globals);
  }

  private Optional<LuauFunction> expression(String text) {
    try {
      return Optional.of(load("return " + text));
    } catch (LuauSyntaxException e) {
      return Optional.empty();
    }
  }

  private void print(Object[] results) throws IOException {
    if (results.length == 0) {
      return;
    }
    // Texts are made inside the machine, since a __tostring is a script.
    LuauFunction printer =
        new LuauBuiltin("print") {
          @Override
          public Object call(Object[] args) {
            StringBuilder line = new StringBuilder();
            for (Object value : args) {
              line.append(line.isEmpty() ? "" : "\t").append(Operators.toText(value));
            }
            return LuauString.of(line.toString());
          }
        };
    write(luau.call(printer, results)[0] + "\n");
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
