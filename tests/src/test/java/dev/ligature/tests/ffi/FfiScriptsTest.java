package dev.ligature.tests.ffi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ligature.luau.Luau;
import dev.ligature.luau.LuauRuntimeException;
import dev.ligature.luau.ffi.FfiModule;
import dev.ligature.luau.ffi.NativeAccess;
import dev.ligature.luau.vm.LuauFunction;
import dev.ligature.luau.vm.LuauString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the scripts of {@code src/test/resources/ffi}: each {@code test(name, fn)} in them is a test
 * here. {@code throws(fn, text)} asserts an error message that contains a text, {@code shim} is the
 * path of the library compiled from {@code shim.c}.
 */
class FfiScriptsTest {
  private static final Path SCRIPTS = Path.of("src/test/resources/ffi");

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

  @TempDir static Path directory;

  @TestFactory
  Stream<DynamicContainer> scripts() throws Exception {
    Path shim = compileShim();
    try (Stream<Path> files = Files.list(SCRIPTS)) {
      List<Path> scripts =
          files.filter(file -> file.toString().endsWith(".luau")).sorted().toList();
      assertThat(scripts).isNotEmpty();
      return scripts.stream().map(script -> container(script, shim)).toList().stream();
    }
  }

  private static DynamicContainer container(Path script, Path shim) {
    Map<String, LuauFunction> tests = new LinkedHashMap<>();
    Luau luau =
        Luau.builder()
            .module("@lune/ffi", state -> FfiModule.open(state, NativeAccess.FULL))
            .global("shim", shim.toString())
            .function(
                "test",
                args -> {
                  assertThat(tests.put(args[0].toString(), (LuauFunction) args[1]))
                      .as("two tests named %s", args[0])
                      .isNull();
                  return new Object[0];
                })
            .unsandboxed()
            .build();
    luau.state().globals.set(LuauString.of("throws"), luau.run(PRELUDE, "=prelude")[0]);
    String name = script.getFileName().toString();
    try {
      luau.run(Files.readString(script), "=" + name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(tests).as("tests in " + name).isNotEmpty();
    return DynamicContainer.dynamicContainer(
        name,
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

  private static Path compileShim() throws IOException, InterruptedException {
    Path library = directory.resolve("libshim.so");
    Process gcc =
        new ProcessBuilder(
                "gcc",
                "-shared",
                "-fPIC",
                "-O2",
                "-Wall",
                "-o",
                library.toString(),
                SCRIPTS.resolve("shim.c").toString(),
                "-lpthread")
            .redirectErrorStream(true)
            .start();
    String output = new String(gcc.getInputStream().readAllBytes());
    assertThat(gcc.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(gcc.exitValue()).as(output).isZero();
    return library;
  }
}
