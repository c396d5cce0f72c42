package dev.ligature.templates.java;

import static dev.ligature.templates.java.IdlFixture.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ligature.idl.CType;
import dev.ligature.idl.Declaration;
import java.lang.foreign.Arena;
import java.lang.foreign.GroupLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Structs and unions as classes over memory. */
class RecordsTest {
  private final IdlFixture given = new IdlFixture();

  private Compiled.Handle allocate(Compiled compiled, String type, Arena arena) {
    return Compiled.on(compiled.type(type).call("allocate", arena));
  }

  @Test
  void membersAreReadAndWrittenAtTheirOffsets() {
    given.record(
        "struct all",
        64,
        8,
        field("a", BOOL, 0),
        field("b", U8, 1),
        field("c", I16, 2),
        field("d", UINT, 4),
        field("e", I64, 8),
        field("f", FLOAT, 16),
        field("g", DOUBLE, 24),
        field("h", POINTER, 32),
        field("i", STRING, 40),
        field("j", U16, 48));
    try (Arena arena = Arena.ofConfined()) {
      Compiled.Handle all = allocate(Compiled.of(given.idl()), "Test$all", arena);
      MemorySegment memory = (MemorySegment) all.call("segment");

      all.call("a", true);
      all.call("b", (byte) 200);
      all.call("c", (short) -2);
      all.call("d", -1);
      all.call("e", 1L << 40);
      all.call("f", 0.5f);
      all.call("g", 0.25);
      all.call("h", MemorySegment.ofAddress(0x1234));
      all.call("j", (short) 0xffff);

      assertThat(memory.byteSize()).isEqualTo(64);
      assertThat(memory.get(ValueLayout.JAVA_BYTE, 0)).isEqualTo((byte) 1);
      assertThat(memory.get(ValueLayout.JAVA_BYTE, 1)).isEqualTo((byte) 200);
      assertThat(memory.get(ValueLayout.JAVA_SHORT, 2)).isEqualTo((short) -2);
      assertThat(memory.get(ValueLayout.JAVA_INT, 4)).isEqualTo(-1);
      assertThat(memory.get(ValueLayout.JAVA_LONG, 8)).isEqualTo(1L << 40);
      assertThat(memory.get(ValueLayout.JAVA_FLOAT, 16)).isEqualTo(0.5f);
      assertThat(memory.get(ValueLayout.JAVA_DOUBLE, 24)).isEqualTo(0.25);
      assertThat(memory.get(ValueLayout.JAVA_LONG, 32)).isEqualTo(0x1234);
      assertThat(all.call("a")).isEqualTo(true);
      assertThat(all.call("d")).isEqualTo(-1);
      assertThat(((MemorySegment) all.call("h")).address()).isEqualTo(0x1234);
      assertThat(((MemorySegment) all.call("i")).address()).isZero();
      assertThat(all.call("j")).isEqualTo((short) 0xffff);
    }
  }

  @Test
  void settersChain() {
    given.record("struct point", 8, 4, field("x", INT, 0), field("y", INT, 4));
    try (Arena arena = Arena.ofConfined()) {
      Compiled.Handle point = allocate(Compiled.of(given.idl()), "Test$point", arena);

      assertThat(point.call("x", 3)).isEqualTo(point.self());
    }
  }

  @Test
  void nestedRecordsAreViewsAndMembersOfAnonymousOnesAreReachedDirectly() {
    given.record("struct point", 8, 4, field("x", INT, 0), field("y", INT, 4));
    given.record(
        "union shape.(1)",
        8,
        8,
        field("radius", DOUBLE, 0),
        field("", struct("struct shape.(1).(1)"), 0));
    given.record("struct shape.(1).(1)", 8, 4, field("w", INT, 0), field("h", INT, 4));
    given.record("struct shape.tail", 4, 4, field("n", INT, 0));
    given.record(
        "struct shape",
        24,
        8,
        field("at", struct("struct point"), 0),
        field("", struct("union shape.(1)"), 8),
        field("tail", struct("struct shape.tail"), 16));
    Compiled compiled = Compiled.of(given.idl());
    try (Arena arena = Arena.ofConfined()) {
      Compiled.Handle shape = allocate(compiled, "Test$shape", arena);

      Compiled.on(shape.call("at")).call("y", 5);
      shape.call("h", 7);
      Compiled.on(shape.call("tail")).call("n", 9);

      MemorySegment memory = (MemorySegment) shape.call("segment");
      assertThat(memory.toArray(ValueLayout.JAVA_INT)).containsExactly(0, 5, 0, 7, 9, 0);
      shape.call("radius", 1.0);
      assertThat(shape.call("h")).isEqualTo((int) (Double.doubleToLongBits(1.0) >>> 32));
      Compiled.Handle other = allocate(compiled, "Test$point", arena);
      other.call("x", 11);
      shape.call("at", other.self());
      assertThat(memory.get(ValueLayout.JAVA_INT, 0)).isEqualTo(11);
    }
    assertThat(compiled.names()).contains("Test$shape$tail").doesNotContain("Test$anonymous1");
  }

