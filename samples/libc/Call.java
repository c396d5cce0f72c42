import bindings.Libc;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Calls a function of doubles in a library that is known at run time only, by dlopen and dlsym.
 *
 * <pre>java --enable-native-access=ALL-UNNAMED samples/libc/Call.java libm.so.6 pow 2 10</pre>
 */
final class Call {
  private Call() {}

  public static void main(String[] args) throws Throwable {
    if (args.length < 2) {
      throw fail("usage: call LIBRARY FUNCTION NUMBER...");
    }
    // Binding a function looks its symbol up, which would clear the error that dlerror is to tell.
    Libc.dlerror();
    MemorySegment library = Libc.dlopen(args[0], Libc.RTLD_NOW);
    if (library.equals(MemorySegment.NULL)) {
      throw fail(Libc.Native.string(Libc.dlerror()));
    }
    MemorySegment symbol = Libc.dlsym(library, args[1]);
    if (symbol.equals(MemorySegment.NULL)) {
      throw fail(Libc.Native.string(Libc.dlerror()));
    }
    List<Double> numbers = Arrays.stream(args).skip(2).map(Call::number).toList();
    double result = call(symbol, numbers);
    String list = numbers.stream().map(Call::shortest).collect(Collectors.joining(", "));
    System.out.println(args[1] + "(" + list + ") = " + shortest(result));
    Libc.dlclose(library);
  }

  @SuppressWarnings("restricted")
  private static double call(MemorySegment symbol, List<Double> numbers) throws Throwable {
    MemoryLayout[] parameters = new MemoryLayout[numbers.size()];
    Arrays.fill(parameters, ValueLayout.JAVA_DOUBLE);
    return (double)
        Linker.nativeLinker()
            .downcallHandle(symbol, FunctionDescriptor.of(ValueLayout.JAVA_DOUBLE, parameters))
            .invokeWithArguments(numbers);
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw fail("'" + text + "' is not a number");
    }
  }

  private static String shortest(double number) {
    return number == Math.rint(number) ? "%.0f".formatted(number) : Double.toString(number);
  }

  private static Error fail(String message) {
    System.out.println("call: " + message);
    System.exit(1);
    return new AssertionError();
  }
}
