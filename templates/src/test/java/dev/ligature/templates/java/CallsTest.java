package dev.ligature.templates.java;

import static dev.ligature.templates.java.IdlFixture.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ligature.idl.CType;
import dev.ligature.idl.ConstantValue;
import dev.ligature.idl.Declaration;
import dev.ligature.idl.Signature;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Generated methods call the C library of this machine. */
class CallsTest {
  private final IdlFixture given = new IdlFixture();

  private Compiled.Handle binding() {
    return Compiled.of(given.idl()).type("Test");
  }

  @Test
  void scalarsGoInAndOut() {
    given.function("labs", LONG, "n", LONG).function("toupper", INT, "c", INT);
    given.function("fabsf", FLOAT, "x", FLOAT);

    Compiled.Handle c = binding();

    assertThat(c.call("labs", -5L)).isEqualTo(5L);
    assertThat(c.call("toupper", (int) 'a')).isEqualTo((int) 'A');
  }

  @Test
  void stringsArePassedAsSegmentsOrAsJavaStrings() {
    given.function("strlen", SIZE, "s", STRING).function("getenv", STRING, "name", STRING);

    Compiled compiled = Compiled.of(given.idl());
    Compiled.Handle c = compiled.type("Test");
    Compiled.Handle link = compiled.type("Test$Native");

    assertThat(c.call("strlen", "grüße")).isEqualTo(7L);
    try (Arena arena = Arena.ofConfined()) {
      assertThat(c.call("strlen", arena.allocateFrom("four"))).isEqualTo(4L);
    }
    Object path = c.call("getenv", "PATH");
    assertThat(link.call("string", path)).isEqualTo(System.getenv("PATH"));
    Object none = c.call("getenv", "LIGATURE_HAS_NO_SUCH_VARIABLE");
    assertThat(link.call("string", none)).isNull();
  }

  @Test
  void recordsArePassedAndReturnedByValue() {
    given.record("div_t", 8, 4, field("quot", INT, 0), field("rem", INT, 4));
    given.function("div", struct("div_t"), "numer", INT, "denom", INT);

    Compiled.Handle c = binding();

    try (Arena arena = Arena.ofConfined()) {
      Compiled.Handle result = Compiled.on(c.call("div", arena, 17, 5));
      assertThat(result.call("quot")).isEqualTo(3);
      assertThat(result.call("rem")).isEqualTo(2);
    }
  }

  @Test
  void variadicFunctionsTakeObjectsAndPromoteThem() {
    given.functions.put(
        "snprintf",
        function(variadic(signature(INT, "s", CHAR.pointer(), "n", SIZE, "format", STRING))));

    Compiled.Handle c = binding();

    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(100);
      Object[] values = {(byte) 7, 'x', 1.5f, "text", 1L << 40, true};
      c.call("snprintf", buffer, 100L, "%d %c %.2f %s %ld %d", values);
      assertThat(buffer.getString(0)).isEqualTo("7 x 1.50 text 1099511627776 1");
      c.call("snprintf", buffer, 100L, "none", new Object[0]);
      assertThat(buffer.getString(0)).isEqualTo("none");
      assertThatThrownBy(() -> c.call("snprintf", buffer, 100L, "%d", new Object[] {List.of()}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("variadic argument 1 is a java.util.");
    }
  }

  @Test
  void variadicFunctionsGiveHandlesOfFixedTypes() throws Throwable {
    given.functions.put(
        "snprintf",
        function(variadic(signature(INT, "s", CHAR.pointer(), "n", SIZE, "format", STRING))));

    MethodHandle handle =
        (MethodHandle)
            binding()
                .call(
                    "snprintf$handle",
                    (Object)
                        new java.lang.foreign.MemoryLayout[] {
                          ValueLayout.JAVA_INT, ValueLayout.JAVA_DOUBLE
                        });

    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(100);
      int length = (int) handle.invokeExact(buffer, 100L, arena.allocateFrom("%d %g"), 3, 0.5);
      assertThat(length).isEqualTo(5);
      assertThat(buffer.getString(0)).isEqualTo("3 0.5");
    }
  }

