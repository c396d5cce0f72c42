package dev.ligature.tests.ffi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ligature.luau.Luau;
import dev.ligature.luau.LuauRuntimeException;
import dev.ligature.luau.ffi.FfiModule;
import dev.ligature.luau.ffi.NativeAccess;
import dev.ligature.luau.lune.ProcessModule;
import dev.ligature.luau.modules.FileModules;
import dev.ligature.luau.vm.LuauFunction;
import dev.ligature.luau.vm.LuauString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;

/**
 * A Luau script as a suite of tests: each {@code test(name, fn)} in it is one, {@code throws(fn,
 * text)} asserts an error whose message contains a text.
 */
final class ScriptSuite {
  private static final String PRELUDE =
      """
      local function throws(fn, text)
        local ok, message = pcall(fn)
        if ok then error("expected an error: " .. text, 2) end
        if not string.find(tostring(message), text, 1, true) then
          error("expected '" .. text .. "' in '" .. tostring(message) .. "'", 2)
        end
      end
      return throws
      """;

  private ScriptSuite() {}

  /**
   * {@return the tests of a script}
   *
   * @param script where it is, for {@code require} too
   * @param globals further globals by name
   */
  static DynamicContainer of(Path script, Map<String, Object> globals) throws IOException {
    Map<String, LuauFunction> tests = new LinkedHashMap<>();
    Luau.Builder builder =
        Luau.builder()
            .modules(new FileModules(Path.of("")))
            .module("@lune/ffi", state -> FfiModule.open(state, NativeAccess.FULL))
            .module("@lune/process", state -> ProcessModule.open(List.of()))
            .function(
                "test",
                args -> {
                  assertThat(tests.put(args[0].toString(), (LuauFunction) args[1]))
                      .as("two tests named %s", args[0])
                      .isNull();
                  return new Object[0];
                })
            .unsandboxed();
    globals.forEach(builder::global);
    Luau luau = builder.build();
    luau.state().globals.set(LuauString.of("throws"), luau.run(PRELUDE, "=prelude")[0]);
    luau.run(Files.readString(script), FileModules.chunkName(script.toString()));
    assertThat(tests).as("tests in " + script).isNotEmpty();
    return DynamicContainer.dynamicContainer(
        script.getFileName().toString(),
        tests.entrySet().stream()
            .map(test -> DynamicTest.dynamicTest(test.getKey(), () -> run(luau, test.getValue()))));
  }

  private static void run(Luau luau, LuauFunction test) {
    try {
      luau.call(test);
    } catch (LuauRuntimeException e) {
      throw new AssertionError(e.getMessage() + "\n" + e.traceback(), e);
    }
  }
}