  @Test
  void arraysAreSlicesAndIndexed() {
    given.record("struct item", 4, 2, field("a", I16, 0), field("b", I16, 2));
    given.record(
        "struct arrays",
        48,
        8,
        field("name", CHAR.array(8), 0),
        field("grid", INT.array(3).array(2), 8),
        field("items", struct("struct item").array(2), 32),
        field("hooks", POINTER.array(1), 40));
    Compiled compiled = Compiled.of(given.idl());
    try (Arena arena = Arena.ofConfined()) {
      Compiled.Handle arrays = allocate(compiled, "Test$arrays", arena);
      MemorySegment memory = (MemorySegment) arrays.call("segment");

      ((MemorySegment) arrays.call("name")).setString(0, "abc");
      arrays.call("grid", 1L, 2L, 42);
      Compiled.on(arrays.call("items", 1L)).call("b", (short) 6);

      assertThat(arrays.call("name", 1L)).isEqualTo((byte) 'b');
      assertThat(memory.get(ValueLayout.JAVA_INT, 8 + 5 * 4)).isEqualTo(42);
      assertThat(arrays.call("grid", 1L, 2L)).isEqualTo(42);
      assertThat(memory.get(ValueLayout.JAVA_SHORT, 32 + 6)).isEqualTo((short) 6);
      assertThatThrownBy(() -> arrays.call("grid", 1L, 3L))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> arrays.call("name", -1L))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void recordsInArraysAreFoundByIndex() {
    given.record("struct item", 4, 2, field("a", I16, 0), field("b", I16, 2));
    Compiled.Handle items = Compiled.of(given.idl()).type("Test$item");
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment array = (MemorySegment) items.call("allocateArray", arena, 3L);

      Compiled.on(items.call("elementAt", array, 2L)).call("a", (short) 8);

      assertThat(array.byteSize()).isEqualTo(12);
      assertThat(array.get(ValueLayout.JAVA_SHORT, 8)).isEqualTo((short) 8);
      assertThatThrownBy(() -> items.call("elementAt", array, 3L))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void aFlexibleArrayReachesAsFarAsTheMemory() {
    given.record("struct blob", 4, 4, field("size", INT, 0), field("data", SHORTS.flexible(), 4));
    Compiled compiled = Compiled.of(given.idl());
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(4 + 6, 4);
      Object blob = construct(compiled.type("Test$blob").type(), memory);

      Compiled.on(blob).call("data", 2L, (short) 3);

      assertThat(memory.get(ValueLayout.JAVA_SHORT, 8)).isEqualTo((short) 3);
      assertThat(((MemorySegment) Compiled.on(blob).call("data")).byteSize()).isEqualTo(6);
      assertThatThrownBy(() -> Compiled.on(blob).call("data", 3L))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  private static final Typed SHORTS = I16;

  private static Object construct(Class<?> type, MemorySegment memory) {
    try {
      return type.getConstructor(MemorySegment.class).newInstance(memory);
    } catch (java.lang.reflect.InvocationTargetException e) {
      throw (RuntimeException) e.getCause();
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aPointerThatCannotHoldTheRecordIsRefused() {
    given.record("struct point", 8, 4, field("x", INT, 0), field("y", INT, 4));
    Class<?> point = Compiled.of(given.idl()).type("Test$point").type();

    assertThatThrownBy(() -> construct(point, MemorySegment.NULL))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("a NULL pointer has no members");
    assertThatThrownBy(() -> construct(point, MemorySegment.ofArray(new byte[7])))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageStartingWith("8 bytes do not fit into ");
  }

  @Test
  void packedRecordsReadAtAnyAlignmentAndSoDoRecordsInsideThem() {
    given.record("struct point", 8, 4, field("x", INT, 0), field("y", INT, 4));
    given.record(
        "struct packed",
        21,
        1,
        field("tag", U8, 0),
        field("value", I64, 1),
        field("at", struct("struct point"), 9),
        field("pair", I16.array(2), 17));
    given.record("struct two", 10, 2, field("a", U8, 0), field("b", INT, 2), field("c", INT, 6));
    Compiled compiled = Compiled.of(given.idl());
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(32, 8).asSlice(1);
      Compiled.Handle packed = Compiled.on(construct(compiled.type("Test$packed").type(), memory));

      packed.call("value", 0x0102030405060708L);
      Compiled.on(packed.call("at")).call("y", 77);
      packed.call("pair", 1L, (short) 5);

      assertThat(memory.get(ValueLayout.JAVA_BYTE, 1)).isEqualTo((byte) 8);
      assertThat(memory.get(ValueLayout.JAVA_INT_UNALIGNED, 13)).isEqualTo(77);
      assertThat(memory.get(ValueLayout.JAVA_SHORT_UNALIGNED, 19)).isEqualTo((short) 5);
    }
    assertThat(layout(compiled, "Test$packed").byteSize()).isEqualTo(21);
    assertThat(layout(compiled, "Test$packed").byteAlignment()).isEqualTo(1);
    assertThat(layout(compiled, "Test$two").byteAlignment()).isEqualTo(2);
  }

  private static GroupLayout layout(Compiled compiled, String type) {
    return (GroupLayout) compiled.type(type).field("LAYOUT");
  }

  @Test
  void layoutsHaveTheSizesAlignmentsAndOffsetsOfTheIdl() {
    given.record(
        "struct padded", 24, 8, field("a", U8, 0), field("b", I64, 8), field("c", INT, 16));
    given.record("union either", 16, 8, field("a", U8.array(9), 0), field("b", I64, 0));
    given.record("struct wide", 64, 64, field("a", INT, 0));
    given.record("struct ld", 32, 16, field("x", LONG_DOUBLE, 0), field("y", INT, 16));
    Compiled compiled = Compiled.of(given.idl());

    GroupLayout padded = layout(compiled, "Test$padded");
    assertThat(padded.byteSize()).isEqualTo(24);
    assertThat(padded.byteOffset(java.lang.foreign.MemoryLayout.PathElement.groupElement("c")))
        .isEqualTo(16);
    assertThat(layout(compiled, "Test$either").byteSize()).isEqualTo(16);
    assertThat(layout(compiled, "Test$wide").byteAlignment()).isEqualTo(64);
    assertThat(layout(compiled, "Test$ld").byteSize()).isEqualTo(32);
    assertThat(layout(compiled, "Test$ld").byteAlignment()).isEqualTo(16);
  }

  @Test
  void opaqueRecordsWrapPointers() {
    given.record("struct handle", 0, 0);
    Class<?> handle = Compiled.of(given.idl()).type("Test$handle").type();

    assertThat(Compiled.on(construct(handle, MemorySegment.NULL)).call("segment"))
        .isEqualTo(MemorySegment.NULL);
  }

  @Test
  void recordsAreNamedByTheirTypedefsOrTags() {
    given.record("struct _GUID", 4, 4, field("a", INT, 0)).alias("GUID", struct("struct _GUID"));
    given.alias(
        "IID",
        new Typed(
            new dev.ligature.idl.Type.AliasRef("GUID"),
            new dev.ligature.idl.Lowering.ByValue("struct _GUID")));
    given.record("struct stat", 4, 4, field("a", INT, 0)).alias("stat_t", struct("struct stat"));
    given.alias("stat", struct("struct stat"));
    given.record("div_t", 4, 4, field("a", INT, 0)).alias("div_t", struct("div_t"));
    given.record("struct tm", 4, 4, field("a", INT, 0)).function("tm", VOID);

    List<String> names = Compiled.of(given.idl()).names();

    assertThat(names).contains("Test$GUID", "Test$stat", "Test$div_t", "Test$tm");
    assertThat(names).doesNotContain("Test$_GUID", "Test$IID", "Test$stat_t");
  }

  /** All widths at many offsets, against shifting one big number. */
  @Test
  void bitFieldsOfAnyWidthAndPlaceAreExact() {
    Random random = new Random(42);
    List<Declaration.Field> fields = new ArrayList<>();
    long at = 0;
    Typed[] types = {U8, I8, U16, I16, UINT, INT, U64, I64, BOOL};
    for (int i = 0; i < 120; i++) {
      Typed type = types[i % types.length];
      CType ctype = BitField.type(field("", type, 0));
      int width = ctype == CType.BOOL ? 1 : 1 + random.nextInt(8 * ctype.size(8));
      fields.add(bits("f" + i, type, at, width));
      at += width + random.nextInt(3);
    }
    long size = (at + 7) / 8;
    given.record("struct bits", size, 1, fields.toArray(Declaration.Field[]::new));
    Compiled compiled = Compiled.of(given.idl());
    try (Arena arena = Arena.ofConfined()) {
      Compiled.Handle record = allocate(compiled, "Test$bits", arena);
      MemorySegment memory = (MemorySegment) record.call("segment");
      BigInteger expected = BigInteger.ZERO;
      for (int round = 0; round < 3; round++) {
        for (Declaration.Field field : fields) {
          Declaration.Bits bits = field.bits().orElseThrow();
          long value = random.nextLong();
          record.call(field.name(), boxed(BitField.type(field), value));
          BigInteger mask = BigInteger.ONE.shiftLeft(bits.width()).subtract(BigInteger.ONE);
          BigInteger part = BigInteger.valueOf(value).and(mask);
          expected =
              expected
                  .andNot(mask.shiftLeft((int) bits.offset()))
                  .or(part.shiftLeft((int) bits.offset()));
          assertThat(bytes(memory)).as(field.name()).isEqualTo(expected);
          assertThat(record.call(field.name()))
              .as(field.name())
              .isEqualTo(boxed(BitField.type(field), extended(field, part)));
        }
      }
    }
  }

  /** There the first bit-field of a byte is its highest (System V ABI for s390x, PowerPC). */
  @Test
  void bitFieldsOfBigEndianTargetsAreCountedFromTheTop() {
    BitField high = BitField.of(bits("high", U8, 0, 3), 0, 1, true);
    BitField low = BitField.of(bits("low", U8, 3, 5), 0, 1, true);
    BitField middle = BitField.of(bits("middle", UINT, 10, 12), 0, 4, true);

    assertThat(high.shift()).isEqualTo(5);
    assertThat(low.shift()).isZero();
    // Bits 10 to 21 of a word from the top are bits 10 to 21 of it from the bottom.
    assertThat(middle.bytes()).isEqualTo(2);
    assertThat(middle.offset()).isEqualTo(1);
    assertThat(middle.shift()).isEqualTo(2);
    assertThat(BitField.of(bits("wide", U64, 3, 64), 0, 9, true).isOneLoad()).isFalse();
  }

  private static long extended(Declaration.Field field, BigInteger part) {
    CType ctype = BitField.type(field);
    int width = field.bits().orElseThrow().width();
    boolean negative = !ctype.isUnsigned() && ctype != CType.BOOL && part.testBit(width - 1);
    return negative ? part.subtract(BigInteger.ONE.shiftLeft(width)).longValue() : part.longValue();
  }

  private static Object boxed(CType ctype, long value) {
    return switch (ctype) {
      case BOOL -> (value & 1) != 0;
      case I8, U8 -> (byte) value;
      case I16, U16 -> (short) value;
      case I32, U32 -> (int) value;
      default -> value;
    };
  }

  private static BigInteger bytes(MemorySegment memory) {
    byte[] little = memory.toArray(ValueLayout.JAVA_BYTE);
    byte[] big = new byte[little.length + 1];
    for (int i = 0; i < little.length; i++) {
      big[big.length - 1 - i] = little[i];
    }
    return new BigInteger(big);
  }

  @Test
  void deprecatedRecordsAndMembersOfFunctionPointerTypeCompile() {
    given.records.put(
        "struct old",
        new Declaration.Record(
            Declaration.RecordKind.STRUCT,
            Optional.of("old"),
            8,
            8,
            false,
            false,
            List.of(field("open", functionPointer(signature(INT, "x", INT)), 0)),
            Optional.of("use new"),
            Optional.of(doc("Old.")),
            AT));
    given.function("use_old", VOID, "o", struct("struct old"));

    Compiled compiled = Compiled.of(given.idl());

    assertThat(compiled.type("Test$old").type().isAnnotationPresent(Deprecated.class)).isTrue();
    assertThat(compiled.type("Test$old$open").type()).isInterface();
  }
}
