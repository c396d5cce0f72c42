package dev.ligature.ffi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.ligature.ffi.RecordLayout.FieldSpec;
import dev.ligature.ffi.RecordLayout.Kind;
import dev.ligature.ffi.RecordLayout.Options;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RecordLayoutTest {

  private static RecordLayout struct(FieldSpec... fields) {
    return RecordLayout.of(Kind.STRUCT, List.of(fields), Options.NATURAL);
  }

  private static FieldSpec bits(String name, NativeType type, int width) {
    return new FieldSpec(
        name, type, OptionalLong.empty(), OptionalInt.of(width), OptionalLong.empty());
  }

  private static long offset(RecordLayout record, String field) {
    return record.field(field).orElseThrow().offset();
  }

  @Test
  void membersStandAtMultiplesOfTheirAlignment() {
    RecordLayout record =
        struct(
            FieldSpec.of("a", NativeType.U8),
            FieldSpec.of("b", NativeType.F64),
            FieldSpec.of("c", NativeType.I16));
    assertThat(offset(record, "b")).isEqualTo(8);
    assertThat(offset(record, "c")).isEqualTo(16);
    assertThat(record.byteSize()).isEqualTo(24);
    assertThat(record.byteAlignment()).isEqualTo(8);
  }

  @Test
  void packedMembersFollowEachOther() {
    RecordLayout record =
        RecordLayout.of(
            Kind.STRUCT,
            List.of(FieldSpec.of("a", NativeType.U8), FieldSpec.of("b", NativeType.I32)),
            new Options(OptionalLong.empty(), OptionalLong.empty(), true));
    assertThat(offset(record, "b")).isEqualTo(1);
    assertThat(record.byteSize()).isEqualTo(5);
    assertThat(record.memoryLayout().byteSize()).isEqualTo(5);
  }

  @Test
  void membersOfAUnionShareTheirStart() {
    RecordLayout record =
        RecordLayout.of(
            Kind.UNION,
            List.of(FieldSpec.of("i", NativeType.I32), FieldSpec.of("d", NativeType.F64)),
            Options.NATURAL);
    assertThat(offset(record, "i")).isZero();
    assertThat(offset(record, "d")).isZero();
    assertThat(record.byteSize()).isEqualTo(8);
  }

  @Test
  void membersOfAnAnonymousRecordAreReachedDirectly() {
    RecordLayout inner =
        struct(FieldSpec.of("x", NativeType.I32), FieldSpec.of("y", NativeType.I32));
    RecordLayout outer = struct(FieldSpec.of("tag", NativeType.I64), FieldSpec.of("", inner));
    assertThat(offset(outer, "y")).isEqualTo(12);
  }

  @Test
  void bitFieldsShareTheirUnitAsGccDoesIt() {
    assumeFalse(Platform.host().microsoftBitFields());
    RecordLayout record =
        struct(
            bits("a", NativeType.U32, 3),
            bits("b", NativeType.U32, 13),
            bits("c", NativeType.U32, 17),
            FieldSpec.of("d", NativeType.U8));
    RecordLayout.Field b = record.field("b").orElseThrow();
    assertThat(b.offset()).isZero();
    assertThat(b.bitShift()).isEqualTo(3);
    assertThat(offset(record, "c")).as("17 bits do not fit behind 16 of 32").isEqualTo(4);
    assertThat(offset(record, "d")).isEqualTo(7);
    assertThat(record.byteSize()).isEqualTo(8);
  }

  @Test
  void aZeroWidthBitFieldStartsANewUnit() {
    RecordLayout record =
        struct(
            bits("a", NativeType.U8, 3), bits("", NativeType.U8, 0), bits("b", NativeType.U8, 2));
    assertThat(offset(record, "b")).isEqualTo(1);
  }

  @Test
  void whatContradictsItselfIsRefused() {
    assertThatThrownBy(
            () -> struct(FieldSpec.of("a", NativeType.U8), FieldSpec.of("a", NativeType.U8)))
        .hasMessage("Duplicate field: a");
    assertThatThrownBy(() -> struct(bits("a", NativeType.U8, 9)))
        .hasMessage("Bit-field 'a' of 9 bits does not fit u8");
    assertThatThrownBy(
            () ->
                RecordLayout.of(
                    Kind.STRUCT,
                    List.of(FieldSpec.of("a", NativeType.I64)),
                    new Options(OptionalLong.of(4), OptionalLong.empty(), false)))
        .hasMessage("Size 4 is less than the 8 bytes of the fields");
  }
}
