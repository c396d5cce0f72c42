import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import java.util.zip.CRC32;

final class ZlibClient {
  private ZlibClient() {}

  public static void checksumsAreThoseOfTheJdk() {
    byte[] bytes = "the quick brown fox".getBytes();
    CRC32 expected = new CRC32();
    expected.update(bytes);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment text = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
      assertThat(Zlib.crc32(0, text, bytes.length)).isEqualTo(expected.getValue());
    }
  }

  public static void tenMegabytesGoRound() {
    byte[] bytes = new byte[10 << 20];
    Random random = new Random(1);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (random.nextInt(100) < 90 ? i >> 8 : random.nextInt());
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment source = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
      long bound = Zlib.compressBound(bytes.length);
      MemorySegment packed = arena.allocate(bound);
      MemorySegment size = arena.allocateFrom(ValueLayout.JAVA_LONG, bound);
      assertThat(Zlib.compress(packed, size, source, bytes.length)).isEqualTo(Zlib.Z_OK);
      long packedSize = size.get(ValueLayout.JAVA_LONG, 0);
      assertThat(packedSize).isLessThan(bytes.length);

      MemorySegment back = arena.allocate(bytes.length);
      size.set(ValueLayout.JAVA_LONG, 0, bytes.length);
      assertThat(Zlib.uncompress(back, size, packed, packedSize)).isEqualTo(Zlib.Z_OK);
      assertThat(size.get(ValueLayout.JAVA_LONG, 0)).isEqualTo(bytes.length);
      assertThat(back.mismatch(source)).isEqualTo(-1);
    }
  }

  public static void aStreamInflatesInSmallSteps() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment text = arena.allocateFrom("stream ".repeat(1000));
      MemorySegment packed = arena.allocate(Zlib.compressBound(text.byteSize()));
      MemorySegment size = arena.allocateFrom(ValueLayout.JAVA_LONG, packed.byteSize());
      assertThat(Zlib.compress2(packed, size, text, text.byteSize(), Zlib.Z_BEST_COMPRESSION))
          .isEqualTo(Zlib.Z_OK);

      Zlib.z_stream stream = Zlib.z_stream.allocate(arena);
      int length = (int) Zlib.z_stream.LAYOUT.byteSize();
      assertThat(Zlib.inflateInit_(stream.segment(), Zlib.ZLIB_VERSION, length))
          .isEqualTo(Zlib.Z_OK);
      MemorySegment out = arena.allocate(text.byteSize());
      stream.next_in(packed).avail_in((int) size.get(ValueLayout.JAVA_LONG, 0));
      int status = Zlib.Z_OK;
      for (long at = 0; status == Zlib.Z_OK; at = stream.total_out()) {
        stream.next_out(out.asSlice(at)).avail_out((int) Math.min(1000, out.byteSize() - at));
        status = Zlib.inflate(stream.segment(), Zlib.Z_NO_FLUSH);
      }
      assertThat(status).isEqualTo(Zlib.Z_STREAM_END);
      assertThat(Zlib.inflateEnd(stream.segment())).isEqualTo(Zlib.Z_OK);
      assertThat(out.mismatch(text)).isEqualTo(-1);
    }
  }

  public static void stringsComeBack() {
    assertThat(Zlib.Native.string(Zlib.zlibVersion())).isEqualTo(Zlib.ZLIB_VERSION);
    assertThat(Zlib.Native.string(Zlib.zError(Zlib.Z_DATA_ERROR))).isEqualTo("data error");
  }
}
