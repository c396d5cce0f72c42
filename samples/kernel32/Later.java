import bindings.Kernel32;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Queues calls for later, which Windows makes while the thread sleeps; then starts a thread, which
 * calls Java too.
 *
 * <pre>java --enable-native-access=ALL-UNNAMED samples/kernel32/Later.java TEXT...</pre>
 */
final class Later {
  private Later() {}

  public static void main(String[] args) {
    // Shared, as one of the callbacks is called by another thread.
    try (Arena arena = Arena.ofShared()) {
      MemorySegment call =
          Kernel32.PAPCFUNC.allocate(
              index -> System.out.println("called with " + index + ": " + args[(int) index - 1]),
              arena);
      for (int index = 1; index <= args.length; index++) {
        if (Kernel32.QueueUserAPC(call, Kernel32.GetCurrentThread(), index) == 0) {
          System.out.println("later: no room for " + index);
        }
      }
      System.out.println("sleeping");
      int reason = Kernel32.SleepEx(10, Kernel32.TRUE);
      System.out.println(reason == 0 ? "nothing was queued" : "woken by 0x%x".formatted(reason));
      inAThread(arena, args.length);
    }
  }

  private static void inAThread(Arena arena, int length) {
    int here = Kernel32.GetCurrentThreadId();
    MemorySegment parameter = arena.allocateFrom(ValueLayout.JAVA_INT, length);
    MemorySegment start =
        Kernel32.PTHREAD_START_ROUTINE.allocate(
            pointer -> {
              boolean elsewhere = Kernel32.GetCurrentThreadId() != here;
              int seen = pointer.get(ValueLayout.JAVA_INT, 0);
              System.out.println(
                  (elsewhere ? "another thread" : "this thread") + " sees " + seen + " texts");
              return seen * 10;
            },
            arena);
    MemorySegment none = MemorySegment.NULL;
    MemorySegment thread = Kernel32.CreateThread(none, 0, start, parameter, 0, none);
    if (thread.equals(MemorySegment.NULL)) {
      System.out.println("later: no thread");
      return;
    }
    Kernel32.WaitForSingleObject(thread, Kernel32.INFINITE);
    MemorySegment code = arena.allocate(ValueLayout.JAVA_INT);
    Kernel32.GetExitCodeThread(thread, code);
    Kernel32.CloseHandle(thread);
    System.out.println("the thread ended with " + code.get(ValueLayout.JAVA_INT, 0));
  }
}
