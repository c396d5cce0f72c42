import bindings.Kernel32;
import bindings.Kernel32.DCB;
import bindings.Kernel32.MEMORYSTATUSEX;
import bindings.Kernel32.SYSTEMTIME;
import bindings.Kernel32.SYSTEM_INFO;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints what Windows says of the machine.
 *
 * <pre>java --enable-native-access=ALL-UNNAMED samples/kernel32/SystemInfo.java</pre>
 */
final class SystemInfo {
  private SystemInfo() {}

  public static void main(String[] args) {
    try (Arena arena = Arena.ofConfined()) {
      System.out.println("name        " + computerName(arena));
      System.out.println("processors  " + processors(arena));
      System.out.println("memory      " + memory(arena));
      System.out.printf("up          %.1f hours%n", Kernel32.GetTickCount64() / 3_600_000.0);
      System.out.println("time        " + now(arena));
      System.out.println("COM1        " + serialPort(arena));
    }
  }

  private static String computerName(Arena arena) {
    MemorySegment size = arena.allocate(ValueLayout.JAVA_INT);
    int kind = Kernel32.ComputerNameDnsHostname;
    // The first call says how large the name is, in units of UTF-16.
    Kernel32.GetComputerNameExW(kind, MemorySegment.NULL, size);
    MemorySegment name = arena.allocate(ValueLayout.JAVA_SHORT, size.get(ValueLayout.JAVA_INT, 0));
    return Kernel32.GetComputerNameExW(kind, name, size) == 0
        ? "?"
        : Kernel32.Native.wideString(name);
  }

  private static String processors(Arena arena) {
    SYSTEM_INFO info = SYSTEM_INFO.allocate(arena);
    Kernel32.GetNativeSystemInfo(info.segment());
    // A member of a struct in a union, both without a name.
    String architecture =
        switch (info.wProcessorArchitecture()) {
          case Kernel32.PROCESSOR_ARCHITECTURE_INTEL -> "x86";
          case Kernel32.PROCESSOR_ARCHITECTURE_AMD64 -> "x64";
          case Kernel32.PROCESSOR_ARCHITECTURE_ARM64 -> "ARM64";
          default -> "?";
        };
    return "%d of %s, pages of %d bytes"
        .formatted(info.dwNumberOfProcessors(), architecture, info.dwPageSize());
  }

  private static String memory(Arena arena) {
    MEMORYSTATUSEX status =
        MEMORYSTATUSEX.allocate(arena).dwLength((int) MEMORYSTATUSEX.LAYOUT.byteSize());
    if (Kernel32.GlobalMemoryStatusEx(status.segment()) == 0) {
      return "?";
    }
    double gibibytes = status.ullTotalPhys() / (double) (1 << 30);
    return "%.1f GiB, %d %% in use".formatted(gibibytes, status.dwMemoryLoad());
  }

  private static String now(Arena arena) {
    SYSTEMTIME time = SYSTEMTIME.allocate(arena);
    Kernel32.GetSystemTime(time.segment());
    return "%04d-%02d-%02d %02d:%02d UTC"
        .formatted(time.wYear(), time.wMonth(), time.wDay(), time.wHour(), time.wMinute());
  }

  private static String serialPort(Arena arena) {
    MemorySegment none = MemorySegment.NULL;
    MemorySegment port =
        Kernel32.CreateFileW(
            Kernel32.Native.wideString(arena, "COM1"),
            Kernel32.GENERIC_READ,
            0,
            none,
            Kernel32.OPEN_EXISTING,
            0,
            none);
    if (port.address() == Kernel32.INVALID_HANDLE_VALUE.address()) {
      return "none";
    }
    DCB settings = DCB.allocate(arena).DCBlength((int) DCB.LAYOUT.byteSize());
    String text = "?";
    if (Kernel32.GetCommState(port, settings.segment()) != 0) {
      List<String> flow = new ArrayList<>(); // one bit each
      if (settings.fOutxCtsFlow() == 1) {
        flow.add("CTS");
      }
      if (settings.fDtrControl() == Kernel32.DTR_CONTROL_ENABLE) {
        flow.add("DTR");
      }
      if (settings.fRtsControl() == Kernel32.RTS_CONTROL_HANDSHAKE) {
        flow.add("RTS handshake");
      }
      text =
          "%d baud, %d bits, %s"
              .formatted(settings.BaudRate(), settings.ByteSize(), String.join(", ", flow));
    }
    Kernel32.CloseHandle(port);
    return text;
  }
}
