package dev.ligature.generator.header;

import static dev.ligature.generator.header.Parse.constant;
import static dev.ligature.generator.header.Parse.integer;
import static dev.ligature.generator.header.Parse.skip;
import static dev.ligature.generator.header.Parse.units;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ligature.idl.CType;
import dev.ligature.idl.ConstantValue;
import dev.ligature.idl.ConstantValue.AliasKind;
import dev.ligature.idl.ConstantValue.Encoding;
import dev.ligature.idl.Idl;
import dev.ligature.idl.Lowering;
import dev.ligature.idl.Skip.Reason;
import dev.ligature.idl.Type;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MacrosTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '"',
      textBlock =
          """
          42 => 42 => I32
          0x80000000 => 2147483648 => U32
          2147483648 => 2147483648 => I64
          ((int)0x80000000) => -2147483648 => I32
          0xFFFFFFFFFFFFFFFF => 18446744073709551615 => U64
          017 => 15 => I32
          0b101 => 5 => I32
          1ul => 1 => U64
          (-1) => -1 => I32
          -1u => 4294967295 => U32
          ~0 => -1 => I32
          (1u << 31) => 2147483648 => U32
          (1 ? 2u : -3) => 2 => U32
          -7 / 2 => -3 => I32
          1 + 2 * 3 => 7 => I32
          (2 > 1 && 3 != 3) || 1 => 1 => I32
          'a' => 97 => I32
          '\\xff' => -1 => I32
          'ab' => 24930 => I32
          L'x' => 120 => I32
          u'x' => 120 => U16
          sizeof(int[4]) => 16 => U64
          ((unsigned char)300) => 44 => U8
          ((_Bool)7) => 1 => BOOL
          (short)-2 => -2 => I16
          __extension__ 5 => 5 => I32
          """)
  void integersHaveTheirExactTypeAndValue(String text, String value, CType ctype) {
    assertThat(constant(Parse.c("#define M " + text.replace("\\\\", "\\") + "\n"), "M"))
        .isEqualTo(integer(value, ctype));
  }

  @Test
  void longIsAsLongAsTheTargetSays() {
    assertThat(constant(Parse.c(Parse.WINDOWS, "#define M 1L\n"), "M"))
        .isEqualTo(integer("1", CType.I32));
    assertThat(constant(Parse.c(Parse.WINDOWS, "#define M 2147483648L\n"), "M"))
        .isEqualTo(integer("2147483648", CType.I64));
    assertThat(constant(Parse.c("#define M 1L\n"), "M")).isEqualTo(integer("1", CType.I64));
  }

  @Test
  void macrosOfMacrosExpandAsText() {
    Idl idl =
        Parse.c(
            """
            #define SUM 1 + 2
            #define DOUBLED SUM * 2
            #define PASTE(a, b) a ## b
            #define PASTED PASTE(0x, 10)
            #define CALL(x) ((x) + 1)
            #define CALLED CALL(CALL(3))
            """);
    assertThat(constant(idl, "DOUBLED")).isEqualTo(integer("5", CType.I32));
    assertThat(constant(idl, "PASTED")).isEqualTo(integer("16", CType.I32));
    assertThat(constant(idl, "CALLED")).isEqualTo(integer("5", CType.I32));
  }

  @Test
  void floatsRoundTripAndSayWhenTheyAreInexact() {
    Idl idl =
        Parse.c(
            """
            #define F 1.5f
            #define D 0.1
            #define NEGATIVE (-2.5e3)
            #define HEX 0x1.8p1
            #define L 0.1L
            #define HALF 0.5L
            #define QUOTIENT (1.0 / 4)
            """);
    assertThat(constant(idl, "F")).isEqualTo(new ConstantValue.Float(1.5, CType.F32, false));
    assertThat(constant(idl, "D")).isEqualTo(new ConstantValue.Float(0.1, CType.F64, false));
    assertThat(constant(idl, "NEGATIVE"))
        .isEqualTo(new ConstantValue.Float(-2500, CType.F64, false));
    assertThat(constant(idl, "HEX")).isEqualTo(new ConstantValue.Float(3, CType.F64, false));
    assertThat(constant(idl, "L")).isEqualTo(new ConstantValue.Float(0.1, CType.F64, true));
    assertThat(constant(idl, "HALF")).isEqualTo(new ConstantValue.Float(0.5, CType.F64, false));
    assertThat(constant(idl, "QUOTIENT"))
        .isEqualTo(new ConstantValue.Float(0.25, CType.F64, false));
  }

  @Test
  void stringsKeepZerosAndUnits() {
    Idl idl =
        Parse.c(
            """
            #define ZERO "a\\0b" "c"
            #define BYTES "\\xff\\376"
            #define PAREN ("x")
            #define CAST ((const char *)"cast")
            #define UTF u8"\\u00e4"
            #define WIDE L"\\U0001F600"
            #define U16 u"\\U0001F600"
            #define U32 U"\\U0001F600"
            #define T(x) L##x
            #define TEXT T("t")
            """);
    assertThat(constant(idl, "ZERO"))
        .isEqualTo(new ConstantValue.Str(units("a\0bc"), Encoding.NARROW));
    assertThat(constant(idl, "BYTES"))
        .isEqualTo(new ConstantValue.Str(List.of(255L, 254L), Encoding.NARROW));
    assertThat(constant(idl, "PAREN"))
        .isEqualTo(new ConstantValue.Str(units("x"), Encoding.NARROW));
    assertThat(constant(idl, "CAST"))
        .isEqualTo(new ConstantValue.Str(units("cast"), Encoding.NARROW));
    assertThat(constant(idl, "UTF"))
        .isEqualTo(new ConstantValue.Str(List.of(0xc3L, 0xa4L), Encoding.UTF8));
    assertThat(constant(idl, "WIDE"))
        .isEqualTo(new ConstantValue.Str(List.of(0x1F600L), Encoding.WIDE));
    assertThat(constant(idl, "U16"))
        .isEqualTo(new ConstantValue.Str(List.of(0xD83DL, 0xDE00L), Encoding.UTF16));
    assertThat(constant(idl, "U32"))
        .isEqualTo(new ConstantValue.Str(List.of(0x1F600L), Encoding.UTF32));
    assertThat(constant(idl, "TEXT")).isEqualTo(new ConstantValue.Str(units("t"), Encoding.WIDE));
    assertThat(constant(Parse.c(Parse.WINDOWS, "#define W L\"\\U0001F600\"\n"), "W"))
        .isEqualTo(new ConstantValue.Str(List.of(0xD83DL, 0xDE00L), Encoding.WIDE));
  }

  @Test
  void pointersAreAddressesOfTheTargetsSize() {
    String text =
        """
        typedef void *HANDLE;
        #define INVALID ((HANDLE)(long long)-1)
        #define NOTHING ((void *)0)
        """;
    Idl idl = Parse.c(text);
    assertThat(constant(idl, "INVALID"))
        .isEqualTo(new ConstantValue.Address(new BigInteger("18446744073709551615")));
    assertThat(idl.constants().get("INVALID").type()).contains(new Type.AliasRef("HANDLE"));
    assertThat(constant(idl, "NOTHING")).isEqualTo(new ConstantValue.Address(BigInteger.ZERO));
    assertThat(constant(Parse.c(Parse.WINDOWS_32, text), "INVALID"))
        .isEqualTo(new ConstantValue.Address(new BigInteger("4294967295")));
  }

  @Test
  void otherNamesAreAliases() {
    Idl idl =
        Parse.c(
            """
            int open_a(int); extern int state; typedef unsigned short word;
            typedef enum { ONE = 1 } number;
            #define AW(f) f ## _a
            #define open AW(open)
            #define STATE state
            #define WORD word
            #define NUMBER number
            #define UNO ONE
            #define ULONG unsigned long
            #define open_a open_a
            """);
    assertThat(constant(idl, "open"))
        .isEqualTo(new ConstantValue.Alias("open_a", AliasKind.FUNCTION));
    assertThat(constant(idl, "STATE"))
        .isEqualTo(new ConstantValue.Alias("state", AliasKind.VARIABLE));
    assertThat(constant(idl, "WORD")).isEqualTo(new ConstantValue.Alias("word", AliasKind.TYPE));
    assertThat(constant(idl, "NUMBER"))
        .isEqualTo(new ConstantValue.Alias("number", AliasKind.TYPE));
    assertThat(constant(idl, "UNO")).isEqualTo(integer("1", CType.I32));
    assertThat(idl.aliases().get("ULONG").lowering()).isEqualTo(Lowering.of(CType.U64));
    assertThat(idl.constants()).doesNotContainKey("open_a");
    assertThat(idl.skipped()).extracting(s -> s.name()).containsExactly("AW");
  }

  @Test
  void compoundLiteralsGiveTheirMembers() {
    Idl idl =
        Parse.c(
            """
            struct point { int x; struct { short a[2]; } in; };
            #define ORIGIN (struct point){ 7, { { 1, -1 } } }
            """);
    assertThat(constant(idl, "ORIGIN"))
        .isEqualTo(
            new ConstantValue.Compound(
                "struct point",
                List.of(
                    new ConstantValue.Member("x", integer("7", CType.I32)),
                    new ConstantValue.Member("in.a[0]", integer("1", CType.I16)),
                    new ConstantValue.Member("in.a[1]", integer("-1", CType.I16)))));
  }

  @Test
  void theLastDefinitionCounts() {
    Idl idl =
        Parse.c(
            """
            #define A 1
            #undef A
            #define A 2
            #define GONE 3
            #undef GONE
            #define USES_A (A + 1)
            #if 0
            #undef KEPT
            #endif
            #define KEPT 4
            """);
    assertThat(constant(idl, "A")).isEqualTo(integer("2", CType.I32));
    assertThat(constant(idl, "USES_A")).isEqualTo(integer("3", CType.I32));
    assertThat(constant(idl, "KEPT")).isEqualTo(integer("4", CType.I32));
    assertThat(idl.constants()).doesNotContainKey("GONE");
    assertThat(skip(idl, "GONE").reason()).isEqualTo(Reason.UNDEFINED_MACRO);
  }

  @Test
  void whatPushAndPopLeaveCounts() {
    Idl idl =
        Parse.c(
            """
            #define KEPT 1
            #pragma push_macro("KEPT")
            #undef KEPT
            #define KEPT 2
            enum { INSIDE = KEPT };
            #pragma pop_macro("KEPT")
            #pragma push_macro("GONE")
            #define GONE 3
            #pragma pop_macro("GONE")
            #define USES_KEPT (KEPT + 10)
            #define TWICE 1
            #define TWICE 1
            #define AGAIN 1
            #undef AGAIN
            #define AGAIN 2
            #undef AGAIN
            #if 0
            #define AGAIN 3
            #endif
            """);
    assertThat(constant(idl, "KEPT")).isEqualTo(integer("1", CType.I32));
    assertThat(constant(idl, "USES_KEPT")).isEqualTo(integer("11", CType.I32));
    assertThat(constant(idl, "TWICE")).isEqualTo(integer("1", CType.I32));
    assertThat(skip(idl, "GONE").reason()).isEqualTo(Reason.UNDEFINED_MACRO);
    assertThat(skip(idl, "AGAIN").reason()).isEqualTo(Reason.UNDEFINED_MACRO);
  }

  @Test
  void namesMeanWhatTheHeadersAndTheCompilerDeclare() {
    Idl idl =
        Parse.c(
            Parse.WINDOWS,
            """
            #include <limits.h>
            #include <stdatomic.h>
            #include <stdint.h>
            typedef uint32_t flags;
            #define CAST(x) ((flags)(x))
            #define MAKE CAST
            #define RESCANNED MAKE(3)
            #define OF_THE_COMPILER (__INT_MAX__ - 1)
            #define ALONE __CHAR_BIT__
            #define OF_THE_COMMAND_LINE (GIVEN + 1)
            #define BEHIND_LIMITS USHRT_MAX
            #define ENUMERATOR_OF_ANOTHER_HEADER (memory_order_acquire + 0)
            #define TYPE_OF_ANOTHER_HEADER ((uint_fast8_t)300)
            #define FUNCTION_OF_ANOTHER_HEADER (atomic_thread_fence)
            #define UNDECLARED (nowhere + 1)
            #define STANDARD size_t
            """,
            "-DGIVEN=41");
    assertThat(constant(idl, "RESCANNED")).isEqualTo(integer("3", CType.U32));
    assertThat(idl.constants().get("RESCANNED").type()).contains(new Type.AliasRef("flags"));
    assertThat(constant(idl, "OF_THE_COMPILER")).isEqualTo(integer("2147483646", CType.I32));
    assertThat(constant(idl, "ALONE")).isEqualTo(integer("8", CType.I32));
    assertThat(constant(idl, "OF_THE_COMMAND_LINE")).isEqualTo(integer("42", CType.I32));
    assertThat(constant(idl, "BEHIND_LIMITS")).isEqualTo(integer("65535", CType.I32));
    assertThat(constant(idl, "ENUMERATOR_OF_ANOTHER_HEADER")).isEqualTo(integer("2", CType.I32));
    assertThat(constant(idl, "TYPE_OF_ANOTHER_HEADER")).isEqualTo(integer("44", CType.U8));
    assertThat(skip(idl, "FUNCTION_OF_ANOTHER_HEADER").reason()).isEqualTo(Reason.NOT_CONSTANT);
    assertThat(skip(idl, "UNDECLARED").reason()).isEqualTo(Reason.NOT_AN_EXPRESSION);
    assertThat(idl.aliases()).containsKey("STANDARD");
  }

  @Test
  void enumeratorsOfOtherHeadersCountWhereverTheyAre(@TempDir Path directory) throws IOException {
    Files.writeString(
        directory.resolve("other.h"),
        """
        struct outer { enum { INSIDE = 5 } a; };
        enum plain { PLAIN = 7 };
        #define MAKE(name) enum name##_e { name##_ONE = 11 };
        MAKE(made)
        int function(void);
        """);
    Idl idl =
        Parse.c(
            Parse.LINUX,
            """
            #include <other.h>
            #define A (INSIDE + 1)
            #define B (PLAIN + 1)
            #define C (made_ONE + 1)
            #define D made_ONE
            #define E function
            #define F nowhere
            """,
            "-I" + directory);
    assertThat(constant(idl, "A")).isEqualTo(integer("6", CType.I32));
    assertThat(constant(idl, "B")).isEqualTo(integer("8", CType.I32));
    assertThat(constant(idl, "C")).isEqualTo(integer("12", CType.I32));
    assertThat(constant(idl, "D")).isEqualTo(integer("11", CType.I32));
    assertThat(skip(idl, "E").detail()).contains("stands for function");
    assertThat(skip(idl, "F").reason()).isEqualTo(Reason.NOT_AN_EXPRESSION);
  }

  @Test
  void nobodyFollowsAMacroThatNestsWithoutEnd() {
    int levels = 5000;
    Idl idl =
        Parse.c(
            "typedef int T;\n#define MINUS "
                + "- ".repeat(levels)
                + "1\n#define CAST "
                + "(T)".repeat(levels)
                + "1\n#define FLOATING "
                + "~".repeat(levels)
                + "1.5\n#define CHOICE "
                + "1?1:".repeat(levels)
                + "1\n#define SIZE "
                + "sizeof ".repeat(levels)
                + "1\n#define BRACKETS "
                + "(".repeat(levels)
                + "1"
                + ")".repeat(levels)
                + "\n#define TEXT(x) #x\n#define REFUSED "
                + "- ".repeat(levels)
                + "sizeof(TEXT(a))\n#define SUM "
                + "1+".repeat(levels)
                + "1\n");
    assertThat(idl.skipped())
        .filteredOn(skip -> !skip.name().equals("TEXT"))
        .allMatch(skip -> skip.reason() == Reason.NOT_CONSTANT)
        .extracting(skip -> skip.name())
        .containsExactlyInAnyOrder(
            "MINUS", "CAST", "FLOATING", "CHOICE", "SIZE", "BRACKETS", "REFUSED");
    assertThat(constant(idl, "SUM")).isEqualTo(integer("5001", CType.I32));
  }

  @Test
  void enumeratorsOfAFixedTypeHaveThatType() {
    Idl idl =
        Parse.c(
            """
            enum fixed : unsigned long long { F = 1 };
            enum plain /* no type */ { P = 1 };
            #define FIXED (F | 2)
            #define PLAIN (P | 2)
            """);
    assertThat(constant(idl, "FIXED")).isEqualTo(integer("3", CType.U64));
    assertThat(constant(idl, "PLAIN")).isEqualTo(integer("3", CType.I32));
  }

  @Test
  void whatIsNoConstantIsSkippedWithItsText() {
    Idl idl =
        Parse.c(
            """
            #ifndef TEST_H
            #define TEST_H
            int f(void);
            #define EMPTY
            #define MAX(a, b) ((a) > (b) ? (a) : (b))
            #define OPEN {
            #define LOOP do {
            #define PAIR 1, 2
            #define NOWHERE nowhere
            #define CALL f()
            #define LINE __LINE__
            #define WIDE_INT ((__int128)1)
            #define SWALLOWS (1
            #define AFTER ((int)5)
            #endif
            """);
    assertThat(idl.skipped())
        .extracting(s -> s.name() + " " + s.reason().code() + " " + s.detail())
        .containsExactly(
            "EMPTY empty-macro ",
            "MAX function-like-macro (a, b) ((a) > (b) ? (a) : (b))",
            "OPEN not-an-expression {",
            "LOOP not-an-expression do {",
            "PAIR not-an-expression 1, 2",
            "NOWHERE not-an-expression nowhere",
            "CALL not-constant f()",
            "LINE not-constant __LINE__",
            "WIDE_INT int128 ((__int128)1)",
            "SWALLOWS not-an-expression (1");
    assertThat(constant(idl, "AFTER")).isEqualTo(integer("5", CType.I32));
  }

  @Test
  void macrosOfTheCommandLineAreNotTheHeaders() {
    Idl idl = Parse.c(Parse.LINUX, "#define A B\n", "-DB=7");
    assertThat(idl.constants()).containsOnlyKeys("A");
    assertThat(constant(idl, "A")).isEqualTo(integer("7", CType.I32));
  }

  @Test
  void aMacroThatExpandsWithoutEndIsNotTried() {
    StringBuilder text = new StringBuilder("#define A0 1\n");
    for (int i = 1; i < 60; i++) {
      text.append("#define A%d (A%d + A%d)\n".formatted(i, i - 1, i - 1));
    }
    Idl idl = Parse.c(text.toString());
    assertThat(constant(idl, "A3")).isEqualTo(integer("8", CType.I32));
    assertThat(skip(idl, "A59").detail()).startsWith("expands to too many tokens");
  }

  @Test
  void documentationStandsBeforeOrBehind() {
    Idl idl =
        Parse.c(
            """
            /** The first. */
            #define A 1
            #define B 2 /**< The second. */
            /// The third.
            #define C 3
            #define D 4
            """);
    assertThat(idl.constants().values())
        .extracting(c -> c.doc().map(doc -> doc.brief()))
        .containsExactly(
            Optional.of("The first."),
            Optional.of("The second."),
            Optional.of("The third."),
            Optional.empty());
  }

  @Test
  void digitsMayBeSeparated() {
    Idl idl =
        Parse.c(
            Parse.LINUX,
            """
            #define MILLION 1'000'000
            #define MASK 0xff'ff00u
            #define REAL 1'000.5
            #define CHARACTER '1'
            """,
            "-std=c23");
    assertThat(constant(idl, "MILLION")).isEqualTo(integer("1000000", CType.I32));
    assertThat(constant(idl, "MASK")).isEqualTo(integer("16776960", CType.U32));
    assertThat(constant(idl, "REAL")).isEqualTo(new ConstantValue.Float(1000.5, CType.F64, false));
    assertThat(constant(idl, "CHARACTER")).isEqualTo(integer("49", CType.I32));
  }

  @Test
  void whatNoIntegerHoldsIsSkipped() {
    Idl idl = Parse.c("#define A 18446744073709551616\n#define B (A + 1)\n");
    assertThat(skip(idl, "A").reason()).isEqualTo(Reason.INT128);
    assertThat(skip(idl, "B").reason()).isEqualTo(Reason.INT128);
  }

  @Test
  void shiftsByTooManyBitsHaveNoValue() {
    Idl idl = Parse.c("#define A (1 << 32)\n#define B (1LL << 32)\n#define C (0 ? 1 << 32 : 5)\n");
    assertThat(skip(idl, "A").reason()).isEqualTo(Reason.NOT_CONSTANT);
    assertThat(constant(idl, "B")).isEqualTo(integer("4294967296", CType.I64));
    assertThat(constant(idl, "C")).isEqualTo(integer("5", CType.I32));
  }

  @Test
  void chainsOfMacrosMayBeLong() {
    StringBuilder text = new StringBuilder("#define M0 7\n");
    for (int i = 1; i <= 500; i++) {
      text.append("#define M").append(i).append(" M").append(i - 1).append('\n');
    }
    assertThat(constant(Parse.c(text.toString()), "M500")).isEqualTo(integer("7", CType.I32));
  }

  @Test
  void macrosNameTagsAsTypedefsDo() {
    Idl idl =
        Parse.c(
            """
            struct packet { int length; };
            enum mode { MODE = 1 };
            #define PACKET struct packet
            #define MODE_T enum mode
            #define NOWHERE struct nowhere
            """);
    assertThat(idl.aliases().get("PACKET").type()).isEqualTo(new Type.RecordRef("struct packet"));
    assertThat(idl.aliases().get("MODE_T").type()).isEqualTo(new Type.EnumRef("enum mode"));
    assertThat(idl.aliases().get("MODE_T").lowering()).isEqualTo(Lowering.of(CType.U32));
    assertThat(skip(idl, "NOWHERE").reason()).isEqualTo(Reason.NOT_AN_EXPRESSION);
  }
}
