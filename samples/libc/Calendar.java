import bindings.Libc;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Prints a month: struct tm is filled, put in order by timegm, and written by strftime.
 *
 * <pre>java --enable-native-access=ALL-UNNAMED samples/libc/Calendar.java [YEAR MONTH]</pre>
 */
final class Calendar {
  private static final int SIZE = 100;

  private Calendar() {}

  public static void main(String[] args) {
    try (Arena arena = Arena.ofConfined()) {
      Libc.tm date = Libc.tm.allocate(arena);
      if (args.length == 2) {
        date.tm_year(wholeNumber(args[0], 9999) - 1900).tm_mon(wholeNumber(args[1], 12) - 1);
      } else {
        MemorySegment now = arena.allocate(ValueLayout.JAVA_LONG);
        Libc.time(now);
        Libc.gmtime_r(now, date.segment());
      }
      date.tm_mday(1).tm_hour(12);
      Libc.timegm(date.segment()); // finds the day of the week
      print(date, arena.allocate(SIZE));
    }
  }

  private static void print(Libc.tm date, MemorySegment text) {
    System.out.println(" ".repeat(7) + format("%B %Y", date, text));
    System.out.println(header(text));
    int month = date.tm_mon();
    StringBuilder row = new StringBuilder("    ".repeat((date.tm_wday() + 6) % 7));
    while (date.tm_mon() == month) {
      row.append(format(" %e ", date, text));
      if (date.tm_wday() == 0) {
        System.out.println(row.toString().stripTrailing());
        row.setLength(0);
      }
      date.tm_mday(date.tm_mday() + 1);
      Libc.timegm(date.segment()); // carries into the next month
    }
    if (!row.isEmpty()) {
      System.out.println(row.toString().stripTrailing());
    }
  }

  /** The names of the days, in the language of the C library: 5 January 1970 was a Monday. */
  private static String header(MemorySegment text) {
    try (Arena arena = Arena.ofConfined()) {
      Libc.tm day = Libc.tm.allocate(arena).tm_year(70);
      StringBuilder names = new StringBuilder();
      for (int i = 5; i <= 11; i++) {
        Libc.timegm(day.tm_mday(i).segment());
        names.append(format("%a ", day, text));
      }
      return names.toString().stripTrailing();
    }
  }

  private static String format(String pattern, Libc.tm date, MemorySegment text) {
    Libc.strftime(text, SIZE, pattern, date.segment());
    return Libc.Native.string(text);
  }

  private static int wholeNumber(String argument, int high) {
    try {
      int number = Integer.parseInt(argument);
      if (number >= 1 && number <= high) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    System.out.println("calendar: '" + argument + "' is not a number from 1 to " + high);
    System.exit(1);
    throw new AssertionError();
  }
}
