package dev.ligature.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The sample of zlib writes and reads what {@code java.util.zip} reads and writes. */
class ZlibTest {
  @TempDir Path directory;

  @BeforeAll
  static void needsTheLibrary() {
    Program.needs("libz.so.1", "zlib1g");
  }

  static List<Program> programs() {
    return Program.inBothLanguages("zlib", "compress", "Compress");
  }

  /** Half of it can be compressed. */
  private static byte[] content() {
    byte[] content = new byte[1_000_000];
    new Random(1).nextBytes(content);
    for (int i = 0; i < content.length; i += 2) {
      content[i] = 7;
    }
    return content;
  }

  @ParameterizedTest
  @MethodSource("programs")
  void compresses(Program compress) throws Exception {
    Path file = Files.write(directory.resolve("data.bin"), content());

    String output = compress.output(file.toString());

    Path packed = directory.resolve("data.bin.gz");
    long size = Files.size(packed);
    assertThat(size).isLessThan(700_000);
    assertThat(output)
        .contains("data.bin: 1000000 bytes", "data.bin.gz: " + size + " bytes")
        .endsWith("(%.1f %%)\n".formatted(size / 10_000.0));
    try (InputStream unpacked = new GZIPInputStream(Files.newInputStream(packed))) {
      assertThat(unpacked.readAllBytes()).isEqualTo(content());
    }
    assertThat(compress.failure(packed.toString())).contains("is compressed already");
  }

  @ParameterizedTest
  @MethodSource("programs")
  void decompresses(Program compress) throws Exception {
    Path packed = directory.resolve("data.bin.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(content());
    }

    assertThat(compress.output("-d", packed.toString())).contains("data.bin: 1000000 bytes");
    assertThat(directory.resolve("data.bin")).hasBinaryContent(content());
  }

  @ParameterizedTest
  @MethodSource("programs")
  void tellsOfFilesThatAreCut(Program compress) throws Exception {
    Path packed = directory.resolve("data.bin.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(content());
    }
    byte[] bytes = Files.readAllBytes(packed);
    Files.write(packed, Arrays.copyOf(bytes, bytes.length / 2));

    assertThat(compress.failure("-d", packed.toString())).contains("is not complete");
  }

  @ParameterizedTest
  @MethodSource("programs")
  void tellsOfFilesThatAreNotThere(Program compress) throws Exception {
    String missing = directory.resolve("missing").toString();

    assertThat(compress.failure(missing)).isEqualTo("compress: can't open " + missing + "\n");
    assertThat(compress.failure()).isEqualTo("compress: usage: compress [-d] FILE\n");
  }
}
