package dev.ligature.luau;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ligature.luau.modules.ModuleResolver.Resolution;
import dev.ligature.luau.vm.LuauCoroutine;
import dev.ligature.luau.vm.LuauFunction;
import dev.ligature.luau.vm.LuauString;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The embedding interface as its documentation promises it. */
class LuauTest {
  private static Object run(Luau luau, String source) {
    return luau.toJava(luau.run(source, "=test")[0]);
  }

  @Test
  void theExampleOfTheDocumentation() {
    assertThat(EmbeddingExample.discounts()).containsExactly(150.0, 120.0);
  }

  @Test
  void valuesConvertBothWays() {
    Luau luau =
        Luau.builder()
            .global("text", "grüße")
            .global("bytes", new byte[] {(byte) 0xff, 0})
            .global("list", List.of(1, 2.5, true))
            .global("map", Map.of("key", List.of("nested")))
            .global("long", 1L << 40)
            .global("integer", Long.MAX_VALUE)
            .build();
    assertThat(run(luau, "return #text")).isEqualTo(7.0);
    assertThat(run(luau, "return text")).isEqualTo("grüße");
    assertThat(run(luau, "return bytes:byte(1) + #bytes")).isEqualTo(257.0);
    assertThat(run(luau, "return list")).isEqualTo(List.of(1.0, 2.5, true));
    assertThat(run(luau, "return map.key[1]")).isEqualTo("nested");
    assertThat(run(luau, "return {a = 1, b = 'x'}")).isEqualTo(Map.of("a", 1.0, "b", "x"));
    assertThat(run(luau, "return long")).isEqualTo((double) (1L << 40));
    assertThat(run(luau, "return integer")).isEqualTo(Long.MAX_VALUE);
    assertThat(run(luau, "return nil")).isNull();
    assertThatThrownBy(() -> luau.toLuau(new Object()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no Luau value for java.lang.Object");
  }

  @Test
  void argumentsGoInAndResultsComeOut() {
    Luau luau = Luau.create();
    assertThat(luau.run("local a, b = ... return b, a, select('#', ...)", "=t", 1, "x", null))
        .extracting(luau::toJava)
        .containsExactly("x", 1.0, 3.0);
    assertThat(luau.run("", "=t")).isEmpty();
  }

  @Test
  void printWritesToTheOutput() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Luau.builder().output(out).build().run("print('a', 1, nil)", "=t");
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("a\t1\tnil\n");
  }

  @Test
  void hostFunctionsFailAsLuauErrors() {
    Luau luau =
        Luau.builder()
            .function(
                "refuse",
                arguments -> {
                  throw new IllegalArgumentException("no");
                })
            .function(
                "crash",
                arguments -> {
                  throw new java.io.IOException("disk");
                })
            .build();
    assertThat(run(luau, "return select(2, pcall(function() refuse() end))"))
        .isEqualTo("test:1: no");
    assertThatThrownBy(() -> luau.run("\ncrash()", "=test"))
        .isInstanceOf(LuauRuntimeException.class)
        .hasMessage("test:2: java.io.IOException: disk")
        .hasCauseInstanceOf(java.io.IOException.class);
  }

  @Test
  void hostFunctionsMayCallBack() {
    AtomicReference<Luau> machine = new AtomicReference<>();
    Luau luau =
        Luau.builder()
            .function(
                "twice",
                arguments -> (Double) machine.get().call((LuauFunction) arguments[0])[0] * 2)
            .build();
    machine.set(luau);
    assertThat(run(luau, "return twice(function() return 21 end)")).isEqualTo(42.0);
    assertThat(run(luau, "return select(2, pcall(twice, function() error({1}) end))[1]"))
        .isEqualTo(1.0);
  }

  @Test
  void syntaxErrorsHaveAPlace() {
    assertThatThrownBy(() -> Luau.create().load("\nlocal x = = 1", "=test"))
        .isInstanceOfSatisfying(
            LuauSyntaxException.class,
            e -> {
              assertThat(e)
                  .hasMessage("test:2: Expected identifier when parsing expression, got '='");
              assertThat(e.line()).isEqualTo(2);
              assertThat(e.column()).isEqualTo(11);
            });
  }

  @Test
  void runtimeErrorsHaveValueAndTraceback() {
    assertThatThrownBy(
            () ->
                Luau.create()
                    .run("local function f()\n  error('boo')\nend\nf()\nreturn 1", "=test"))
        .isInstanceOfSatisfying(
            LuauRuntimeException.class,
            e -> {
              assertThat(e).hasMessage("test:2: boo");
              assertThat(e.value()).isEqualTo(LuauString.of("test:2: boo"));
              assertThat(e.traceback()).contains("test:2 function f\n").contains("test:4\n");
            });
    assertThatThrownBy(
            () ->
                Luau.create()
                    .run(
                        "error(setmetatable({}, {__tostring = function() return 'shown' end}))",
                        "=t"))
        .hasMessage("shown");
  }

  @Test
  void aMachineStaysUsableAfterErrors() {
    Luau luau = Luau.create();
    for (String bad :
        List.of(
            "local function f() return f() + 1 end f()",
            "function f() f() end f()",
            "local t = setmetatable({}, {}) getmetatable(t).__index = function(t, k) return t[k]"
                + " end return t.x",
            "string.rep('x', 1e9):rep(1e9)",
            "error()",
            "nothing.at.all()")) {
      assertThatThrownBy(() -> luau.run(bad, "=bad")).isInstanceOf(LuauException.class);
      assertThat(run(luau, "return 1 + 1")).isEqualTo(2.0);
    }
  }

  @Test
  void scriptsShareNothingButWhatTheHostGives() {
    Luau luau = Luau.create();
    luau.run("leaked = 1", "=a");
    assertThat(run(luau, "return leaked")).isNull();
    for (String attempt :
        List.of(
            "string.format = nil",
            "getmetatable('').__index = nil",
            "math.pi = 3",
            "getmetatable(getfenv()).__index.print = nil")) {
      assertThatThrownBy(() -> luau.run(attempt, "=b")).isInstanceOf(LuauRuntimeException.class);
    }
    Luau open = Luau.builder().unsandboxed().build();
    open.run("shared = 1", "=a");
    assertThat(run(open, "return shared")).isEqualTo(1.0);
  }

  @Test
  void anotherThreadCanInterrupt() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    Luau luau =
        Luau.builder()
            .function(
                "started",
                arguments -> {
                  started.countDown();
                  return new Object[0];
                })
            .build();
    AtomicReference<Throwable> outcome = new AtomicReference<>();
    Thread script =
        new Thread(
            () -> {
              try {
                luau.run(
                    "started() while true do pcall(function() while true do end end) end", "=t");
              } catch (Throwable e) {
                outcome.set(e);
              }
            });
    script.start();
    started.await();
    luau.interrupt();
    script.join(60_000);
    assertThat(outcome.get()).isInstanceOf(LuauInterruptedException.class);
    assertThat(run(luau, "return 'alive'")).isEqualTo("alive");
  }

