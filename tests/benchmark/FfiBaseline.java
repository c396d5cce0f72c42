import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** The same calls as ffi.luau makes first, in hand-written Java over Panama; see ffi.sh. */
public final class FfiBaseline {
  private static final SymbolLookup LIBRARY =
      SymbolLookup.libraryLookup(Path.of(System.getProperty("library")), Arena.global());
  private static final FunctionDescriptor BINARY =
      FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle NOOP =
      Linker.nativeLinker()
          .downcallHandle(LIBRARY.findOrThrow("noop"), FunctionDescriptor.ofVoid());
  private static final MethodHandle ADD =
      Linker.nativeLinker().downcallHandle(LIBRARY.findOrThrow("add_i32"), BINARY);
  private static final MethodHandle LEAF =
      Linker.nativeLinker()
          .downcallHandle(LIBRARY.findOrThrow("add_i32"), BINARY, Linker.Option.critical(false));
  private static final int CALLS = 5_000_000;

  private FfiBaseline() {}

  private static void print(String name, long from) {
    System.out.printf("%-28s %7.2f%n", name, (System.nanoTime() - from) / (double) CALLS);
  }

  public static void main(String[] args) throws Throwable {
    for (int round = 0; round < 4; round++) {
      System.out.println(round == 3 ? "measured" : "warming up");
      long from = System.nanoTime();
      for (int i = 0; i < CALLS; i++) {
        NOOP.invokeExact();
      }
      print("W1 noop", from);
      int a = 0;
      from = System.nanoTime();
      for (int i = 0; i < CALLS; i++) {
        a = (int) ADD.invokeExact(a, 1);
      }
      print("W2 add i32", from);
      from = System.nanoTime();
      for (int i = 0; i < CALLS; i++) {
        a = (int) LEAF.invokeExact(a, 1);
      }
      print("W2 add i32, critical", from);
    }
  }
}
