package dev.ligature.idl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ligature.idl.tables.InterfaceEntry;
import dev.ligature.idl.tables.InterfaceTables;
import dev.ligature.idl.tables.StructTable;
import dev.ligature.idl.tables.TableType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** IDL to tables to IDL: what the tables can say comes back as it was. */
class InterfaceTablesTest {
  private static final String HEAD =
      """
      {"idl": "1.0", "module": "m", "libraries": {"linux": "libm.so"},
       "targets": [{"triple": "t", "os": "linux", "arch": "x86_64",
      "pointer": 8, "long": 8, "wchar": "i32", "char": "i8", "endian": "little"}], %s}\
      """;

  private static Idl idl(String sections) {
    return IdlReader.read(HEAD.formatted(sections.replace('\'', '"')));
  }

  private static StructTable struct(String declaration) {
    return InterfaceTables.of(idl("'records': {'s': " + declaration + "}"))
        .tables()
        .structs()
        .get("s");
  }

  private static StructTable.Row row(String name, CType ctype, Long... counts) {
    return new StructTable.Row(
        name,
        new TableType.Named(ctype),
        List.of(counts),
        OptionalLong.empty(),
        OptionalInt.empty(),
        OptionalLong.empty());
  }

  @Test
  void functionsAndConstantsAreTheInterface() {
    InterfaceTables tables =
        InterfaceTables.of(
                idl(
                    """
                    'constants': {'INFINITE': {'value': 4294967295, 'ctype': 'u32', 'at': 'k.h:1'}},
                    'functions': {'Sleep': {'args': [{'name': 'ms', 'type': 'u32', 'ctype': 'u32'}],
                      'ret': {'type': 'void', 'ctype': 'void'}, 'symbol': '_Sleep', 'at': 'k.h:2'}}\
                    """))
            .tables();
    assertThat(tables.entries())
        .containsExactly(
            java.util.Map.entry(
                "Sleep",
                new InterfaceEntry.FunctionEntry(
                    List.of(new TableType.Named(CType.U32)),
                    new TableType.Named(CType.VOID),
                    false,
                    Optional.of("_Sleep"),
                    false,
                    false)),
            java.util.Map.entry(
                "INFINITE",
                new InterfaceEntry.ConstantEntry(
                    new ConstantValue.Int(new java.math.BigInteger("4294967295"), CType.U32))));
  }

  /** The seed's Player: no more than names, types and counts. */
  @Test
  void aNaturalStructSaysNoOffsets() {
    assertThat(
            struct(
                """
                {'kind': 'struct', 'size': 44, 'align': 4, 'fields': [
                 {'name': 'x', 'type': 'f32', 'ctype': 'f32', 'offset': 0},
                 {'name': 'y', 'type': 'f32', 'ctype': 'f32', 'offset': 4},
                 {'name': 'health', 'type': 'i32', 'ctype': 'i32', 'offset': 8},
                 {'name': 'name', 'type': {'array': 'u8', 'count': 32},
                  'ctype': {'array': 'u8', 'count': 32}, 'offset': 12}], 'at': 'a.h:1'}\
                """))
        .isEqualTo(
            new StructTable(
                false,
                List.of(
                    row("x", CType.F32),
                    row("y", CType.F32),
                    row("health", CType.I32),
                    row("name", CType.U8, 32L)),
                OptionalLong.empty(),
                OptionalLong.empty(),
                false));
  }

  @Test
  void packedAndPlacedMembersSayWhatIsNotNatural() {
    StructTable packed =
        struct(
            """
            {'kind': 'struct', 'size': 5, 'align': 1, 'packed': true, 'fields': [
             {'name': 'c', 'type': 'i8', 'ctype': 'i8', 'offset': 0},
             {'name': 'i', 'type': 'i32', 'ctype': 'i32', 'offset': 1}], 'at': 'a.h:1'}\
            """);
    assertThat(packed.packed()).isTrue();
    assertThat(packed.fields()).containsExactly(row("c", CType.I8), row("i", CType.I32));
    StructTable placed =
        struct(
            """
            {'kind': 'struct', 'size': 32, 'align': 16, 'fields': [
             {'name': 'c', 'type': 'i8', 'ctype': 'i8', 'offset': 0},
             {'name': 'i', 'type': 'i32', 'ctype': 'i32', 'offset': 16}], 'at': 'a.h:1'}\
            """);
    assertThat(placed.align()).hasValue(16);
    assertThat(placed.size()).isEmpty();
    assertThat(placed.fields().get(1).offset()).hasValue(16);
  }

