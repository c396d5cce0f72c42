import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

final class ByValueClient {
  private static final Arena ARENA = Arena.ofAuto();

  private ByValueClient() {}

  public static void bitFields() {
    ByValue.bits v = ByValue.bits_swap(ARENA, ByValue.bits.allocate(ARENA).a(5).b(-4000).c(1));
    assertThat(v.a()).isEqualTo(6);
    assertThat(v.b()).isEqualTo(4000);
    assertThat(v.c()).isEqualTo(0xfffe);
    ByValue.char_bits c =
        ByValue.char_bits_next(ARENA, ByValue.char_bits.allocate(ARENA).tag((byte) 7).rest(70000));
    assertThat(c.tag()).isEqualTo((byte) 8);
    assertThat(c.rest()).isEqualTo(70002);
    ByValue.long_bits l =
        ByValue.long_bits_next(ARENA, ByValue.long_bits.allocate(ARENA).a(1L << 32).b(5));
    assertThat(l.a()).isEqualTo((1L << 32) + 1);
    assertThat(l.b()).isEqualTo(6);
    ByValue.bool_bits b =
        ByValue.bool_bits_next(ARENA, ByValue.bool_bits.allocate(ARENA).a(true).c((byte) 61));
    assertThat(b.a()).isFalse();
    assertThat(b.b()).isTrue();
    assertThat(b.c()).isEqualTo((byte) 62);
  }

  public static void bitFieldsBesideFloats() {
    ByValue.float_bits f =
        ByValue.float_bits_next(ARENA, ByValue.float_bits.allocate(ARENA).f(1.5f).a(9).b(-9), 3);
    assertThat(f.f()).isEqualTo(4.5f);
    assertThat(f.a()).isEqualTo(10);
    assertThat(f.b()).isEqualTo(-12);
    ByValue.bits_double d =
        ByValue.bits_double_next(
            ARENA, 4, ByValue.bits_double.allocate(ARENA).a(1).b(2).d(1.25));
    assertThat(d.a()).isEqualTo(5);
    assertThat(d.b()).isEqualTo(3);
    assertThat(d.d()).isEqualTo(2.5);
    ByValue.unnamed_bits u =
        ByValue.unnamed_bits_next(
            ARENA, ByValue.unnamed_bits.allocate(ARENA).a((byte) 1).b((short) 2).f(3).g(4));
    assertThat(u.a()).isEqualTo((byte) 2);
    assertThat(u.b()).isEqualTo((short) 3);
    assertThat(u.f()).isEqualTo(4f);
    assertThat(u.g()).isEqualTo(6f);
    ByValue.large_bits g =
        ByValue.large_bits_next(
            ARENA, ByValue.large_bits.allocate(ARENA).a(-5).b(-6).x(7).y(8));
    assertThat(g.a()).isEqualTo(-4);
    assertThat(g.b()).isEqualTo(-7);
    assertThat(g.x()).isEqualTo(8);
    assertThat(g.y()).isEqualTo(10);
    ByValue.holds_bits h = ByValue.holds_bits.allocate(ARENA).n(1);
    h.b().a(1).b(2).c(3);
    h = ByValue.holds_bits_next(ARENA, h);
    assertThat(h.b().b()).isEqualTo(-2);
    assertThat(h.n()).isEqualTo(2);
  }

  public static void packed() {
    ByValue.packed_large v =
        ByValue.packed_large_next(
            ARENA,
            ByValue.packed_large.allocate(ARENA).a((byte) 1).b(2).c(3).d((short) 4).e(1L << 40));
    assertThat(v.a()).isEqualTo((byte) 2);
    assertThat(v.b()).isEqualTo(3);
    assertThat(v.c()).isEqualTo(4);
    assertThat(v.d()).isEqualTo((short) 5);
    assertThat(v.e()).isEqualTo((1L << 40) + 1);
  }

  public static void allSizes() {
    assertThat(ByValue.small_next(ARENA, ByValue.small.allocate(ARENA).a((byte) 1)).a())
        .isEqualTo((byte) 2);
    assertThat(ByValue.odd_next(ARENA, ByValue.odd.allocate(ARENA).a(2, (byte) 8)).a(2))
        .isEqualTo((byte) 9);
    assertThat(ByValue.floats_next(ARENA, ByValue.floats.allocate(ARENA).z(0.5f)).z())
        .isEqualTo(3.5f);
    ByValue.mixed mixed = ByValue.mixed_next(ARENA, ByValue.mixed.allocate(ARENA).d(1).i(2));
    assertThat(mixed.d()).isEqualTo(1.5);
    assertThat(mixed.i()).isEqualTo(3);
    assertThat(ByValue.pair_next(ARENA, ByValue.pair.allocate(ARENA).b(5)).b()).isEqualTo(4);
    assertThat(ByValue.big_next(ARENA, ByValue.big.allocate(ARENA).a(4, 5)).a(4)).isEqualTo(9);
    ByValue.nested nested = ByValue.nested.allocate(ARENA).i(5);
    nested.f().x(7);
    nested = ByValue.nested_next(ARENA, nested);
    assertThat(nested.f().x()).isEqualTo(8);
    assertThat(nested.i()).isEqualTo(6);
  }

