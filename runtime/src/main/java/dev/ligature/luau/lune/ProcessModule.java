package dev.ligature.luau.lune;

import dev.ligature.ffi.Platform;
import dev.ligature.luau.vm.LuauBuiltin;
import dev.ligature.luau.vm.LuauError;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauTable;
import dev.ligature.luau.vm.Operators;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code @lune/process}: {@code os}, {@code arch}, {@code endianness}, {@code args}, {@code env},
 * {@code cwd}, {@code exit}.
 */
public final class ProcessModule {

  private ProcessModule() {}

  /**
   * {@return the module}
   *
   * @param arguments what stands behind the script's name on the command line
   */
  public static LuauTable open(List<String> arguments) {
    Platform platform = Platform.host();
    LuauTable module = new LuauTable();
    put(module, "os", LuauString.of(platform.os().spelling()));
    put(module, "arch", LuauString.of(platform.arch()));
    put(module, "endianness", LuauString.of(platform.bigEndian() ? "big" : "little"));
    put(module, "args", list(arguments));
    put(module, "env", table(System.getenv()));
    put(module, "cwd", LuauString.of(workingDirectory()));
    put(module, "exit", new Exit());
    module.readonly = true;
    return module;
  }

  /** As Lune has it: with the separator at its end. */
  private static String workingDirectory() {
    Path directory = Path.of("").toAbsolutePath();
    String separator = directory.getFileSystem().getSeparator();
    String text = directory.toString();
    return text.endsWith(separator) ? text : text + separator;
  }

  private static LuauTable list(List<String> texts) {
    LuauTable table = new LuauTable();
    for (int i = 0; i < texts.size(); i++) {
      table.set(i + 1, LuauString.of(texts.get(i)));
    }
    table.readonly = true;
    return table;
  }

  /** In the order of the names, so that scripts which list them do it alike each time. */
  private static LuauTable table(Map<String, String> environment) {
    LuauTable table = new LuauTable();
    new TreeMap<>(environment)
        .forEach((name, value) -> table.set(LuauString.of(name), LuauString.of(value)));
    return table;
  }

  private static void put(LuauTable table, String key, Object value) {
    table.set(LuauString.interned(key), value);
  }

  /** {@code process.exit(code?)}. */
  private static final class Exit extends LuauBuiltin {
    Exit() {
      super("exit");
    }

    @Override
    public Object call(Object[] args) {
      Object code = args.length == 0 || args[0] == null ? (Object) 0.0 : args[0];
      if (code instanceof Double d && d == Math.rint(d) && d >= 0 && d <= 255) {
        throw new ScriptExit(d.intValue());
      }
      throw LuauError.builtin(
          "Exit code must be an integer from 0 to 255, got " + Operators.toText(code));
    }
  }
}
