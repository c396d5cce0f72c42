package dev.ligature.tests.benchmark;

import dev.ligature.luau.Luau;
import dev.ligature.luau.vm.LuauFunction;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Loops over numbers on the Luau engine, to be run with {@code -prof gc}: none of them allocates.
 * One operation is a call with a loop of {@value #ROUNDS} rounds; it gives a boolean, since a
 * number would come back boxed.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {
      "--enable-native-access=ALL-UNNAMED",
      "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED"
    })
public class LuauLoopBenchmark {
  private static final int ROUNDS = 1000;

  /** What a loop does. */
  public enum Loop {
    /** Adds, multiplies and divides. */
    ARITHMETIC(
        """
        return function()
          local sum = 0
          for i = 1, ROUNDS do
            local x = i / 2
            sum += x * x - i % 7
          end
          return sum > 0
        end
        """),
    /** Assigns and reads the elements of a table. */
    TABLE(
        """
        local t = table.create(ROUNDS, 0)
        return function()
          for i = 1, ROUNDS do t[i] = i * 0.5 end
          local sum = 0
          for i = 1, #t do sum += t[i] end
          return sum > 0
        end
        """),
    /** Writes and reads a buffer. */
    BUFFER(
        """
        local b = buffer.create(ROUNDS * 8)
        return function()
          for i = 0, ROUNDS - 1 do buffer.writef64(b, i * 8, i * 0.5) end
          local sum = 0
          for i = 0, ROUNDS - 1 do sum += buffer.readf64(b, i * 8) + buffer.readu8(b, i) end
          return sum > 0
        end
        """),
    /** Mixes bits. */
    BITS(
        """
        return function()
          local h = 0x811c9dc5
          for i = 1, ROUNDS do
            h = bit32.bxor(bit32.lrotate(h, 5), bit32.band(i, 0xff), bit32.rshift(h, 3))
          end
          return h >= 0
        end
        """),
    /** Makes vectors that do not outlive a round. */
    VECTORS(
        """
        return function()
          local sum = 0
          for i = 1, ROUNDS do
            local v = vector.create(i, 2, 3)
            local w = v * 2 - vector.create(1, i, 1)
            sum += vector.dot(v, vector.cross(v, w)) + w.y
          end
          return sum ~= 0.5
        end
        """),
    /** Calls a local function. */
    CALLS(
        """
        local function mix(a, b) return a * 0.5 + b end
        return function()
          local x = 0
          for i = 1, ROUNDS do x = mix(x, i) end
          return x > 0
        end
        """);

    private final String script;

    Loop(String script) {
      this.script = script;
    }
  }

  /** The loop to run. */
  @Param public Loop loop;

  private LuauFunction function;

  /** Loads the loop. */
  @Setup
  public void load() {
    String script = loop.script.replace("ROUNDS", Integer.toString(ROUNDS));
    Object[] results = Luau.create().run(script, "=" + loop);
    function = (LuauFunction) results[0];
  }

  /** Runs the loop once. */
  @Benchmark
  public Object run() {
    return function.call();
  }
}
