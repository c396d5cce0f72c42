package dev.ligature.tests.benchmark;

import dev.ligature.generator.header.HeaderInput;
import dev.ligature.tests.java.GeneratedJava;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A call of {@code abs(int)} through a generated binding and through Panama code written by hand.
 * Both are classes that implement the same interface and hold nothing but the call.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 3, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class JavaCallBenchmark {
  private IntUnaryOperator generated;
  private IntUnaryOperator handWritten;
  private int number = -1;

  @Setup
  public void compile() throws ReflectiveOperationException {
    ClassLoader classes =
        new GeneratedJava()
            .binding(
                GeneratedJava.idl(
                    "Absolute",
                    Optional.empty(),
                    List.of(),
                    Map.of(),
                    new HeaderInput.Text("absolute.h", "int abs(int number);")))
            .client("GeneratedCall")
            .client("HandWrittenCall")
            .compile();
    generated = operator(classes, "GeneratedCall");
    handWritten = operator(classes, "HandWrittenCall");
  }

  private static IntUnaryOperator operator(ClassLoader classes, String name)
      throws ReflectiveOperationException {
    return (IntUnaryOperator) classes.loadClass(name).getConstructor().newInstance();
  }

  @Benchmark
  public int generatedBinding() {
    return generated.applyAsInt(number);
  }

  @Benchmark
  public int writtenByHand() {
    return handWritten.applyAsInt(number);
  }
}