  public static void unions() {
    assertThat(ByValue.number_next(ARENA, ByValue.number.allocate(ARENA).i(6)).i()).isEqualTo(7);
    assertThat(ByValue.wide_next(ARENA, ByValue.wide.allocate(ARENA).n(6)).n()).isEqualTo(7);
    ByValue.with_union v = ByValue.with_union.allocate(ARENA).kind(1);
    v.w().d(2);
    v = ByValue.with_union_next(ARENA, v);
    assertThat(v.w().d()).isEqualTo(3);
    assertThat(v.kind()).isEqualTo(2);
    ByValue.anonymous a =
        ByValue.anonymous_next(ARENA, ByValue.anonymous.allocate(ARENA).tag(1).i(2));
    assertThat(a.tag()).isEqualTo(2);
    assertThat(a.i()).isEqualTo(3);
  }

  public static void smallArgumentsAreExtendedAsCExpects() {
    assertThat(ByValue.table_u8((byte) 200)).isEqualTo(600);
    assertThat(ByValue.table_u16((short) 60000)).isEqualTo(180000);
    assertThat(ByValue.table_i8((byte) -1)).isEqualTo(3 * 127);
    assertThat(ByValue.table_i16((short) -1)).isEqualTo(3 * 32767);
    assertThat(ByValue.many_u8(1, 2, 3, 4, 5, 6, (byte) 250, (short) 65535, true))
        .isEqualTo(21 + 750 + 3 * 65535 + 1);
    assertThat(ByValue.add_u8((byte) 250, (byte) 3)).isEqualTo((byte) 253);
    assertThat(ByValue.add_u16((short) 65000, (short) 3)).isEqualTo((short) 65003);
    assertThat(ByValue.negate(false)).isTrue();
  }

  public static void resultsOfCallbacksAreExtendedAsCExpects() {
    assertThat(
            ByValue.call_u8(ByValue.call_u8$f.allocate(v -> (byte) (v + 1), ARENA), (byte) 254))
        .isEqualTo(3 * 255);
    assertThat(
            ByValue.call_u16(
                ByValue.call_u16$f.allocate(v -> (short) (v + 1), ARENA), (short) 65000))
        .isEqualTo(3 * 65001);
  }

  public static void callbacksTakeAndGiveRecords() {
    MemorySegment f =
        ByValue.call_mixed$f.allocate(
            (m, g) -> ByValue.mixed.allocate(ARENA).d(m.d() + g.z()).i(m.i() + (int) g.y()), ARENA);
    ByValue.mixed m = ByValue.call_mixed(ARENA, f, ByValue.mixed.allocate(ARENA).d(0.5).i(40));
    assertThat(m.d()).isEqualTo(3.5);
    assertThat(m.i()).isEqualTo(42);
    MemorySegment bits = ByValue.call_bits$f.allocate(v -> v.b(v.b() - 1), ARENA);
    ByValue.bits b = ByValue.call_bits(ARENA, bits, ByValue.bits.allocate(ARENA).b(-7).c(9));
    assertThat(b.b()).isEqualTo(-8);
    assertThat(b.c()).isEqualTo(9);
  }

  public static void variables() {
    ByValue.global_pair().a(10);
    assertThat(ByValue.global_pair().a()).isEqualTo(10);
    assertThat(ByValue.global_pair().b()).isEqualTo(2);
    assertThat(ByValue.global_ints().byteSize()).isEqualTo(16);
    assertThat(ByValue.global_ints().getAtIndex(java.lang.foreign.ValueLayout.JAVA_INT, 3))
        .isEqualTo(4);
    assertThat(ByValue.global_constant()).isEqualTo(2.5);
    assertThat(ByValue.Native.string(ByValue.global_text())).isEqualTo("text");
    ByValue.mixed m =
        ByValue.global_function$function.invoke(
            ByValue.global_function(), ARENA, ByValue.mixed.allocate(ARENA).i(1));
    assertThat(m.i()).isEqualTo(2);
    MemorySegment own = ByValue.Native.symbol("mixed_next").orElseThrow();
    assertThat(ByValue.global_function().address()).isEqualTo(own.address());
  }

  public static void enumsAreInts() {
    assertThat(ByValue.next_colour(ByValue.RED)).isEqualTo(ByValue.GREEN);
    assertThat(ByValue.colour.nameOf(ByValue.next_colour(ByValue.GREEN))).isEqualTo("BLUE");
    assertThat(ByValue.colour.nameOf(99)).isEqualTo("99");
  }
}
