package dev.ligature.templates.java;

import static dev.ligature.templates.java.IdlFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ligature.idl.CType;
import dev.ligature.idl.ConstantValue;
import dev.ligature.idl.Declaration;
import dev.ligature.idl.Doc;
import dev.ligature.idl.Signature;
import dev.ligature.idl.Skip;
import dev.ligature.templates.Golden;
import dev.ligature.templates.RenderOptions;
import dev.ligature.templates.Rendering;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Field;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The text of bindings: constants, enums, skips, files. */
class JavaBindingTest {
  private final IdlFixture given = new IdlFixture();

  private Compiled.Handle binding() {
    return Compiled.of(given.idl()).type("Test");
  }

  @Test
  void aSmallHeaderReadsLikeThis() throws IOException {
    given.headers = List.of("shape.h");
    given.libraries.put("linux", "shape");
    given.constant("SHAPE_MAX", "0x40", 64);
    given.enumeration("enum kind", CType.U32, "KIND_CIRCLE", 0, "KIND_SQUARE", 1);
    given.record("struct point", 8, 4, field("x", INT, 0), field("y", INT, 4));
    given.record(
        "struct _shape",
        24,
        8,
        field("at", struct("struct point"), 0),
        bits("filled", UINT, 64, 1),
        field("name", CHAR.array(4), 12),
        field("draw", functionPointer(signature(VOID, "s", POINTER)), 16));
    given.alias("shape", struct("struct _shape"));
    given.record("struct canvas", 0, 0);
    given.callback("visit_fn", signature(INT, "at", struct("struct point"), "data", POINTER));
    given.variable("shape_count", INT);
    Declaration.Function area = function(signature(DOUBLE, "s", POINTER, "unit", STRING));
    given.functions.put(
        "shape_area",
        new Declaration.Function(
            area.signature(),
            Optional.empty(),
            false,
            false,
            Optional.of("use shape_size"),
            List.of(),
            false,
            false,
            Optional.empty(),
            Optional.of(
                new Doc(
                    "The area.",
                    List.of("In a unit, <b>not</b> in pixels."),
                    List.of(new Doc.Param("unit", "in", "for example \"mm\"")),
                    "the area")),
            AT));
    given.function("shape_at", struct("struct point"), "s", POINTER, "f", callback("visit_fn"));
    given.functions.put("shape_log", function(variadic(signature(VOID, "format", STRING))));
    given.constant("area", new ConstantValue.Alias("shape_area", ConstantValue.AliasKind.FUNCTION));

    Rendering rendering =
        new JavaBinding()
            .render(given.idl(), new RenderOptions("Shape.java", "org.shape", Optional.empty()));

    assertThat(rendering.skipped()).isEmpty();
    Golden.check("java/Shape.java.txt", rendering.files().get("Shape.java"));
    Compiled.of(Map.of("org/shape/Shape.java", rendering.files().get("Shape.java")));
  }

  @Test
  void constantsKeepTheirBits() {
    given.constant("INT_MIN_", "-2147483648", CType.I32);
    given.constant("UINT_MAX_", "4294967295", CType.U32);
    given.constant("LONG_MIN_", "-9223372036854775808", CType.I64);
    given.constant("ULONG_MAX_", "18446744073709551615", CType.U64);
    given.constant("UCHAR", "255", CType.U8);
    given.constant("USHORT", "65535", CType.U16);
    given.constant("YES", "1", CType.BOOL);
    given.constant("F", new ConstantValue.Float(0.1f, CType.F32, false));
    given.constant("D", new ConstantValue.Float(0.1, CType.F64, false));
    given.constant("INF", new ConstantValue.Float(Double.NEGATIVE_INFINITY, CType.F64, false));
    given.constant("NAN_", new ConstantValue.Float(Double.NaN, CType.F32, false));
    given.constant("INVALID", new ConstantValue.Address(new BigInteger("18446744073709551615")));
    given.constant("NOTHING", new ConstantValue.Address(BigInteger.ZERO));

    Compiled.Handle c = binding();

    assertThat(c.field("INT_MIN_")).isEqualTo(Integer.MIN_VALUE);
    assertThat(c.field("UINT_MAX_")).isEqualTo(-1);
    assertThat(c.field("LONG_MIN_")).isEqualTo(Long.MIN_VALUE);
    assertThat(c.field("ULONG_MAX_")).isEqualTo(-1L);
    assertThat(c.field("UCHAR")).isEqualTo((byte) -1);
    assertThat(c.field("USHORT")).isEqualTo((short) -1);
    assertThat(c.field("YES")).isEqualTo(true);
    assertThat(c.field("F")).isEqualTo(0.1f);
    assertThat(c.field("D")).isEqualTo(0.1);
    assertThat(c.field("INF")).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(c.field("NAN_")).isEqualTo(Float.NaN);
    assertThat(((MemorySegment) c.field("INVALID")).address()).isEqualTo(-1);
    assertThat(c.field("NOTHING")).isEqualTo(MemorySegment.NULL);
  }

