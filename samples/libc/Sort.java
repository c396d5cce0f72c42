import bindings.Libc;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Prints the lines of a file, shortest first: C's qsort calls a lambda to compare them.
 *
 * <pre>java --enable-native-access=ALL-UNNAMED samples/libc/Sort.java FILE</pre>
 */
final class Sort {
  private Sort() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      throw fail("usage: sort FILE");
    }
    List<String> lines;
    try {
      lines = Files.readAllLines(Path.of(args[0]));
    } catch (NoSuchFileException e) {
      throw fail(args[0] + ": " + Libc.Native.string(Libc.strerror(Libc.ENOENT)));
    }
    Comparator<String> order =
        Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());
    AtomicInteger comparisons = new AtomicInteger();
    try (Arena arena = Arena.ofConfined()) {
      // What qsort moves are the numbers of the lines, four bytes each.
      MemorySegment numbers = arena.allocate(ValueLayout.JAVA_INT, lines.size());
      for (int i = 0; i < lines.size(); i++) {
        numbers.setAtIndex(ValueLayout.JAVA_INT, i, i);
      }
      MemorySegment shorter =
          Libc.comparison.allocate(
              (a, b) -> {
                comparisons.incrementAndGet();
                return order.compare(line(lines, a), line(lines, b));
              },
              arena);
      Libc.qsort(numbers, lines.size(), Integer.BYTES, shorter);
      for (int i = 0; i < lines.size(); i++) {
        System.out.println(lines.get(numbers.getAtIndex(ValueLayout.JAVA_INT, i)));
      }
    }
    System.out.println(lines.size() + " lines, " + comparisons + " comparisons");
  }

  private static String line(List<String> lines, MemorySegment number) {
    return lines.get(number.get(ValueLayout.JAVA_INT, 0));
  }

  private static Error fail(String message) {
    System.out.println("sort: " + message);
    System.exit(1);
    return new AssertionError();
  }
}
