package dev.ligature.luau.conformance;

import dev.ligature.luau.LargeStack;
import dev.ligature.luau.Luau;
import dev.ligature.luau.LuauException;
import dev.ligature.luau.LuauRuntimeException;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauTable;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Runs the official conformance scripts, unchanged, and prints for each whether it returned "OK".
 * Arguments: the folder of the scripts and, optionally, names of scripts. With {@code -v} scripts
 * print and errors come with their tracebacks.
 */
public final class Conformance {
  /** The scripts that test the language; the others test the C interface of the official VM. */
  private static final List<String> SCRIPTS =
      List.of(
          "assert",
          "attrib",
          "basic",
          "bitwise",
          "buffers",
          "calls",
          "clear",
          "closure",
          "constructs",
          "datetime",
          "debug",
          "errors",
          "events",
          "explicit_type_instantiations",
          "ifelseexpr",
          "integers",
          "integers_regspill",
          "iter_fenv",
          "jit_inliner",
          "literals",
          "locals",
          "math",
          "move",
          "native",
          "native_integer_spills",
          "pm",
          "safeenv",
          "sort",
          "strconv",
          "stringinterp",
          "strings",
          "tmerror",
          "tpack",
          "utf8",
          "vararg",
          "vector_library",
          "coroutine",
          "tables",
          "iter",
          "pcall",
          "vector",
          "userdata",
          "cyield",
          "native_userdata",
          "udata_direct");

  private static final Set<String> WITH_VECTOR_MEMBERS =
      Set.of("vector.luau", "native_userdata.luau", "udata_direct.luau");

  private Conformance() {}

  /** Runs the scripts; exit code 1 if one of them fails. */
  public static void main(String[] args) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(args));
    boolean verbose = arguments.remove("-v");
    if (arguments.isEmpty()) {
      System.err.println("usage: Conformance FOLDER [-v] [script...]");
      System.exit(2);
    }
    Path folder = Path.of(arguments.removeFirst());
    List<String> scripts = arguments.isEmpty() ? SCRIPTS : arguments;
    int passed = 0;
    for (String script : scripts) {
      long start = System.nanoTime();
      String outcome = LargeStack.call(() -> run(folder.resolve(script + ".luau"), verbose));
      passed += outcome.equals("OK") ? 1 : 0;
      System.out.printf(
          "%-30s %6d ms  %s%n", script, (System.nanoTime() - start) / 1_000_000, outcome);
    }
    System.out.printf("%d of %d%n", passed, scripts.size());
    System.exit(passed == scripts.size() ? 0 : 1);
  }

  /** {@return "OK" or what went wrong} */
  static String run(Path script, boolean verbose) throws Exception {
    String name = script.getFileName().toString();
    Luau.Builder builder =
        Luau.builder().output(verbose ? System.out : OutputStream.nullOutputStream());
    HarnessFunctions.add(builder);
    Luau luau = builder.build();
    if (name.equals("pcall.luau")) {
      luau.state().allocationLimit = 8 << 20;
    }
    UserdataTypes.open(luau.state());
    if (WITH_VECTOR_MEMBERS.contains(name)) {
      UserdataTypes.openVectors(luau.state());
    }
    try {
      LuauTable globals = luau.newGlobals();
      globals.set(LuauString.of("_G"), (Object) globals);
      Object[] results = luau.call(luau.load(Files.readAllBytes(script), "=" + name, globals));
      return results.length == 1 && results[0] instanceof LuauString text
          ? text.toString()
          : "returned " + List.of(results);
    } catch (LuauRuntimeException e) {
      return "FAIL " + e.getMessage() + (verbose ? "\n" + e.traceback() : "");
    } catch (LuauException e) {
      return "FAIL " + e.getMessage();
    } catch (RuntimeException | Error e) {
      e.printStackTrace();
      return "CRASH " + e;
    }
  }
}