  @Test
  void memoryIsBounded() {
    Luau luau = Luau.builder().memoryLimit(32 << 20).build();
    assertThat(run(luau, "return select(2, pcall(string.rep, 'x', 1e8))"))
        .isEqualTo("not enough memory");
    assertThatThrownBy(
            () -> luau.run("local t = {} while true do t[#t + 1] = {#t, {}} end", "=greedy"))
        .isInstanceOf(LuauOutOfMemoryException.class);
    assertThat(run(luau, "return 'alive'")).isEqualTo("alive");
  }

  @Test
  void twoThreadsAtOnceAreRefused() throws InterruptedException {
    AtomicReference<Luau> machine = new AtomicReference<>();
    AtomicReference<Throwable> refused = new AtomicReference<>();
    Luau luau =
        Luau.builder()
            .function(
                "other",
                arguments -> {
                  Thread thread =
                      new Thread(
                          () -> {
                            try {
                              machine.get().run("return 1", "=t");
                            } catch (Throwable e) {
                              refused.set(e);
                            }
                          });
                  thread.start();
                  thread.join();
                  return new Object[0];
                })
            .build();
    machine.set(luau);
    luau.run("other()", "=t");
    assertThat(refused.get()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void coroutinesCanBeRunByTheHost() {
    Luau luau = Luau.create();
    LuauCoroutine coroutine =
        luau.coroutine(
            luau.load(
                "local x = ... while x do x = coroutine.yield(x * 2) end return 'end'", "=t"));
    List<Object> seen = new ArrayList<>();
    for (Object in : Arrays.asList(1, 2, null)) {
      seen.add(luau.toJava(luau.resume(coroutine, in)[0]));
    }
    assertThat(seen).containsExactly(2.0, 4.0, "end");
    assertThat(coroutine.status()).isEqualTo(LuauCoroutine.Status.DEAD);
  }

  @Test
  void yieldsCrossWhatTheOfficialOnesCross() {
    Luau luau = Luau.create();
    assertThat(
            run(
                luau,
                """
                local log = {}
                local co = coroutine.wrap(function()
                  table.insert(log, (select(2, pcall(coroutine.yield, "pcall"))))
                  xpcall(function() coroutine.yield("xpcall") end, print)
                  for v in function() return coroutine.yield("iterator") end do
                    log[#log + 1] = v
                  end
                  local called = setmetatable({}, {__call = function() coroutine.yield("call") end})
                  called()
                  for _, bad in {
                    function() return setmetatable({}, {__index = coroutine.yield}).x end,
                    function() return setmetatable({}, {__add = coroutine.yield}) + 1 end,
                    function() table.sort({2, 1}, coroutine.yield) end,
                    function() string.gsub("x", "x", coroutine.yield) end,
                  } do
                    log[#log + 1] = select(2, pcall(bad))
                  end
                  return "end"
                end)
                local argument
                repeat
                  local yielded = co(argument)
                  log[#log + 1] = yielded
                  argument = if yielded == "pcall" then "in" else nil
                until yielded == "end"
                return table.concat(log, "\\n")
                """))
        .isEqualTo(
            """
            pcall
            in
            xpcall
            iterator
            call
            """
                + "attempt to yield across metamethod/C-call boundary\n".repeat(4)
                + "end");
  }

  @Test
  void modulesRunOnceAndCyclesAreNamed() {
    Map<String, String> files =
        Map.of(
            "./counted", "counter() return {name = 'counted'}",
            "./a", "return require('./b')",
            "./b", "return require('./a')",
            "./two", "return 1, 2",
            "./yields", "coroutine.yield() return 1",
            "./fails", "error('inside')",
            "./broken", "return =");
    int[] count = new int[1];
    Luau luau =
        Luau.builder()
            .function("counter", arguments -> ++count[0])
            .module("@host/answer", state -> 42.0)
            .modules(
                (requirer, path) ->
                    files.containsKey(path)
                        ? new Resolution.Found(
                            path, "@" + path, files.get(path).getBytes(StandardCharsets.UTF_8))
                        : new Resolution.Missing("no module " + path + " for " + requirer))
            .build();
    assertThat(run(luau, "return require('./counted') == require('./counted')")).isEqualTo(true);
    assertThat(count[0]).isEqualTo(1);
    assertThat(run(luau, "return require('@Host/Answer')")).isEqualTo(42.0);
    assertThatThrownBy(() -> run(luau, "require('./nowhere')"))
        .hasMessage("no module ./nowhere for =test");
    assertThatThrownBy(() -> run(luau, "require('./a')"))
        .hasMessageEndingWith("cyclic dependency (./a -> ./b -> ./a)");
    assertThatThrownBy(() -> run(luau, "require('./two')"))
        .hasMessage("test:1: module must return a single value");
    assertThatThrownBy(() -> run(luau, "require('./yields')"))
        .hasMessage("test:1: module can not yield");
    assertThatThrownBy(() -> run(luau, "require('./fails')"))
        .hasMessage("test:1: error while running module: ./fails:1: inside");
    assertThatThrownBy(() -> run(luau, "require('./broken')"))
        .hasMessageStartingWith("test:1: error while running module: ./broken:1: Expected");
  }
}
