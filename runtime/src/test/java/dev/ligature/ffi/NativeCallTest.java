package dev.ligature.ffi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ligature.ffi.RecordLayout.FieldSpec;
import dev.ligature.ffi.RecordLayout.Kind;
import dev.ligature.ffi.RecordLayout.Options;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class NativeCallTest {
  private static final Path HERE = Path.of("");
  private final NativeLibrary process = NativeLibrary.process();

  @Test
  void callsAFunctionOfTheProcess() throws Throwable {
    MethodHandle abs = Downcalls.handle(CallShape.of(NativeType.I32, List.of(NativeType.I32)));
    assertThat((int) abs.invokeExact(process.require("abs"), -5)).isEqualTo(5);
  }

  @Test
  void returnsRecordsByValue() throws Throwable {
    RecordLayout divT =
        RecordLayout.of(
            Kind.STRUCT,
            List.of(FieldSpec.of("quot", NativeType.I32), FieldSpec.of("rem", NativeType.I32)),
            Options.NATURAL);
    MethodHandle div =
        Downcalls.handle(CallShape.of(divT, List.of(NativeType.I32, NativeType.I32)));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment result =
          (MemorySegment) div.invokeExact(process.require("div"), (SegmentAllocator) arena, 17, 5);
      assertThat(result.get(ValueLayout.JAVA_INT, 0)).isEqualTo(3);
      assertThat(result.get(ValueLayout.JAVA_INT, 4)).isEqualTo(2);
    }
  }

  @Test
  void capturesErrno() throws Throwable {
    ErrorNumber errno = new ErrorNumber();
    CallShape shape = new CallShape(NativeType.I32, List.of(NativeType.I32), -1, true, false);
    MethodHandle close = Downcalls.handle(shape);
    int result = (int) close.invokeExact(process.require("close"), errno.state(), -1);
    assertThat(result).isEqualTo(-1);
    assertThat(errno.last()).as("EBADF").isEqualTo(9);
  }

  @Test
  void isCalledBack() throws Throwable {
    CallShape comparison =
        CallShape.of(NativeType.I32, List.of(NativeType.POINTER, NativeType.POINTER));
    MethodHandle target =
        MethodHandles.lookup()
            .findStatic(
                NativeCallTest.class,
                "compare",
                MethodType.methodType(int.class, long.class, long.class));
    assertThat(Upcall.targetType(comparison)).isEqualTo(target.type());
    Upcall upcall = new Upcall(comparison, target);
    Block numbers = new NativeArena().allocate(12, 4);
    long at = numbers.address();
    Memory.writeInt(numbers, at, 3);
    Memory.writeInt(numbers, at + 4, 1);
    Memory.writeInt(numbers, at + 8, 2);
    MethodHandle qsort =
        Downcalls.handle(
            CallShape.of(
                NativeType.VOID,
                List.of(
                    NativeType.POINTER, NativeType.USIZE, NativeType.USIZE, NativeType.POINTER)));
    qsort.invokeExact(process.require("qsort"), at, 3L, 4L, upcall.address());
    assertThat(Memory.readInt(numbers, at)).isEqualTo(1);
    assertThat(Memory.readInt(numbers, at + 4)).isEqualTo(2);
    assertThat(Memory.readInt(numbers, at + 8)).isEqualTo(3);
    upcall.free();
    assertThat(upcall.isValid()).isFalse();
  }

  private static int compare(long a, long b) {
    return Integer.compare(Memory.Unchecked.readInt(a), Memory.Unchecked.readInt(b));
  }

  @Test
  void aBareNameFindsTheVersionedLibrary() {
    NativeLibrary zlib = NativeLibrary.load("z", HERE);
    assertThat(zlib.path()).startsWith("libz.so");
    assertThat(zlib.files().getFirst().getFileName().toString()).startsWith("libz.so");
    assertThat(zlib.find("crc32")).isPresent();
    zlib.close();
    assertThatThrownBy(() -> zlib.find("crc32")).hasMessageEndingWith("is closed");
  }

  @Test
  void aMissingLibrarySaysWhatWasTried() {
    assertThatThrownBy(() -> NativeLibrary.load("no-such-library", HERE))
        .hasMessageStartingWith("Failed to load library 'no-such-library':")
        .hasMessageContaining("tried 'libno-such-library.so'");
  }

  @Test
  void aMissingSymbolNamesItselfAndItsLibrary() {
    NativeLibrary zlib = NativeLibrary.load("z", HERE);
    assertThatThrownBy(() -> zlib.require("no_such_symbol"))
        .hasMessage("Symbol 'no_such_symbol' not found in '" + zlib.path() + "'");
  }
}
