import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;
import java.util.Locale;

/** The workloads of ffi.luau in hand-written Java over Panama; see ffi.sh. */
public final class FfiBaseline {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final Arena ARENA = Arena.global();
  private static final SymbolLookup LIBRARY =
      SymbolLookup.libraryLookup(Path.of(System.getProperty("library")), ARENA);
  private static final SymbolLookup SQLITE = SymbolLookup.libraryLookup("libsqlite3.so.0", ARENA);
  private static final SymbolLookup ZLIB = SymbolLookup.libraryLookup("libz.so.1", ARENA);

  private static final FunctionDescriptor BINARY =
      FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT);
  private static final Linker.Option CRITICAL = Linker.Option.critical(false);
  private static final MethodHandle NOOP = function(LIBRARY, "noop", FunctionDescriptor.ofVoid());
  private static final MethodHandle LEAF_NOOP =
      function(LIBRARY, "noop", FunctionDescriptor.ofVoid(), CRITICAL);
  private static final MethodHandle ADD = function(LIBRARY, "add_i32", BINARY);
  private static final MethodHandle LEAF_ADD = function(LIBRARY, "add_i32", BINARY, CRITICAL);
  private static final MethodHandle ADD_F64 =
      function(LIBRARY, "add_f64", FunctionDescriptor.of(JAVA_DOUBLE, JAVA_DOUBLE, JAVA_DOUBLE));
  private static final FunctionDescriptor STRLEN = FunctionDescriptor.of(JAVA_LONG, ADDRESS);
  private static final MethodHandle LENGTH = function(LIBRARY, "length", STRLEN);
  private static final MethodHandle LEAF_LENGTH = function(LIBRARY, "length", STRLEN, CRITICAL);
  private static final MethodHandle REPEAT =
      function(LIBRARY, "repeat_binary", FunctionDescriptor.of(JAVA_LONG, ADDRESS, JAVA_INT));
  private static final MethodHandle QSORT =
      function(
          LINKER.defaultLookup(),
          "qsort",
          FunctionDescriptor.ofVoid(ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS));
  private static final StructLayout PAIR =
      MemoryLayout.structLayout(JAVA_INT.withName("x"), JAVA_INT.withName("y"));
  private static final VarHandle PAIR_X = PAIR.varHandle(PathElement.groupElement("x"));
  private static final VarHandle PAIR_Y = PAIR.varHandle(PathElement.groupElement("y"));
  private static final MethodHandle MAKE_PAIR =
      function(LIBRARY, "make_pair", FunctionDescriptor.of(PAIR, JAVA_INT, JAVA_INT));
  private static final StructLayout POINT =
      MemoryLayout.structLayout(JAVA_FLOAT.withName("x"), JAVA_FLOAT.withName("y"));
  private static final VarHandle POINT_X = POINT.varHandle(PathElement.groupElement("x"));
  private static final VarHandle POINT_Y = POINT.varHandle(PathElement.groupElement("y"));
  private static final MethodHandle CRC32 =
      function(ZLIB, "crc32", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_INT));

  private static final MethodHandle OPEN = sqlite("sqlite3_open", ADDRESS, ADDRESS);
  private static final MethodHandle EXEC =
      sqlite("sqlite3_exec", ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
  private static final MethodHandle PREPARE =
      sqlite("sqlite3_prepare_v2", ADDRESS, ADDRESS, JAVA_INT, ADDRESS, ADDRESS);
  private static final MethodHandle BIND_INT =
      sqlite("sqlite3_bind_int", ADDRESS, JAVA_INT, JAVA_INT);
  private static final MethodHandle BIND_DOUBLE =
      sqlite("sqlite3_bind_double", ADDRESS, JAVA_INT, JAVA_DOUBLE);
  private static final MethodHandle BIND_TEXT =
      sqlite("sqlite3_bind_text", ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS);
  private static final MethodHandle STEP = sqlite("sqlite3_step", ADDRESS);
  private static final MethodHandle RESET = sqlite("sqlite3_reset", ADDRESS);
  private static final MethodHandle FINALIZE = sqlite("sqlite3_finalize", ADDRESS);
  private static final MethodHandle CLOSE = sqlite("sqlite3_close", ADDRESS);
  private static final MethodHandle COLUMN_INT = sqlite("sqlite3_column_int", ADDRESS, JAVA_INT);
  private static final MethodHandle COLUMN_DOUBLE =
      function(
          SQLITE, "sqlite3_column_double", FunctionDescriptor.of(JAVA_DOUBLE, ADDRESS, JAVA_INT));
  private static final AddressLayout TEXT =
      ADDRESS.withTargetLayout(MemoryLayout.sequenceLayout(Long.MAX_VALUE, JAVA_BYTE));
  private static final MethodHandle COLUMN_TEXT =
      function(SQLITE, "sqlite3_column_text", FunctionDescriptor.of(TEXT, ADDRESS, JAVA_INT));
  private static final MemorySegment TRANSIENT = MemorySegment.ofAddress(-1);
  private static final int ROW = 100;
  private static final int DONE = 101;

  private static final int CALLS = 1_000_000;
  private static final int ELEMENTS = 1_000_000;
  private static final int ROUNDS = 12;

  /** Nanoseconds. */
  private static final long WARM_UP = 2_000_000_000;

  private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
  private static final MemorySegment POINTS = ARENA.allocate(POINT, ELEMENTS);
  private static final MemorySegment INTS = ARENA.allocate(JAVA_INT, ELEMENTS);
  private static final MemorySegment OUT = ARENA.allocate(ADDRESS);

  /** How the names of the workloads to run begin. */
  private static String only = "";

  /** What a loop computed, so that it is not optimised away. */
  private static volatile double sink;

  private FfiBaseline() {}

  private static MethodHandle function(
      SymbolLookup library, String name, FunctionDescriptor type, Linker.Option... options) {
    return LINKER.downcallHandle(library.findOrThrow(name), type, options);
  }

  private static MethodHandle sqlite(String name, MemoryLayout... arguments) {
    return function(SQLITE, name, FunctionDescriptor.of(JAVA_INT, arguments));
  }

  private interface Workload {
    void run(int n) throws Throwable;
  }

  private static void bench(String name, int n, String unit, Workload workload) throws Throwable {
    if (!name.startsWith(only)) {
      return;
    }
    long start = System.nanoTime();
    do {
      workload.run(n);
    } while (System.nanoTime() - start < WARM_UP);
    long best = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long from = System.nanoTime();
      workload.run(n);
      best = Math.min(best, System.nanoTime() - from);
    }
    double time = best / (double) n / (unit.equals("ms") ? 1e6 : 1);
    System.out.printf(Locale.ROOT, "%s\t%.2f\t%s%n", name, time, unit);
  }

  public static void main(String[] args) throws Throwable {
    only = args.length > 0 ? args[0] : "";
    calls();
    memory();
    libraries();
  }

  // ---- calls ----

  private static void calls() throws Throwable {
    bench("W1 noop", CALLS, "ns", FfiBaseline::noop);
    bench("W1 noop, leaf", CALLS, "ns", FfiBaseline::leafNoop);
    bench("W2 add i32", CALLS, "ns", FfiBaseline::add);
    bench("W2 add i32, leaf", CALLS, "ns", FfiBaseline::leafAdd);
    bench("W3 add f64", CALLS, "ns", FfiBaseline::addF64);
    bench("W4 strlen of 20 bytes", CALLS, "ns", FfiBaseline::length);
    bench("W4 strlen of 20 bytes, leaf", CALLS, "ns", FfiBaseline::leafLength);
    MethodHandle sum =
        MethodHandles.lookup()
            .findStatic(
                FfiBaseline.class, "sum", MethodType.methodType(int.class, int.class, int.class));
    MemorySegment callback = LINKER.upcallStub(sum, BINARY, ARENA);
    bench("W5 callback", ELEMENTS, "ns", n -> sink = (long) REPEAT.invokeExact(callback, n));
    AddressLayout pointer = ADDRESS.withTargetLayout(JAVA_INT);
    MethodHandle compare =
        MethodHandles.lookup()
            .findStatic(
                FfiBaseline.class,
                "compare",
                MethodType.methodType(int.class, MemorySegment.class, MemorySegment.class));
    MemorySegment comparator =
        LINKER.upcallStub(compare, FunctionDescriptor.of(JAVA_INT, pointer, pointer), ARENA);
    MemorySegment numbers = ARENA.allocate(JAVA_INT, 100_000);
    bench("W5b qsort of 100,000 ints", 1, "ms", n -> sort(numbers, comparator));
  }

  private static void noop(int n) throws Throwable {
    for (int i = 0; i < n; i++) {
      NOOP.invokeExact();
    }
  }

  private static void leafNoop(int n) throws Throwable {
    for (int i = 0; i < n; i++) {
      LEAF_NOOP.invokeExact();
    }
  }

  private static void add(int n) throws Throwable {
    int a = 0;
    for (int i = 0; i < n; i++) {
      a = (int) ADD.invokeExact(a, 1);
    }
    sink = a;
  }

  private static void leafAdd(int n) throws Throwable {
    int a = 0;
    for (int i = 0; i < n; i++) {
      a = (int) LEAF_ADD.invokeExact(a, 1);
    }
    sink = a;
  }

  private static void addF64(int n) throws Throwable {
    double a = 0;
    for (int i = 0; i < n; i++) {
      a = (double) ADD_F64.invokeExact(a, 1.5);
    }
    sink = a;
  }

  /** Copies the string for each call, as one must, into memory that is reused. */
  private static void length(int n) throws Throwable {
    SegmentAllocator scratch = SegmentAllocator.prefixAllocator(ARENA.allocate(64));
    String text = "x".repeat(20);
    long a = 0;
    for (int i = 0; i < n; i++) {
      a += (long) LENGTH.invokeExact(scratch.allocateFrom(text));
    }
    sink = a;
  }

  private static void leafLength(int n) throws Throwable {
    SegmentAllocator scratch = SegmentAllocator.prefixAllocator(ARENA.allocate(64));
    String text = "x".repeat(20);
    long a = 0;
    for (int i = 0; i < n; i++) {
      a += (long) LEAF_LENGTH.invokeExact(scratch.allocateFrom(text));
    }
    sink = a;
  }

  static int sum(int a, int b) {
    return a + b;
  }

  static int compare(MemorySegment a, MemorySegment b) {
    return a.get(JAVA_INT, 0) - b.get(JAVA_INT, 0);
  }

  private static void sort(MemorySegment numbers, MemorySegment comparator) throws Throwable {
    long seed = 1;
    for (int i = 0; i < 100_000; i++) {
      seed = seed * 16807 % 2147483647;
      numbers.setAtIndex(JAVA_INT, i, (int) (seed % 1_000_000));
    }
    QSORT.invokeExact(numbers, 100_000L, 4L, comparator);
  }

  // ---- memory ----

  private static void memory() throws Throwable {
    bench("W6 pointTo(array:offset(n))", ELEMENTS, "ns", FfiBaseline::points);
    bench("W6 pointTo(number)", ELEMENTS, "ns", FfiBaseline::points);
    bench("W7 typed write", ELEMENTS, "ns", FfiBaseline::write);
    bench("W7 typed read", ELEMENTS, "ns", FfiBaseline::read);
    bench("W8 unsafe write", ELEMENTS, "ns", FfiBaseline::unsafeWrite);
    bench("W8 unsafe read", ELEMENTS, "ns", FfiBaseline::unsafeRead);
    bench("W8 ffi.write", ELEMENTS, "ns", FfiBaseline::writeAt);
    bench("W8 ffi.read", ELEMENTS, "ns", FfiBaseline::readAt);
    try (Arena big = Arena.ofConfined()) {
      MemorySegment from = big.allocate(100_000_000);
      MemorySegment to = big.allocate(100_000_000);
      bench("W9 fill 100 MB", 1, "ms", n -> from.fill((byte) 0x5a));
      bench("W9 copy 100 MB", 1, "ms", n -> to.copyFrom(from));
    }
  }

  private static void points(int n) {
    for (int i = 0; i < n; i++) {
      MemorySegment point = POINTS.asSlice(i * POINT.byteSize(), POINT.byteSize());
      POINT_X.set(point, 0L, (float) (i * 0.5));
      POINT_Y.set(point, 0L, (float) (i * 1.5));
    }
  }

  private static void write(int n) {
    for (int i = 0; i < n; i++) {
      INTS.setAtIndex(JAVA_INT, i, i);
    }
  }

  /** The sum is a double, as numbers of Luau are. */
  private static void read(int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += INTS.getAtIndex(JAVA_INT, i);
    }
    sink = sum;
  }

  private static void unsafeWrite(int n) {
    long start = POINTS.address();
    for (int i = 0; i < n; i++) {
      ALL.set(JAVA_INT_UNALIGNED, start + i * 4L, i);
    }
  }

  private static void unsafeRead(int n) {
    long start = POINTS.address();
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += ALL.get(JAVA_INT_UNALIGNED, start + i * 4L);
    }
    sink = sum;
  }

  private static void writeAt(int n) {
    for (int i = 0; i < n; i++) {
      POINTS.set(JAVA_INT_UNALIGNED, i * 4L, i);
    }
  }

  private static void readAt(int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += POINTS.get(JAVA_INT_UNALIGNED, i * 4L);
    }
    sink = sum;
  }

  // ---- libraries ----

  private static void libraries() throws Throwable {
    bench("W10 SQLite, 100,000 inserts", 1, "ms", n -> insert());
    bench("W10 SQLite, 100,000 rows read", 1, "ms", n -> select());
    bench("W11 crc32 of 64 bytes", ELEMENTS, "ns", FfiBaseline::crc32);
    bench("W12 record by value", ELEMENTS, "ns", FfiBaseline::makePairs);
  }

  private static MemorySegment db = MemorySegment.NULL;

  private static void check(boolean ok) {
    if (!ok) {
      throw new IllegalStateException("SQLite");
    }
  }

  private static void execute(String sql) throws Throwable {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment none = MemorySegment.NULL;
      check((int) EXEC.invokeExact(db, arena.allocateFrom(sql), none, none, none) == 0);
    }
  }

  private static MemorySegment prepare(String sql) throws Throwable {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment none = MemorySegment.NULL;
      check((int) PREPARE.invokeExact(db, arena.allocateFrom(sql), -1, OUT, none) == 0);
      return OUT.get(ADDRESS, 0);
    }
  }

  private static void insert() throws Throwable {
    if (db.address() != 0) {
      int ignored = (int) CLOSE.invokeExact(db);
    }
    check((int) OPEN.invokeExact(ARENA.allocateFrom(":memory:"), OUT) == 0);
    db = OUT.get(ADDRESS, 0);
    execute("create table t(id integer primary key, name text, value real)");
    MemorySegment insert = prepare("insert into t values (?, ?, ?)");
    execute("begin");
    SegmentAllocator scratch = SegmentAllocator.prefixAllocator(ARENA.allocate(64));
    int ignored;
    for (int i = 1; i <= 100_000; i++) {
      ignored = (int) BIND_INT.invokeExact(insert, 1, i);
      MemorySegment name = scratch.allocateFrom("a row's name");
      ignored = (int) BIND_TEXT.invokeExact(insert, 2, name, -1, TRANSIENT);
      ignored = (int) BIND_DOUBLE.invokeExact(insert, 3, i * 0.5);
      check((int) STEP.invokeExact(insert) == DONE);
      ignored = (int) RESET.invokeExact(insert);
    }
    execute("commit");
    ignored = (int) FINALIZE.invokeExact(insert);
  }

  private static void select() throws Throwable {
    MemorySegment select = prepare("select id, name, value from t");
    long ids = 0;
    long bytes = 0;
    double values = 0;
    while ((int) STEP.invokeExact(select) == ROW) {
      ids += (int) COLUMN_INT.invokeExact(select, 0);
      bytes += ((MemorySegment) COLUMN_TEXT.invokeExact(select, 1)).getString(0).length();
      values += (double) COLUMN_DOUBLE.invokeExact(select, 2);
    }
    int ignored = (int) FINALIZE.invokeExact(select);
    check(ids == 5_000_050_000L && values == ids / 2.0 && bytes == 1_200_000);
  }

  private static void crc32(int n) throws Throwable {
    MemorySegment data = ARENA.allocate(64_000);
    long crc = 0;
    for (int k = 0; k < n / 1000; k++) {
      for (int i = 0; i < 1000; i++) {
        crc = (long) CRC32.invokeExact(crc, data.asSlice(i * 64L, 64), 64);
      }
    }
    sink = crc;
  }

  private static void makePairs(int n) throws Throwable {
    SegmentAllocator scratch = SegmentAllocator.prefixAllocator(ARENA.allocate(PAIR));
    double sum = 0;
    for (int i = 0; i < n; i++) {
      MemorySegment pair = (MemorySegment) MAKE_PAIR.invokeExact(scratch, i, 2);
      sum += (int) PAIR_X.get(pair, 0L) + (int) PAIR_Y.get(pair, 0L);
    }
    sink = sum;
  }
}
