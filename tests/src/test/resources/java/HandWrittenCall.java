import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.function.IntUnaryOperator;

@SuppressWarnings("restricted")
public final class HandWrittenCall implements IntUnaryOperator {
  private static final MethodHandle ABS =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().findOrThrow("abs"),
              FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

  public HandWrittenCall() {}

  @Override
  public int applyAsInt(int number) {
    try {
      return (int) ABS.invokeExact(number);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }
}