  private static final Signature COMPARE = signature(INT, "a", POINTER, "b", POINTER);

  @Test
  void cCallsJavaThroughFunctionPointers() {
    given.callback("compare_fn", COMPARE);
    given.function(
        "qsort", VOID, "base", POINTER, "n", SIZE, "size", SIZE, "f", callback("compare_fn"));
    Compiled compiled = Compiled.of(given.idl());
    Compiled.Handle callbacks = compiled.type("Test$compare_fn");

    try (Arena arena = Arena.ofConfined()) {
      MemorySegment numbers = arena.allocateFrom(ValueLayout.JAVA_INT, 5, 3, 9, 1);
      Object descending =
          compiled.lambda(
              "Test$compare_fn",
              pair ->
                  Integer.compare(
                      ((MemorySegment) pair[1]).get(ValueLayout.JAVA_INT, 0),
                      ((MemorySegment) pair[0]).get(ValueLayout.JAVA_INT, 0)));
      Object pointer = callbacks.call("allocate", descending, arena);
      compiled.type("Test").call("qsort", numbers, 4L, 4L, pointer);
      assertThat(numbers.toArray(ValueLayout.JAVA_INT)).containsExactly(9, 5, 3, 1);
      // And back: a function pointer of C is called from Java.
      assertThat(callbacks.call("invoke", pointer, numbers, numbers.asSlice(4))).isEqualTo(-1);
      Object again = callbacks.call("of", pointer);
      assertThat(Compiled.on(again).call("apply", numbers.asSlice(4), numbers)).isEqualTo(1);
    }
  }

  @Test
  void aFunctionPointerParameterWithoutTypedefHasItsOwnInterface() {
    given.function(
        "qsort",
        VOID,
        "base",
        POINTER,
        "n",
        SIZE,
        "size",
        SIZE,
        "compar",
        functionPointer(COMPARE));

    Compiled compiled = Compiled.of(given.idl());

    assertThat(compiled.type("Test$qsort$compar").type()).isInterface();
  }

  @Test
  void whatACallbackThrowsGoesToTheHandlerOfTheThreadAndCGetsZero() {
    given.callback("compare_fn", COMPARE);
    Compiled compiled = Compiled.of(given.idl());
    Compiled.Handle callbacks = compiled.type("Test$compare_fn");
    AtomicReference<Throwable> seen = new AtomicReference<>();
    Thread thread = Thread.currentThread();
    Thread.UncaughtExceptionHandler before = thread.getUncaughtExceptionHandler();
    thread.setUncaughtExceptionHandler((t, failure) -> seen.set(failure));

    try (Arena arena = Arena.ofConfined()) {
      Object failing =
          compiled.lambda(
              "Test$compare_fn",
              pair -> {
                throw new IllegalStateException("no");
              });
      Object pointer = callbacks.call("allocate", failing, arena);
      Object result = callbacks.call("invoke", pointer, MemorySegment.NULL, MemorySegment.NULL);

      assertThat(result).isEqualTo(0);
      assertThat(seen.get()).hasMessage("no");
    } finally {
      thread.setUncaughtExceptionHandler(before);
    }
  }

  @Test
  void recordsByValueCrossCallbacksInBothDirections() {
    given.record("struct pair", 16, 8, field("a", INT, 0), field("b", DOUBLE, 8));
    given.callback("swap_fn", signature(struct("struct pair"), "p", struct("struct pair")));
    Compiled compiled = Compiled.of(given.idl());
    Compiled.Handle pairs = compiled.type("Test$pair");
    Compiled.Handle callbacks = compiled.type("Test$swap_fn");

    try (Arena arena = Arena.ofConfined()) {
      Object function =
          compiled.lambda(
              "Test$swap_fn",
              one -> {
                Object in = one[0];
                Object out = pairs.call("allocate", arena);
                Compiled.on(out).call("a", ((Double) Compiled.on(in).call("b")).intValue());
                Compiled.on(out).call("b", ((Integer) Compiled.on(in).call("a")).doubleValue());
                return out;
              });
      Object pointer = callbacks.call("allocate", function, arena);
      Object given = pairs.call("allocate", arena);
      Compiled.on(given).call("a", 3);
      Compiled.on(given).call("b", 4.0);

      Object swapped = callbacks.call("invoke", pointer, arena, given);

      assertThat(Compiled.on(swapped).call("a")).isEqualTo(4);
      assertThat(Compiled.on(swapped).call("b")).isEqualTo(3.0);
    }
  }

