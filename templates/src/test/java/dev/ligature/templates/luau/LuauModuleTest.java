package dev.ligature.templates.luau;

import static dev.ligature.templates.IdlBuilder.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ligature.idl.CType;
import dev.ligature.idl.ConstantValue;
import dev.ligature.idl.ConstantValue.AliasKind;
import dev.ligature.idl.Declaration;
import dev.ligature.idl.Doc;
import dev.ligature.idl.Idl;
import dev.ligature.idl.Lowering;
import dev.ligature.idl.Signature;
import dev.ligature.idl.Skip;
import dev.ligature.idl.Type;
import dev.ligature.templates.Golden;
import dev.ligature.templates.IdlBuilder;
import dev.ligature.templates.RenderOptions;
import dev.ligature.templates.Rendering;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LuauModuleTest {

  static String render(Idl idl) {
    Rendering rendering = new LuauModule().render(idl, RenderOptions.of("out.luau"));
    assertThat(rendering.files()).containsOnlyKeys("out.luau");
    return rendering.files().get("out.luau");
  }

  private static List<Skip> skipped(Idl idl) {
    return new LuauModule().render(idl, RenderOptions.of("out.luau")).skipped();
  }

  @Test
  void a_header_within_the_first_library_uses_nothing_beyond_it() throws IOException {
    Idl idl =
        new IdlBuilder("Kernel32", WINDOWS)
            .library("windows", "kernel32.dll")
            .in("synchapi.h")
            .doc(
                new Doc(
                    "Suspends the calling thread.",
                    List.of("It may take\nlonger."),
                    List.of(new Doc.Param("dwMilliseconds", "in", "how long, in milliseconds")),
                    "nothing"))
            .function(
                "Sleep",
                signature(VOID, typedef("dwMilliseconds", "DWORD", Lowering.of(CType.U32))))
            .constant("INFINITE", 0xFFFFFFFFL, CType.U32, "0xffffffff")
            .in("errhandlingapi.h")
            .deprecated("use something else")
            .function("GetLastError", signature(typedef("", "DWORD", Lowering.of(CType.U32))))
            .in("minwinbase.h")
            .alias("DWORD", scalar("", CType.U32))
            .doc("A moment.")
            .record(
                "struct _SYSTEMTIME",
                16,
                2,
                scalar("wYear", CType.U16).at(0),
                scalar("wMonth", CType.U16).at(2),
                scalar("wRest", CType.U16).array(6).at(4))
            .alias("SYSTEMTIME", record("", "struct _SYSTEMTIME"))
            .build();
    Golden.check("luau/kernel32.luau", render(idl));
  }

  @Test
  void records_say_as_much_of_their_layout_as_they_must() throws IOException {
    Idl idl =
        new IdlBuilder("Records", LINUX)
            .record("struct plain", 8, 4, scalar("c", CType.I8).at(0), scalar("i", CType.I32).at(4))
            .record("struct tight", 5, 1, scalar("c", CType.I8).at(0), scalar("i", CType.I32).at(1))
            .record("struct wide", 16, 8, scalar("c", CType.I8).at(0), scalar("i", CType.I32).at(8))
            .record(
                "struct flags",
                4,
                4,
                scalar("low", CType.U32).bits(0, 3),
                scalar("", CType.U32).bits(3, 5),
                scalar("on", CType.BOOL).bits(8, 1))
            .record(
                "union number", 8, 8, scalar("i", CType.I64).at(0), scalar("d", CType.F64).at(0))
            .record(
                "struct tagged",
                16,
                8,
                scalar("kind", CType.I32).at(0),
                record("", "union tagged.(1)").at(8))
            .record(
                "union tagged.(1)",
                8,
                8,
                pointer("p", Type.Scalar.of(CType.VOID)).at(0),
                string("s").at(0),
                record("point", "struct tagged.(1).point").at(0))
            .record(
                "struct tagged.(1).point",
                8,
                4,
                scalar("x", CType.F32).at(0),
                scalar("y", CType.F32).at(4))
            .record("div_t", 8, 4, scalar("quot", CType.I32).at(0), scalar("rem", CType.I32).at(4))
            .record(
                "struct outer",
                96,
                16,
                record("plain", "struct plain").at(0),
                record("pair", "struct plain").array(2).at(8),
                scalar("matrix", CType.F32).array(4).array(3).at(24),
                opaque("ld", "long double", 16, 16).at(80))
            .record(
                "struct tail",
                4,
                4,
                scalar("n", CType.I32).at(0),
                new Declaration.Field(
                    "data",
                    new Type.Array(Type.Scalar.of(CType.U8), java.util.OptionalLong.empty()),
                    new Lowering.Array(Lowering.of(CType.U8), java.util.OptionalLong.empty()),
                    4,
                    Optional.empty(),
                    Optional.empty()))
            .opaque("struct hidden")
            .record("struct clash", 8, 8, scalar("size", CType.U64).at(0))
            .build();
    Golden.check("luau/records.luau", render(idl));
  }

  @Test
  void functions_callbacks_and_variables() throws IOException {
    Idl idl =
        new IdlBuilder("Calls", LINUX)
            .library("linux", "libcalls.so.1")
            .library("windows", "calls.dll")
            .record(
                "struct point", 8, 4, scalar("x", CType.F32).at(0), scalar("y", CType.F32).at(4))
            .alias("point_t", record("", "struct point"))
            .alias("place_t", typedef("", "point_t", new Lowering.ByValue("struct point")))
            .callback(
                "compare",
                signature(
                    scalar("", CType.I32),
                    pointer("a", Type.Scalar.of(CType.VOID)),
                    record("at", "struct point")),
                true)
            .alias("compare_fn", typedef("", "compare", Lowering.of(CType.POINTER)))
            .function(
                "move",
                signature(
                    record("", "struct point"),
                    record("from", "struct point"),
                    typedef("by", "compare", Lowering.of(CType.POINTER))))
            .function("printf", signature(scalar("", CType.I32), true, string("format")))
            .function("close", signature(scalar("", CType.I32), scalar("end", CType.I32)))
            .function(
                "read",
                signature(scalar("", CType.ISIZE), scalar("", CType.I32), scalar("", CType.USIZE)))
            .function("open", signature(scalar("", CType.I32)), Optional.of("open$64"), false)
            .variable("environ", pointer("", Type.Scalar.of(CType.VOID)), false)
            .variable("origin", record("", "struct point"), false)
            .variable("table", scalar("", CType.U16).array(8), false)
            .constant("shut", new ConstantValue.Alias("close", AliasKind.FUNCTION), "close")
            .constant("spot", new ConstantValue.Alias("place_t", AliasKind.TYPE), "place_t")
            .constant("env", new ConstantValue.Alias("environ", AliasKind.VARIABLE), "environ")
            .build();
    Golden.check("luau/calls.luau", render(idl));
  }

  @Test
  void constants_keep_their_exact_values() throws IOException {
    Idl idl =
        new IdlBuilder("Constants", WINDOWS)
            .constant("FLAG", 0xFFL, CType.U32, "0xff")
            .constant("LESS", -5, CType.I32, "(-5)")
            .constant("ALL", unsigned("18446744073709551615"), "~0ull")
            .constant("TOP", unsigned("9223372036854775808"), "1ull << 63")
            .constant("ODD", unsigned("9007199254740993"), "9007199254740993")
            .constant("EVEN", unsigned("9007199254740992"), "9007199254740992")
            .constant("HUGE", new ConstantValue.Int(BigInteger.TWO.pow(64), CType.U64), "1 << 64")
            .constant("TRUE_", 1, CType.BOOL, "true")
            .constant("TENTH", new ConstantValue.Float(0.1f, CType.F32, false), "0.1f")
            .constant("PI", new ConstantValue.Float(Math.PI, CType.F64, true), "M_PI")
            .constant(
                "FAR",
                new ConstantValue.Float(Double.POSITIVE_INFINITY, CType.F64, false),
                "HUGE_VAL")
            .constant("NONE", new ConstantValue.Float(Double.NaN, CType.F64, false), "NAN")
            .constant(
                "NARROW",
                new ConstantValue.Str(List.of(65L, 0L, 255L), ConstantValue.Encoding.NARROW),
                "\"A\\0\\377\"")
            .constant(
                "WIDE",
                new ConstantValue.Str(List.of(65L, 0x20ACL), ConstantValue.Encoding.WIDE),
                "L\"A\\u20ac\"")
            .constant(
                "INVALID_HANDLE_VALUE",
                new ConstantValue.Address(new BigInteger("18446744073709551615")),
                "((HANDLE)-1)")
            .constant("NULL", new ConstantValue.Address(BigInteger.ZERO), "((void *)0)")
            .constant("end", 1, CType.I32, "1")
            .record(
                "struct point", 8, 4, scalar("x", CType.I32).at(0), scalar("y", CType.I32).at(4))
            .constant(
                "ORIGIN",
                new ConstantValue.Compound(
                    "struct point",
                    List.of(
                        new ConstantValue.Member(
                            "x", new ConstantValue.Int(BigInteger.ONE, CType.I32)),
                        new ConstantValue.Member(
                            "in.end[2]", new ConstantValue.Int(BigInteger.TWO, CType.I32)))),
                "(struct point){1}")
            .enumeration("enum color", CType.U32, member("RED", 0), member("GREEN", 1))
            .alias("color_t", enumeration("", "enum color", CType.U32))
            .alias("paint_t", typedef("", "color_t", Lowering.of(CType.U32)))
            .enumeration("shape", CType.I32, member("ROUND", -1))
            .enumeration("enum (LONELY)", CType.I32, member("LONELY", 7))
            .build();
    Golden.check("luau/constants.luau", render(idl));
    assertThat(skipped(idl))
        .extracting(Skip::name, Skip::reason)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("HUGE", Skip.Reason.INT128));
  }

  private static ConstantValue unsigned(String value) {
    return new ConstantValue.Int(new BigInteger(value), CType.U64);
  }

  @Test
  void what_no_call_can_carry_is_skipped_with_its_reason() {
    Idl idl =
        new IdlBuilder("Skips", LINUX)
            .function("precise", signature(opaque("", "long double", 16, 16)))
            .function("big", signature(VOID, opaque("n", "__int128", 16, 16)))
            .function("turn", signature(VOID, opaque("z", "_Complex double", 16, 8)))
            .function(
                "shuffle",
                signature(VOID, opaque("", "__attribute__((__vector_size__(16))) int", 16, 16)))
            .function("swap", signature(VOID, opaque("", "_Atomic(int)", 4, 4)))
            .record("struct holder", 16, 16, opaque("ld", "long double", 16, 16).at(0))
            .function("hold", signature(record("", "struct holder")))
            .opaque("struct hidden")
            .function("hide", signature(VOID, record("h", "struct hidden")))
            .inline("quick", signature(VOID))
            .constant("fast", new ConstantValue.Alias("quick", AliasKind.FUNCTION), "quick")
            .variable("mine", scalar("", CType.I32), true)
            .callback("logger", signature(VOID, true, string("format")), true)
            .function(
                "odd",
                new Declaration.Function(
                    new Signature(
                        List.of(),
                        Type.Scalar.of(CType.VOID),
                        Lowering.of(CType.VOID),
                        false,
                        true,
                        Optional.of(Signature.CallingConvention.VECTORCALL)),
                    Optional.empty(),
                    false,
                    false,
                    Optional.empty(),
                    List.of(),
                    false,
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    new dev.ligature.idl.Location("skips.h", 1)))
            .build();
    assertThat(skipped(idl))
        .extracting(Skip::toString)
        .map(text -> text.replaceAll(", at=.*", "").replace("Skip[name=", ""))
        .containsExactly(
            "precise, reason=LONG_DOUBLE, detail=result is 'long double'",
            "big, reason=INT128, detail=parameter 'n' is '__int128'",
            "turn, reason=COMPLEX, detail=parameter 'z' is '_Complex double'",
            "shuffle, reason=VECTOR, detail=parameter 1 is '__attribute__((__vector_size__(16)))"
                + " int'",
            "swap, reason=ATOMIC, detail=parameter 1 is '_Atomic(int)'",
            "hold, reason=LONG_DOUBLE, detail='ld' in result is 'long double'",
            "hide, reason=INCOMPLETE_TYPE, detail=parameter 'h' is 'struct hidden', which no header"
                + " defines",
            "quick, reason=INLINE, detail=static or inline: no library exports it",
            "odd, reason=CALLING_CONVENTION, detail=calling convention VECTORCALL",
            "mine, reason=THREAD_LOCAL, detail=each thread has its own, which no symbol look-up"
                + " finds",
            "logger, reason=UNSUPPORTED_TYPE, detail=a callback with variable arguments",
            "fast, reason=INLINE, detail=another name for 'quick', which is not bound");
    assertThat(render(idl)).doesNotContain("ffi.load");
  }

  @Test
  void a_macro_hides_what_else_has_its_name() {
    Idl idl =
        new IdlBuilder("Macros", LINUX)
            .function("open", signature(scalar("", CType.I32)))
            .function("open64", signature(scalar("", CType.I64)))
            .constant("open", new ConstantValue.Alias("open64", AliasKind.FUNCTION), "open64")
            .function("stay", signature(VOID))
            .constant("stay", new ConstantValue.Alias("stay", AliasKind.FUNCTION), "stay")
            .enumeration("enum (A)", CType.I32, member("A", 1))
            .constant("A", 1, CType.I32, "A")
            .build();
    String text = render(idl);
    assertThat(text).contains("\topen = \"open64\",\n").doesNotContain("open = { args");
    assertThat(text).contains("\t\tstay = { args = {} },\n");
    assertThat(text).containsOnlyOnce("\tA = 1,\n").containsOnlyOnce("\tA: number,\n");
  }

  @Test
  void tables_of_the_module_give_way_to_names_of_C() {
    String text =
        render(
            new IdlBuilder("Clash", LINUX)
                .function("structs", signature(VOID))
                .function("structs_", signature(VOID))
                .record("struct s", 4, 4, scalar("x", CType.I32).at(0))
                .record("struct t", 4, 4, record("s", "struct s").at(0))
                .build());
    assertThat(text)
        .contains("\tstructs__: {\n")
        .contains("module.structs__ = lazily({")
        .contains("{ \"s\", module.structs__.s },")
        .contains("\t\tstructs = { args = {} },\n");
  }

  @Test
  void macros_name_types_of_every_kind() {
    String text =
        render(
            new IdlBuilder("Names", LINUX)
                .record("pair", 4, 4, scalar("x", CType.I32).at(0))
                .record("struct tag", 4, 4, scalar("x", CType.I32).at(0))
                .enumeration("shape", CType.I32, member("ROUND", 1))
                .constant("PAIR", new ConstantValue.Alias("pair", AliasKind.TYPE), "pair")
                .constant("TAG", new ConstantValue.Alias("struct tag", AliasKind.TYPE), "tag")
                .constant("SHAPE", new ConstantValue.Alias("shape", AliasKind.TYPE), "shape")
                .constant("WORD", new ConstantValue.Alias("int", AliasKind.TYPE), "int")
                .build());
    assertThat(text)
        .contains("\tPAIR = \"pair\",\n")
        .contains("\tTAG = \"tag\",\n")
        .contains("\t\tSHAPE: shape_members,\n")
        .doesNotContain("WORD");
  }

  @Test
  void a_module_that_is_much_for_the_checker_says_less_of_its_records() {
    IdlBuilder builder =
        new IdlBuilder("Much", LINUX).record("struct point", 4, 4, scalar("x", CType.I32).at(0));
    assertThat(render(builder.build())).contains("point: ffi.StructDefinition<point>");
    for (int i = 0; i < 3000; i++) {
      builder.function("f" + i, signature(VOID));
    }
    assertThat(render(builder.build()))
        .contains("point: ffi.StructDefinition<any>")
        .contains("export type point = ffi.StructView & {");
  }

  @Test
  void a_record_that_is_much_for_the_checker_has_no_typed_table() {
    assertThat(render(recordOf(500)))
        .contains("ffi.StructDefinition<big>", "\t\t\t{ \"f499\", C.u8 },\n\t\t})\n");
    assertThat(render(recordOf(2000)))
        .contains("ffi.StructDefinition<big>", "\t\t\t{ \"f1999\", C.u8 },\n\t\t} :: any)\n");
    assertThat(render(recordOf(2001)))
        .contains("big: ffi.StructDefinition<any>", "\tf2000: number,\n", " :: any)\n");
  }

  private static Idl recordOf(int count) {
    Declaration.Field[] fields = new Declaration.Field[count];
    for (int i = 0; i < count; i++) {
      fields[i] = scalar("f" + i, CType.U8).at(i);
    }
    return new IdlBuilder("Big", LINUX).record("struct big", count, 1, fields).build();
  }

  @Test
  void aliases_in_a_circle_are_skipped() {
    Idl idl =
        new IdlBuilder("Circle", LINUX)
            .constant("a", new ConstantValue.Alias("b", AliasKind.FUNCTION), "b")
            .constant("b", new ConstantValue.Alias("a", AliasKind.FUNCTION), "a")
            .build();
    assertThat(skipped(idl)).extracting(Skip::name).containsExactly("a", "b");
  }

  @Test
  void an_empty_header_gives_an_empty_module() {
    assertThat(render(new IdlBuilder("Empty", LINUX).build()))
        .isEqualTo(
            """
            --!strict
            -- Empty: generated by bindgen from Empty.h for x86_64-unknown-linux-gnu. Do not edit.

            export type Empty = {
            }

            local module = {
            } :: any

            return module :: Empty
            """);
  }
}
