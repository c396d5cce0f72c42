import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.Random;

final class LibcClient {
  private LibcClient() {}

  public static void qsortCallsJava() {
    int[] numbers = new Random(7).ints(10_000).toArray();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment array = arena.allocateFrom(ValueLayout.JAVA_INT, numbers);
      MemorySegment compare =
          Libc.__compar_fn_t.allocate(
              (a, b) ->
                  Integer.compare(a.get(ValueLayout.JAVA_INT, 0), b.get(ValueLayout.JAVA_INT, 0)),
              arena);
      Libc.qsort(array, numbers.length, 4, compare);
      Arrays.sort(numbers);
      assertThat(array.toArray(ValueLayout.JAVA_INT)).isEqualTo(numbers);
    }
  }

  public static void divReturnsARecordByValue() {
    try (Arena arena = Arena.ofConfined()) {
      Libc.div_t result = Libc.div(arena, -17, 5);
      assertThat(result.quot()).isEqualTo(-3);
      assertThat(result.rem()).isEqualTo(-2);
      assertThat(Libc.lldiv(arena, 1L << 40, 1000).rem()).isEqualTo((1L << 40) % 1000);
    }
  }

  public static void snprintfTakesAnyArguments() throws Throwable {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(200);
      int length =
          Libc.snprintf(
              buffer, 200, "%s %d %ld %5.2f %c %x", "text", -1, 1L << 33, 3.14159, 'z', 255);
      String expected = "text -1 8589934592  3.14 z ff";
      assertThat(buffer.getString(0)).isEqualTo(expected);
      assertThat(length).isEqualTo(expected.length());

      MethodHandle typed = Libc.snprintf$handle(ValueLayout.JAVA_DOUBLE, ValueLayout.JAVA_INT);
      MemorySegment format = arena.allocateFrom("%g/%d");
      assertThat((int) typed.invokeExact(buffer, 200L, format, 0.5, 9)).isEqualTo(5);
      assertThat(buffer.getString(0)).isEqualTo("0.5/9");
    }
  }

  public static void strftimeReadsAStruct() {
    try (Arena arena = Arena.ofConfined()) {
      Libc.tm when =
          Libc.tm.allocate(arena).tm_year(126).tm_mon(10).tm_mday(22).tm_hour(13).tm_wday(0);
      MemorySegment buffer = arena.allocate(100);
      long length = Libc.strftime(buffer, 100, "%Y-%m-%d %H:%M %a", when.segment());
      assertThat(buffer.getString(0)).isEqualTo("2026-11-22 13:00 Sun");
      assertThat(length).isEqualTo(20);
      assertThat(Libc.timegm(when.segment())).isEqualTo(1795352400L);
    }
  }

  public static void globalVariablesAreThere() {
    MemorySegment first = Libc.environ().get(Libc.Native.POINTER, 0);
    assertThat(Libc.Native.string(first)).contains("=");
    Libc.tzset();
    assertThat(Libc.timezone() % 60).isZero();
    assertThat(Libc.stdout().address()).isNotZero();
    assertThat(Libc.Native.string(Libc.getenv("LIGATURE_HAS_NO_SUCH_VARIABLE"))).isNull();
  }

  public static void statFillsAStruct() {
    try (Arena arena = Arena.ofConfined()) {
      Libc.stat info = Libc.stat.allocate(arena);
      assertThat(Libc.stat("/", info.segment())).isZero();
      assertThat(info.st_mode() & Libc.S_IFMT).isEqualTo(Libc.S_IFDIR);
      assertThat(info.st_mtim().tv_sec()).isPositive();
    }
  }

  public static void unionsInsideStructsAreReached() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment handler = Libc.__sighandler_t.allocate(number -> caught = number, arena);
      Libc.sigaction action = Libc.sigaction.allocate(arena);
      action.__sigaction_handler().sa_handler(handler);
      Libc.sigaction before = Libc.sigaction.allocate(arena);
      assertThat(Libc.sigaction(Libc.SIGWINCH, action.segment(), before.segment())).isZero();
      assertThat(Libc.raise(Libc.SIGWINCH)).isZero();
      assertThat(Libc.sigaction(Libc.SIGWINCH, before.segment(), MemorySegment.NULL)).isZero();
      assertThat(caught).isEqualTo(Libc.SIGWINCH);
    }
  }

  private static int caught;
}
