import bindings.Zlib;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Writes FILE.gz, or with -d FILE from FILE.gz.
 *
 * <pre>java --enable-native-access=ALL-UNNAMED samples/zlib/Compress.java [-d] FILE</pre>
 */
final class Compress {
  private static final int CHUNK = 256 * 1024;
  private static final long REPORT = 16 << 20;

  private Compress() {}

  public static void main(String[] args) {
    if (args.length == 1 && !args[0].equals("-d")) {
      compress(args[0]);
    } else if (args.length == 2 && args[0].equals("-d")) {
      decompress(args[1]);
    } else {
      throw fail("usage: compress [-d] FILE");
    }
  }

  private static void compress(String from) {
    String to = from + ".gz";
    MemorySegment input = open(from, "rb");
    if (Zlib.gzdirect(input) == 0) {
      throw fail(from + " is compressed already");
    }
    MemorySegment output = open(to, "wb9");
    Sizes sizes = copy(input, output, from);
    close(input, output, from, to);
    String ratio =
        sizes.read == 0 ? "empty" : "%.1f %%".formatted(100.0 * sizes.written / sizes.read);
    System.out.printf(
        "%s: %d bytes -> %s: %d bytes (%s)%n", from, sizes.read, to, sizes.written, ratio);
  }

  private static void decompress(String from) {
    if (!from.endsWith(".gz")) {
      throw fail(from + " does not end in .gz");
    }
    String to = from.substring(0, from.length() - ".gz".length());
    MemorySegment input = open(from, "rb");
    if (Zlib.gzdirect(input) == 1) {
      throw fail(from + " is not in the gzip format");
    }
    MemorySegment output = open(to, "wbT"); // T: written as it is
    Sizes sizes = copy(input, output, from);
    close(input, output, from, to);
    System.out.printf("%s: %d bytes -> %s: %d bytes%n", from, sizes.read, to, sizes.written);
  }

  private static MemorySegment open(String path, String mode) {
    MemorySegment file = Zlib.gzopen(path, mode);
    if (file.equals(MemorySegment.NULL)) {
      throw fail("can't open " + path);
    }
    return file;
  }

  /** Copies what {@code input} reads to {@code output}, and tells of it as it goes. */
  private static Sizes copy(MemorySegment input, MemorySegment output, String from) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(CHUNK);
      long told = 0;
      while (true) {
        int count = Zlib.gzread(input, buffer, CHUNK);
        if (count < 0) {
          throw fail(from + ": " + error(input));
        } else if (count == 0) {
          break;
        } else if (Zlib.gzwrite(output, buffer, count) != count) {
          throw fail(error(output));
        }
        long read = Zlib.gzoffset(input);
        if (read - told >= REPORT) {
          told = read;
          System.out.printf(
              "  %d MiB read, %d MiB written%n", read >> 20, Zlib.gzoffset(output) >> 20);
        }
      }
    }
    Zlib.gzflush(output, Zlib.Z_FINISH);
    return new Sizes(Zlib.gzoffset(input), Zlib.gzoffset(output));
  }

  private static void close(MemorySegment input, MemorySegment output, String from, String to) {
    // Only the end of a file shows whether its checksum is right, or whether it is complete.
    if (Zlib.gzclose(input) != Zlib.Z_OK) {
      throw fail(from + " is not complete");
    } else if (Zlib.gzclose(output) != Zlib.Z_OK) {
      throw fail("can't write " + to);
    }
  }

  private static String error(MemorySegment file) {
    return Zlib.Native.string(Zlib.gzerror(file, MemorySegment.NULL));
  }

  /** Bytes as they are in the files. */
  private record Sizes(long read, long written) {}

  private static Error fail(String message) {
    System.out.println("compress: " + message);
    System.exit(1);
    return new AssertionError();
  }
}