  @Test
  void smallUnsignedValuesCrossCallsWithoutTheirSign() {
    given.callback("small_fn", signature(U16, "a", U8, "b", U16, "c", I8, "d", I16, "e", BOOL));
    Compiled compiled = Compiled.of(given.idl());
    Compiled.Handle callbacks = compiled.type("Test$small_fn");

    try (Arena arena = Arena.ofConfined()) {
      AtomicReference<Object[]> seen = new AtomicReference<>();
      Object function =
          compiled.lambda(
              "Test$small_fn",
              values -> {
                seen.set(values);
                return (short) 0xfffe;
              });
      Object pointer = callbacks.call("allocate", function, arena);

      Object result =
          callbacks.call("invoke", pointer, (byte) 200, (short) 60000, (byte) -1, (short) -2, true);

      assertThat(result).isEqualTo((short) 0xfffe);
      assertThat(seen.get())
          .containsExactly((byte) 200, (short) 60000, (byte) -1, (short) -2, true);
    }
  }

  @Test
  void globalVariablesAreReadAndWritten() {
    given.variable("environ", POINTER).variable("optind", INT);
    given.variable("timezone", LONG.constant());

    Compiled compiled = Compiled.of(given.idl());
    Compiled.Handle c = compiled.type("Test");
    Compiled.Handle link = compiled.type("Test$Native");

    AddressLayout pointer = (AddressLayout) link.field("POINTER");
    MemorySegment first = ((MemorySegment) c.call("environ")).get(pointer, 0);
    assertThat((String) link.call("string", first)).contains("=");
    c.call("optind", 7);
    assertThat(c.call("optind")).isEqualTo(7);
    assertThat(((MemorySegment) c.call("optind$segment")).byteSize()).isEqualTo(4);
    assertThat(c.type().getMethods())
        .filteredOn(method -> method.getName().equals("timezone"))
        .as("a const variable has no setter")
        .hasSize(1);
  }

  @Test
  void macrosGiveFunctionsAndVariablesOtherNames() {
    given.function("strlen", SIZE, "s", STRING).variable("optind", INT);
    given.constant("LENGTH", alias("LEN2", ConstantValue.AliasKind.FUNCTION));
    given.constant("LEN2", alias("strlen", ConstantValue.AliasKind.FUNCTION));
    given.constant("INDEX", alias("optind", ConstantValue.AliasKind.VARIABLE));
    given.constant("NUMBER", alias("int", ConstantValue.AliasKind.TYPE));

    Compiled.Handle c = binding();

    assertThat(c.call("LENGTH", "abc")).isEqualTo(3L);
    c.call("INDEX", 3);
    assertThat(c.call("optind")).isEqualTo(3);
  }

  private static ConstantValue alias(String target, ConstantValue.AliasKind kind) {
    return new ConstantValue.Alias(target, kind);
  }