  @Test
  void stringsAreDecoded() {
    given.constant("NARROW", string(ConstantValue.Encoding.NARROW, 0x67, 0xc3, 0xbc, 0, 0x22));
    given.constant("LATIN", string(ConstantValue.Encoding.NARROW, 0xff, 0x41));
    given.constant("WIDE", string(ConstantValue.Encoding.WIDE, 0x1f600, 0x41));
    given.constant("U16", string(ConstantValue.Encoding.UTF16, 0xd83d, 0xde00));
    given.constant("BAD", string(ConstantValue.Encoding.UTF32, 0x7fffffff));

    Rendering rendering = new JavaBinding().render(given.idl(), RenderOptions.of("Test.java"));
    Compiled.Handle c = Compiled.of(rendering.files()).type("Test");

    assertThat(c.field("NARROW")).isEqualTo("gü\0\"");
    assertThat(c.field("LATIN")).isEqualTo("\u00ffA");
    assertThat(c.field("WIDE")).isEqualTo("\ud83d\ude00A");
    assertThat(c.field("U16")).isEqualTo("\ud83d\ude00");
    assertThat(rendering.skipped())
        .extracting(Skip::name, Skip::reason)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("BAD", Skip.Reason.UNSUPPORTED_TYPE));
  }

  private static ConstantValue string(ConstantValue.Encoding encoding, int... units) {
    List<Long> list = new ArrayList<>();
    for (int unit : units) {
      list.add((long) unit);
    }
    return new ConstantValue.Str(list, encoding);
  }

  @Test
  void compoundLiteralsAreAllocated() {
    given.record(
        "struct guid",
        16,
        4,
        field("a", UINT, 0),
        bits("b", UINT, 32, 4),
        field("c", U8.array(8), 8));
    ConstantValue seven = new ConstantValue.Int(BigInteger.valueOf(7), CType.I32);
    given.constant(
        "ID",
        new ConstantValue.Compound(
            "struct guid",
            List.of(
                new ConstantValue.Member("a", seven),
                new ConstantValue.Member("b", seven),
                new ConstantValue.Member("c[2]", seven))));
    try (Arena arena = Arena.ofConfined()) {
      Compiled.Handle id = Compiled.on(binding().call("ID", arena));

      assertThat(id.call("a")).isEqualTo(7);
      assertThat(id.call("b")).isEqualTo(7);
      assertThat(id.call("c", 2L)).isEqualTo((byte) 7);
    }
  }

  @Test
  void enumeratorsAreConstantsAndTheirEnumNamesThem() {
    given.enumeration("enum color", CType.U32, "RED", 0, "CRIMSON", 0, "BLUE", "4294967295");
    given.enumeration("enum big", CType.I64, "HUGE_ONE", 1L << 40);
    given.enumeration("enum (LOOSE)", CType.I32, "LOOSE", 3);
    given.constant("RED", "0", CType.U32);

    Compiled compiled = Compiled.of(given.idl());

    assertThat(compiled.type("Test").field("BLUE")).isEqualTo(-1);
    assertThat(compiled.type("Test").field("LOOSE")).isEqualTo(3);
    assertThat(compiled.type("Test$color").call("nameOf", 0)).isEqualTo("RED");
    assertThat(compiled.type("Test$color").call("nameOf", -2)).isEqualTo("4294967294");
    assertThat(compiled.type("Test$big").call("nameOf", 1L << 40)).isEqualTo("HUGE_ONE");
  }

  @Test
  void aMacroHidesTheEnumeratorOfItsName() {
    given.enumeration("enum color", CType.U32, "RED", 1, "GREEN", 2, "BLUE", 3, "PINK", 4);
    given.enumeration("enum (LOOSE)", CType.I32, "LOOSE", 5);
    given.function("paint", INT, "color", INT);
    given.constant("RED", "1", CType.I32);
    given.constant("GREEN", "20", CType.I32);
    given.constant("BLUE", new ConstantValue.Str(List.of(0x62L), ConstantValue.Encoding.NARROW));
    given.constant("PINK", new ConstantValue.Alias("paint", ConstantValue.AliasKind.FUNCTION));
    given.constant("LOOSE", "6", CType.I32);

    Compiled compiled = Compiled.of(given.idl());
    Compiled.Handle binding = compiled.type("Test");
    Compiled.Handle color = compiled.type("Test$color");

    assertThat(binding.field("RED")).isEqualTo(1);
    assertThat(binding.field("GREEN")).isEqualTo(20);
    assertThat(binding.field("BLUE")).isEqualTo("b");
    assertThat(binding.field("LOOSE")).isEqualTo(6);
    assertThat(color.field("GREEN")).isEqualTo(2);
    assertThat(color.field("BLUE")).isEqualTo(3);
    assertThat(color.field("PINK")).isEqualTo(4);
    assertThat(color.call("nameOf", 2)).isEqualTo("GREEN");
    assertThat(binding.type().getFields()).extracting(Field::getName).doesNotContain("PINK");
  }

  @Test
  void enumsMayBeOfBoolAndShareNamesInParameterLists() {
    given.enumeration("enum answer", CType.BOOL, "NO", 0, "YES", 1);
    given.enumeration("enum first", CType.U32, "SAME", 1);
    given.enumeration("enum second", CType.U32, "SAME", 2);

    Compiled compiled = Compiled.of(given.idl());

    assertThat(compiled.type("Test").field("YES")).isEqualTo(true);
    assertThat(compiled.type("Test$answer").call("nameOf", true)).isEqualTo("YES");
    assertThat(compiled.type("Test").field("SAME")).isEqualTo(1);
  }

  @Test
  void recordsWithoutANameHaveThatOfWhatTheyAreDeclaredFor() {
    given.record("struct (config)", 4, 4, field("level", INT, 0));
    given.record("struct (taken)", 4, 4, field("a", INT, 0));
    given.record("struct taken", 8, 4, field("a", INT, 0), field("b", INT, 4));

    Compiled compiled = Compiled.of(given.idl());

    assertThat(compiled.type("Test$config").field("LAYOUT")).isNotNull();
    assertThat(((MemoryLayout) compiled.type("Test$taken").field("LAYOUT")).byteSize())
        .isEqualTo(8);
    assertThat(((MemoryLayout) compiled.type("Test$taken_").field("LAYOUT")).byteSize())
        .isEqualTo(4);
  }

  @Test
  void whatCannotBeBoundIsSkippedWithItsReason() {
    given.record("struct incomplete", 0, 0);
    given.record("struct packed", 5, 1, field("a", U8, 0), field("b", INT, 1));
    given.function("ld", LONG_DOUBLE);
    given.function("inc", struct("struct incomplete"));
    given.function("packed", VOID, "p", struct("struct packed"));
    Declaration.Function plain = function(signature(INT));
    given.functions.put(
        "inl",
        new Declaration.Function(
            plain.signature(),
            Optional.empty(),
            true,
            false,
            Optional.empty(),
            List.of(),
            false,
            false,
            Optional.empty(),
            Optional.empty(),
            AT));
    given.functions.put(
        "conv",
        function(
            new Signature(
                List.of(),
                INT.type(),
                INT.lowering(),
                false,
                true,
                Optional.of(Signature.CallingConvention.MS_ABI))));
    given.constant("ALIAS", new ConstantValue.Alias("inl", ConstantValue.AliasKind.FUNCTION));
    given.variables.put(
        "tls",
        new Declaration.Variable(
            INT.type(),
            INT.lowering(),
            Optional.empty(),
            true,
            Optional.empty(),
            Optional.empty(),
            AT));

    Rendering rendering = new JavaBinding().render(given.idl(), RenderOptions.of("Test.java"));

    Compiled.of(rendering.files());
    assertThat(rendering.skipped())
        .extracting(skip -> skip.name() + " " + skip.reason().code())
        .containsExactlyInAnyOrder(
            "ld long-double",
            "inc incomplete-type",
            "packed unsupported-type",
            "inl inline",
            "conv calling-convention",
            "ALIAS inline",
            "tls thread-local");
  }

  @Test
  void ofA32BitTargetOnlyConstantsRemain() {
    given.target = WINDOWS_32;
    given.constant("ONE", "1", CType.I32).function("f", INT).variable("v", INT);
    given.record("struct s", 4, 4, field("a", INT, 0)).callback("cb", signature(INT));

    Rendering rendering = new JavaBinding().render(given.idl(), RenderOptions.of("Test.java"));

    assertThat(Compiled.of(rendering.files()).type("Test").field("ONE")).isEqualTo(1);
    assertThat(rendering.skipped())
        .extracting(Skip::name)
        .containsExactlyInAnyOrder("f", "v", "struct s", "cb");
  }

  @Test
  void largeHeadersBecomeAChainOfClasses() throws Exception {
    for (int i = 0; i < 9000; i++) {
      given.constant("C" + i, String.valueOf(i + 100_000), CType.I32);
    }
    for (int i = 0; i < 3000; i++) {
      given.constant("P" + i, new ConstantValue.Address(BigInteger.valueOf(i + 1)));
    }
    for (int i = 0; i < 1800; i++) {
      given.function("f" + i, INT, "a", INT);
    }
    given.function("labs", LONG, "n", LONG);
    given.record("struct Test_1", 4, 4, field("a", INT, 0));

    Rendering rendering = new JavaBinding().render(given.idl(), RenderOptions.of("Test.java"));
    Compiled compiled = Compiled.of(rendering.files());

    assertThat(compiled.type("Test").type().getSuperclass().getSimpleName()).startsWith("Test_");
    assertThat(compiled.type("Test").field("C8999")).isEqualTo(108_999);
    assertThat(compiled.type("Test").call("labs", -3L)).isEqualTo(3L);
    // In a folder, the same classes have files of their own.
    Rendering folder =
        new JavaFolder().render(given.idl(), new RenderOptions("", "org.big", Optional.empty()));
    assertThat(folder.files().firstEntry().getKey()).isEqualTo("org/big/Test.java");
    assertThat(folder.files()).hasSizeGreaterThan(1);
    // Other packages reach everything through the binding's own class.
    Map<String, String> sources = new LinkedHashMap<>(folder.files());
    sources.put(
        "Client.java",
        """
        import java.lang.foreign.Arena;
        import org.big.Test;

        public final class Client {
          private Client() {}

          public static long sum(Arena arena) {
            Test.Test_1_ one = Test.Test_1_.allocate(arena).a(5);
            return Test.C0 + Test.P2999.address() + Test.labs(-7) + one.a();
          }
        }
        """);
    try (Arena arena = Arena.ofConfined()) {
      assertThat(Compiled.of(sources).type("Client").call("sum", arena)).isEqualTo(103_012L);
    }
  }

  @Test
  void aRecordOfThousandsOfMembersCompiles() {
    Declaration.Field[] fields = new Declaration.Field[3000];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = field("m" + i, INT, i * 4L);
    }
    given.record("struct large", 12_000, 4, fields);
    given.function("take", VOID, "l", struct("struct large"));
    Compiled compiled = Compiled.of(given.idl());
    try (Arena arena = Arena.ofConfined()) {
      Object large = compiled.type("Test$large").call("allocate", arena);

      Compiled.on(large).call("m2999", 5);

      MemorySegment memory = (MemorySegment) Compiled.on(large).call("segment");
      assertThat(memory.get(ValueLayout.JAVA_INT, 11_996)).isEqualTo(5);
    }
  }

  @Test
  void theSameIdlGivesTheSameText() {
    given.function("puts", INT, "s", STRING).libraries.put("linux", "c");
    given.libraries.put("windows", "msvcrt.dll");

    assertThat(new JavaBinding().render(given.idl(), RenderOptions.of("Test.java")))
        .isEqualTo(new JavaBinding().render(given.idl(), RenderOptions.of("Test.java")));
  }
}