  @Test
  void whatNoTableCanSayIsSkippedWithItsReason() {
    InterfaceTables.Conversion conversion =
        InterfaceTables.of(
            idl(
                """
                'functions': {'f': {'args': [{'type': {'opaque': 'long double', 'size': 16, 'align': 16},
                  'ctype': {'opaque': 16, 'align': 16}}], 'ret': {'type': 'void', 'ctype': 'void'}, 'at': 'a.h:1'}}\
                """));
    assertThat(conversion.tables().entries()).isEmpty();
    assertThat(conversion.skipped()).extracting(Skip::name).containsExactly("f");
  }

  @Test
  void tablesAreForOneTarget() {
    Idl one = idl("'headers': []");
    Idl merged =
        new Idl(
            one.module(),
            one.libraries(),
            one.headers(),
            List.of(one.target(), one.target()),
            one.constants(),
            one.enums(),
            one.records(),
            one.aliases(),
            one.callbacks(),
            one.functions(),
            one.variables(),
            one.skipped());
    assertThatThrownBy(() -> InterfaceTables.of(merged)).isInstanceOf(IllegalStateException.class);
  }

  static LongStream seeds() {
    return LongStream.range(0, 400);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void nothingThatTheTablesSayIsLost(long seed) {
    Idl random = RandomIdl.of(seed);
    if (random.targets().size() > 1) {
      return;
    }
    InterfaceTables.Conversion conversion = InterfaceTables.of(random);
    InterfaceTables tables = conversion.tables();
    Idl again = tables.toIdl(random.target());

    assertThat(InterfaceTables.of(again).tables()).isEqualTo(tables);
    assertThat(InterfaceTables.of(again).skipped()).isEmpty();
    assertThat(IdlReader.read(IdlWriter.write(again))).isEqualTo(again);
    random.functions().forEach((name, f) -> assertKept(name, f, again, conversion.skipped()));
    random.records().forEach((key, r) -> assertKept(key, r, again, conversion.skipped()));
    random.constants().forEach((name, c) -> assertKept(name, c, again, conversion.skipped()));
  }

  private static boolean isSkipped(String name, List<Skip> skipped) {
    return skipped.stream().anyMatch(skip -> skip.name().equals(name));
  }

  private static void assertKept(
      String name, Declaration.Constant old, Idl again, List<Skip> skipped) {
    if (isSkipped(name, skipped)) {
      assertThat(again.constants()).doesNotContainKey(name);
    } else {
      assertThat(again.constants().get(name).value()).isEqualTo(old.value());
    }
  }

  private static void assertKept(
      String name, Declaration.Function old, Idl again, List<Skip> skipped) {
    if (isSkipped(name, skipped)) {
      assertThat(again.functions()).doesNotContainKey(name);
      return;
    }
    Declaration.Function now = again.functions().get(name);
    assertThat(now.signature().args())
        .extracting(Signature.Parameter::lowering)
        .isEqualTo(old.signature().args().stream().map(Signature.Parameter::lowering).toList());
    assertThat(now.signature().retLowering()).isEqualTo(old.signature().retLowering());
    assertThat(now.signature().variadic()).isEqualTo(old.signature().variadic());
    assertThat(List.of(now.symbol(), now.errno(), now.leaf()))
        .isEqualTo(List.of(old.symbol(), old.errno(), old.leaf()));
  }

  private static void assertKept(
      String key, Declaration.Record old, Idl again, List<Skip> skipped) {
    if (isSkipped(key, skipped) || old.opaque()) {
      assertThat(again.records()).doesNotContainKey(key);
      return;
    }
    Declaration.Record now = again.records().get(key);
    assertThat(List.of(now.kind(), now.size(), now.align()))
        .isEqualTo(List.of(old.kind(), old.size(), old.align()));
    assertThat(now.fields()).hasSameSizeAs(old.fields());
    for (int i = 0; i < old.fields().size(); i++) {
      Declaration.Field a = old.fields().get(i);
      Declaration.Field b = now.fields().get(i);
      assertThat(b.name()).isEqualTo(a.name());
      assertThat(b.bits()).isEqualTo(a.bits());
      assertThat(b.lowering()).isEqualTo(flexible(a.lowering()));
      if (a.bits().isEmpty()) {
        assertThat(b.offset()).as(key + "." + a.name()).isEqualTo(a.offset());
      }
    }
  }

  /** An array of no elements (of GNU C) is a flexible one in a table. */
  private static Lowering flexible(Lowering lowering) {
    return lowering instanceof Lowering.Array(Lowering element, OptionalLong count)
        ? new Lowering.Array(flexible(element), count.orElse(0) == 0 ? OptionalLong.empty() : count)
        : lowering;
  }
}