  @Test
  void errnoIsKeptWhereTheOverlayWantsIt() {
    Declaration.Function close = function(signature(INT, "fd", INT));
    given.functions.put("close", withErrno(close));

    Compiled compiled = Compiled.of(given.idl());

    assertThat(compiled.type("Test").call("close", -1)).isEqualTo(-1);
    assertThat(compiled.type("Test$Native").call("errno")).isEqualTo(9); // EBADF
    assertThatThrownBy(() -> compiled.type("Test$Native").call("lastError"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  private static Declaration.Function withErrno(Declaration.Function function) {
    return new Declaration.Function(
        function.signature(),
        function.symbol(),
        false,
        false,
        Optional.empty(),
        List.of(),
        false,
        true,
        Optional.empty(),
        Optional.empty(),
        AT);
  }

  @Test
  void leafFunctionsTakeMemoryOfTheJavaHeap() {
    Declaration.Function strnlen = function(signature(SIZE, "s", POINTER, "n", SIZE));
    given.functions.put(
        "strnlen",
        new Declaration.Function(
            strnlen.signature(),
            Optional.empty(),
            false,
            false,
            Optional.empty(),
            List.of(),
            true,
            false,
            Optional.empty(),
            Optional.empty(),
            AT));

    Object length =
        binding().call("strnlen", MemorySegment.ofArray(new byte[] {65, 66, 0, 67}), 4L);

    assertThat(length).isEqualTo(2L);
  }

  @Test
  void aMissingSymbolIsNamedAtEachCall() {
    given.libraries.put("linux", "libc.so.6");
    given.function("no_such_function", INT, "x", INT).variable("no_such_variable", INT);

    Compiled.Handle c = binding();

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> c.call("no_such_function", 1))
          .isInstanceOf(UnsatisfiedLinkError.class)
          .hasMessage("Test: no symbol 'no_such_function' in libc.so.6");
    }
    assertThatThrownBy(() -> c.call("no_such_variable"))
        .isInstanceOf(UnsatisfiedLinkError.class)
        .hasMessage("Test: no symbol 'no_such_variable' in libc.so.6");
  }

  @Test
  void aMissingLibraryIsNamedWithTheWayOut() {
    given.libraries.put("linux", "no-such-library");
    given.function("no_such_function", INT, "x", INT).function("labs", LONG, "n", LONG);

    Compiled.Handle c = binding();

    assertThatThrownBy(() -> c.call("no_such_function", 1))
        .isInstanceOf(UnsatisfiedLinkError.class)
        .hasMessageContaining("since 'libno-such-library.so' cannot be loaded")
        .hasMessageEndingWith("name another file with -DTest.library=FILE");
    assertThat(c.call("labs", -1L)).as("what the process has is found all the same").isEqualTo(1L);
  }

  @Test
  void aLibraryThatTheUserNamesIsTakenToFit() {
    given.target = WINDOWS;
    given.function("abs", INT, "n", INT).function("no_such_function", INT, "x", INT);
    System.setProperty("Test.library", "libc.so.6");
    try {
      Compiled.Handle c = binding();

      assertThat(c.call("abs", -7)).isEqualTo(7);
      assertThatThrownBy(() -> c.call("no_such_function", 1))
          .hasMessage("Test: no symbol 'no_such_function' in libc.so.6");
    } finally {
      System.clearProperty("Test.library");
    }
  }

  @Test
  void aBindingForAnotherPlatformSaysSo() {
    given.target = WINDOWS;
    given.function("labs", INT, "n", INT);

    Compiled.Handle c = binding();

    assertThatThrownBy(() -> c.call("labs", 1))
        .isInstanceOf(UnsatisfiedLinkError.class)
        .hasMessageContaining("generated for x86_64-w64-windows-gnu, and this is Linux on ");
  }

  @Test
  void otherNamesOfTheLinkerAreUsed() {
    Declaration.Function labs = function(signature(LONG, "n", LONG));
    given.functions.put(
        "absolute",
        new Declaration.Function(
            labs.signature(),
            Optional.of("labs"),
            false,
            false,
            Optional.empty(),
            List.of(),
            false,
            false,
            Optional.empty(),
            Optional.empty(),
            AT));

    assertThat(binding().call("absolute", -3L)).isEqualTo(3L);
  }

  @Test
  void everyScalarTypeIsDeclared() {
    given.function(
        "all",
        U64,
        "a",
        BOOL,
        "b",
        I8,
        "c",
        U8,
        "d",
        I16,
        "e",
        U16,
        "f",
        INT,
        "g",
        UINT,
        "h",
        I64,
        "i",
        U64,
        "j",
        FLOAT,
        "k",
        DOUBLE,
        "l",
        POINTER,
        "m",
        STRING,
        "n",
        scalar(CType.ISIZE),
        "o",
        SIZE);

    assertThat(binding().type().getMethods())
        .filteredOn(method -> method.getName().equals("all"))
        .hasSize(2);
  }
}
