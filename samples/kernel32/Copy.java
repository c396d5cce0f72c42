import bindings.Kernel32;
import bindings.Kernel32.LARGE_INTEGER;
import bindings.Kernel32.LPPROGRESS_ROUTINE;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Copies a file, and tells how far it has come: Windows calls a lambda with records by value.
 *
 * <pre>java --enable-native-access=ALL-UNNAMED samples/kernel32/Copy.java FROM TO</pre>
 */
final class Copy {
  private static final MemorySegment NONE = MemorySegment.NULL;

  private final Arena arena;

  private Copy(Arena arena) {
    this.arena = arena;
  }

  public static void main(String[] args) {
    if (args.length != 2) {
      System.out.println("copy: usage: copy FROM TO");
      System.exit(1);
    }
    try (Arena arena = Arena.ofConfined()) {
      Copy copy = new Copy(arena);
      int calls = copy.copy(args[0], args[1]);
      System.out.println(copy.describe(args[1]).formatted(calls));
    }
  }

  /** {@return how often it was told of progress} */
  private int copy(String from, String to) {
    AtomicInteger calls = new AtomicInteger();
    MemorySegment report =
        LPPROGRESS_ROUTINE.allocate(
            (total, transferred, _, _, _, _, _, _, _) -> {
              if (calls.incrementAndGet() % 16 == 0) {
                System.out.printf("  %d of %d bytes%n", transferred.QuadPart(), total.QuadPart());
              }
              return 0; // go on
            },
            arena);
    check(from, Kernel32.CopyFileExW(wide(from), wide(to), report, NONE, NONE, 0));
    return calls.get();
  }

  /** What was written, seen through another handle: its size, and its last bytes. */
  private String describe(String path) {
    MemorySegment file =
        Kernel32.CreateFileW(
            wide(path),
            Kernel32.GENERIC_READ,
            Kernel32.FILE_SHARE_READ,
            NONE,
            Kernel32.OPEN_EXISTING,
            0,
            NONE);
    check(path, file.address() == Kernel32.INVALID_HANDLE_VALUE.address() ? 0 : 1);
    LARGE_INTEGER size = LARGE_INTEGER.allocate(arena);
    check(path, Kernel32.GetFileSizeEx(file, size.segment()));
    LARGE_INTEGER distance = LARGE_INTEGER.allocate(arena).QuadPart(-Math.min(size.QuadPart(), 4));
    check(path, Kernel32.SetFilePointerEx(file, distance, NONE, Kernel32.FILE_END));
    MemorySegment bytes = arena.allocate(4);
    MemorySegment count = arena.allocate(ValueLayout.JAVA_INT);
    check(path, Kernel32.ReadFile(file, bytes, 4, count, NONE));
    Kernel32.CloseHandle(file);
    byte[] last =
        bytes.asSlice(0, count.get(ValueLayout.JAVA_INT, 0)).toArray(ValueLayout.JAVA_BYTE);
    String hex = HexFormat.of().withPrefix(" ").formatHex(last);
    return size.QuadPart() + " bytes copied in %d steps, the last are" + hex;
  }

  private MemorySegment wide(String text) {
    return Kernel32.Native.wideString(arena, text);
  }

  /** Ends the program with what the system says of the last call's error, if that failed. */
  private void check(String path, int succeeded) {
    if (succeeded == 0) {
      int code = lastError();
      int flags = Kernel32.FORMAT_MESSAGE_FROM_SYSTEM | Kernel32.FORMAT_MESSAGE_IGNORE_INSERTS;
      MemorySegment text = arena.allocate(ValueLayout.JAVA_SHORT, 500);
      Kernel32.FormatMessageW(flags, NONE, code, 0, text, 500, NONE);
      String message = Kernel32.Native.wideString(text).strip();
      System.out.println("copy: " + path + ": " + message + " (error " + code + ")");
      System.exit(1);
    }
  }

  /** Elsewhere than on Windows a stand-in for its library tells errors by errno. */
  private static int lastError() {
    return System.getProperty("os.name").startsWith("Windows")
        ? Kernel32.Native.lastError()
        : Kernel32.Native.errno();
  }
}
