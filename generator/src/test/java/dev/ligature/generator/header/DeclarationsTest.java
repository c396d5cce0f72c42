package dev.ligature.generator.header;

import static dev.ligature.generator.header.Parse.arguments;
import static dev.ligature.generator.header.Parse.field;
import static dev.ligature.generator.header.Parse.lowering;
import static dev.ligature.generator.header.Parse.result;
import static dev.ligature.generator.header.Parse.skip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ligature.idl.CType;
import dev.ligature.idl.ConstantValue;
import dev.ligature.idl.Declaration;
import dev.ligature.idl.Idl;
import dev.ligature.idl.IdlReader;
import dev.ligature.idl.IdlSchema;
import dev.ligature.idl.IdlWriter;
import dev.ligature.idl.Lowering;
import dev.ligature.idl.Signature.CallingConvention;
import dev.ligature.idl.Skip.Reason;
import dev.ligature.idl.Type;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DeclarationsTest {
  @Test
  void typesOfCallsLower() {
    Idl idl =
        Parse.c(
            """
            #include <stddef.h>
            typedef const char *text;
            const char *a(char *, text, size_t, ptrdiff_t, unsigned long, _Bool, float, wchar_t);
            void b(int [3], const char [], void (int), enum { X } *, struct s *);
            """);
    assertThat(result(idl, "a")).isEqualTo(lowering(CType.STRING));
    assertThat(arguments(idl, "a"))
        .containsExactly(
            lowering(CType.POINTER),
            lowering(CType.STRING),
            lowering(CType.USIZE),
            lowering(CType.ISIZE),
            lowering(CType.U64),
            lowering(CType.BOOL),
            lowering(CType.F32),
            lowering(CType.I32));
    assertThat(arguments(idl, "b"))
        .containsExactly(
            lowering(CType.POINTER),
            lowering(CType.STRING),
            lowering(CType.POINTER),
            lowering(CType.POINTER),
            lowering(CType.POINTER));
    assertThat(idl.records().get("struct s").opaque()).isTrue();
  }

  @Test
  void functionsThatClangKnowsHaveTheTypesOfTheHeader() {
    Idl idl =
        Parse.c(
            """
            #include <stddef.h>
            size_t strlen(const char *);
            size_t fread(void *, size_t, size_t, struct file *);
            """);
    assertThat(result(idl, "strlen")).isEqualTo(lowering(CType.USIZE));
    assertThat(result(idl, "fread")).isEqualTo(lowering(CType.USIZE));
    assertThat(arguments(idl, "fread"))
        .containsExactly(
            lowering(CType.POINTER),
            lowering(CType.USIZE),
            lowering(CType.USIZE),
            lowering(CType.POINTER));
  }

  @Test
  void tagsOfParameterListsDoNotHideThoseOfTheFile() {
    Idl idl =
        Parse.c(
            """
            void early(struct size { int x; } *p, enum unit { INCH } u);
            struct size { double width, height; };
            enum unit { METRE = 5 };
            void late(struct size *p, enum unit u);
            void one(struct pair { int a; } *p);
            void other(struct pair { char b[9]; } *p);
            void unnamed(struct { int a; } *p, struct { char b; } *q);
            void declared(struct later *p);
            struct later { int a; };
            """);
    assertThat(idl.records().get("struct size").size()).isEqualTo(16);
    assertThat(idl.records().get("struct size (2)").size()).isEqualTo(4);
    assertThat(idl.enums().get("enum unit").members().getFirst().name()).isEqualTo("METRE");
    assertThat(idl.functions().get("early").signature().args().getFirst().type())
        .isEqualTo(new Type.Pointer(new Type.RecordRef("struct size (2)")));
    assertThat(idl.functions().get("late").signature().args().getFirst().type())
        .isEqualTo(new Type.Pointer(new Type.RecordRef("struct size")));
    assertThat(idl.records().get("struct pair").size()).isEqualTo(4);
    assertThat(idl.records().get("struct pair (2)").size()).isEqualTo(9);
    assertThat(idl.records())
        .containsKeys("struct (unnamed)", "struct (unnamed) (2)", "struct later")
        .doesNotContainKey("struct later (2)");
    assertThat(IdlSchema.validate(IdlWriter.write(idl))).isEmpty();
    assertThat(IdlReader.read(IdlWriter.write(idl))).isEqualTo(idl);
  }

  @Test
  void longDoubleIsDoubleWhereItIsNoWider() {
    String text = "long double half(long double x); struct s { long double d; };\n";
    for (String triple : List.of("arm64-apple-macos14", "x86_64-pc-windows-msvc")) {
      Idl idl = Parse.c(triple, text);
      assertThat(result(idl, "half")).as(triple).isEqualTo(lowering(CType.F64));
      assertThat(field(idl, "struct s", "d").lowering()).isEqualTo(lowering(CType.F64));
    }
    assertThat(skip(Parse.c(text), "half").reason()).isEqualTo(Reason.LONG_DOUBLE);
    assertThat(skip(Parse.c(Parse.WINDOWS, text), "half").reason()).isEqualTo(Reason.LONG_DOUBLE);
  }

  @Test
  void staticTextIsAConstant() {
    Idl idl =
        Parse.c(
            """
            static const char NAME[] = "a" "\\0b";
            static const char *const PATH = "/tmp";
            static const char *mutable = "x";
            static char buffer[] = "y";
            static const char padded[4];
            static const char *const table[] = {"z"};
            """);
    assertThat(Parse.constant(idl, "NAME"))
        .isEqualTo(new ConstantValue.Str(List.of(97L, 0L, 98L), ConstantValue.Encoding.NARROW));
    assertThat(Parse.constant(idl, "PATH"))
        .isEqualTo(new ConstantValue.Str(Parse.units("/tmp"), ConstantValue.Encoding.NARROW));
    for (String name : List.of("mutable", "buffer", "padded", "table")) {
      assertThat(skip(idl, name).reason()).as(name).isEqualTo(Reason.INLINE);
    }
  }

  @Test
  void objectsOfConstexprAreConstants() {
    Idl idl =
        Parse.c(
            Parse.LINUX,
            """
            constexpr unsigned long long ALL = 0xffffffffffffffff;
            constexpr float TENTH = 0.5f;
            constexpr int TABLE[] = {1, 2};
            const int exported = 3;
            """,
            "-std=c23");
    assertThat(Parse.constant(idl, "ALL"))
        .isEqualTo(Parse.integer("18446744073709551615", CType.U64));
    assertThat(Parse.constant(idl, "TENTH"))
        .isEqualTo(new ConstantValue.Float(0.5, CType.F32, false));
    assertThat(skip(idl, "TABLE").reason()).isEqualTo(Reason.INLINE);
    assertThat(idl.variables()).containsOnlyKeys("exported");
  }

  @Test
  void functionsSayWhatTheyAre() {
    Idl idl =
        Parse.c(
            """
            int variadic(const char *, ...);
            int old();
            int k(a, b) char a; float b; { return 0; }
            static inline int si(void) { return 1; }
            _Noreturn void n1(void);
            void n2(void) __attribute__((noreturn));
            void late(int) __attribute__((deprecated("use soon")));
            int label(void) __asm__("label_v2");
            void nn(void *a, int b, void *c) __attribute__((nonnull(3)));
            void nullable(char *_Nullable a, char *_Nonnull b);
            """);
    assertThat(idl.functions().get("variadic").signature().variadic()).isTrue();
    assertThat(idl.functions().get("old").signature())
        .matches(s -> !s.prototyped() && !s.variadic() && s.args().isEmpty());
    assertThat(arguments(idl, "k")).containsExactly(lowering(CType.I32), lowering(CType.F64));
    assertThat(idl.functions().get("si").inline()).isTrue();
    assertThat(idl.functions().get("old").inline()).isFalse();
    assertThat(idl.functions().get("n1").noreturn()).isTrue();
    assertThat(idl.functions().get("n2").noreturn()).isTrue();
    assertThat(idl.functions().get("old").noreturn()).isFalse();
    assertThat(idl.functions().get("late").deprecated()).contains("use soon");
    assertThat(idl.functions().get("label").symbol()).contains("label_v2");
    assertThat(idl.functions().get("nn").signature().args())
        .extracting(argument -> argument.hints().nullable())
        .containsExactly(Optional.empty(), Optional.empty(), Optional.of(false));
    assertThat(idl.functions().get("nullable").signature().args())
        .extracting(argument -> argument.hints().nullable())
        .containsExactly(Optional.of(true), Optional.of(false));
  }

  @Test
  void redeclarationsAddUp() {
    Idl idl =
        Parse.c(
            """
            int f();
            /** Documented later. */
            int f(int);
            int f(int count) __attribute__((deprecated));
            """);
    Declaration.Function f = idl.functions().get("f");
    assertThat(f.signature().prototyped()).isTrue();
    assertThat(f.signature().args()).extracting(a -> a.name()).containsExactly("count");
    assertThat(f.doc().map(d -> d.brief())).contains("Documented later.");
    assertThat(f.deprecated()).contains("");
    assertThat(f.at().line()).isEqualTo(1);
  }

  @Test
  void whatNoCallCanPassIsSkippedWithItsReason() {
    Idl idl =
        Parse.c(
            """
            typedef float v4 __attribute__((vector_size(16)));
            struct incomplete; struct holds { long double x; };
            void ld(long double); __int128 i(void); void c(_Complex double); void v(v4);
            void a(_Atomic int); void inc(struct incomplete); void h(struct holds);
            void fine(long double *, v4 *, struct holds *);
            """);
    assertThat(idl.functions()).containsOnlyKeys("fine");
    assertThat(idl.skipped())
        .extracting(s -> s.name(), s -> s.reason())
        .containsExactly(
            tuple("ld", Reason.LONG_DOUBLE),
            tuple("i", Reason.INT128),
            tuple("c", Reason.COMPLEX),
            tuple("v", Reason.VECTOR),
            tuple("a", Reason.ATOMIC),
            tuple("inc", Reason.INCOMPLETE_TYPE),
            tuple("h", Reason.LONG_DOUBLE));
    assertThat(skip(idl, "h").detail())
        .isEqualTo("parameter 1 is struct holds, which holds long double");
    assertThat(field(idl, "struct holds", "x").lowering()).isEqualTo(new Lowering.Opaque(16, 16));
  }

  @Test
  void conventionsOfWindowsMatterOn32Bits() {
    String text =
        """
        void __attribute__((stdcall)) s(int); void __attribute__((fastcall)) f(int);
        typedef int (__attribute__((stdcall)) *callback)(int);
        """;
    Idl i686 = Parse.c(Parse.WINDOWS_32, text);
    assertThat(i686.functions().get("s").signature().convention())
        .contains(CallingConvention.STDCALL);
    assertThat(i686.functions().get("f").signature().convention())
        .contains(CallingConvention.FASTCALL);
    assertThat(i686.callbacks().get("callback").signature().convention())
        .contains(CallingConvention.STDCALL);
    Idl x64 = Parse.c(Parse.WINDOWS, text);
    assertThat(x64.functions().get("s").signature().convention()).isEmpty();
    assertThat(
            Parse.c("void __attribute__((ms_abi)) m(int);")
                .functions()
                .get("m")
                .signature()
                .convention())
        .contains(CallingConvention.MS_ABI);
  }

  @Test
  void layoutIsTheCompilers() {
    Idl idl =
        Parse.c(
            """
            struct s {
              char a; int b;
              struct { short c; union { long d; float e; }; };
              unsigned x : 3, : 2, y : 7; int : 0;
              struct { int q; } named[2];
              char tail[];
            };
            struct __attribute__((packed)) p { char a; int b; };
            struct __attribute__((aligned(64))) over { char a; };
            """);
    Declaration.Record s = idl.records().get("struct s");
    assertThat(s.size()).isEqualTo(40);
    assertThat(s.align()).isEqualTo(8);
    assertThat(s.packed()).isFalse();
    assertThat(s.fields())
        .extracting(f -> f.name(), f -> f.offset())
        .containsExactly(
            tuple("a", 0L),
            tuple("b", 4L),
            tuple("", 8L),
            tuple("x", 24L),
            tuple("", 24L),
            tuple("y", 24L),
            tuple("", 28L),
            tuple("named", 28L),
            tuple("tail", 36L));
    assertThat(field(idl, "struct s", "y").bits()).contains(new Declaration.Bits(197, 7));
    assertThat(idl.records().get("struct s.(1)").fields())
        .extracting(f -> f.name(), f -> f.offset())
        .containsExactly(tuple("c", 0L), tuple("", 8L));
    assertThat(idl.records()).containsKeys("struct s.(1).(1)", "struct s.named");
    assertThat(field(idl, "struct s", "tail").lowering())
        .isEqualTo(new Lowering.Array(lowering(CType.I8), OptionalLong.empty()));
    assertThat(idl.records().get("struct p").packed()).isTrue();
    assertThat(idl.records().get("struct p").size()).isEqualTo(5);
    assertThat(idl.records().get("struct over").align()).isEqualTo(64);
  }

  @Test
  void pragmaPackIsSeenInTheOffsets() {
    Idl idl =
        Parse.c(
            """
            #pragma pack(push, 2)
            struct p { char a; int b; };
            #pragma pack(pop)
            struct n { char a; int b; };
            """);
    assertThat(idl.records().get("struct p").packed()).isTrue();
    assertThat(field(idl, "struct p", "b").offset()).isEqualTo(2);
    assertThat(idl.records().get("struct n").packed()).isFalse();
  }

  @Test
  void recordsStandBehindWhatTheyHold() {
    Idl idl =
        Parse.c(
            """
            struct late;
            struct user { struct late *p; };
            struct late { struct inner { int x; } i; };
            """);
    assertThat(idl.records().sequencedKeySet())
        .containsExactly("struct user", "struct inner", "struct late");
  }

  @Test
  void enumsHaveTheTypeThatHoldsThem() {
    Idl idl =
        Parse.c(
            """
            enum u { U = 0xFFFFFFFFFFFFFFFF };
            enum n { N = -0x7FFFFFFFFFFFFFFF - 1 };
            enum { LONELY = 3 };
            typedef enum { T } named;
            enum fixed : unsigned char { F = 255 };
            """);
    assertThat(idl.enums().get("enum u").ctype()).isEqualTo(CType.U64);
    assertThat(idl.enums().get("enum u").members().getFirst().value())
        .isEqualTo(new BigInteger("18446744073709551615"));
    assertThat(idl.enums().get("enum n").ctype()).isEqualTo(CType.I64);
    assertThat(idl.enums().get("enum n").members().getFirst().value())
        .isEqualTo(BigInteger.valueOf(Long.MIN_VALUE));
    assertThat(idl.enums()).containsKeys("enum (LONELY)", "named");
    assertThat(idl.enums().get("enum fixed").ctype()).isEqualTo(CType.U8);
  }

  @Test
  void typedefsNameWhatHasNoTag() {
    Idl idl =
        Parse.c(
            """
            typedef struct { int a; } plain;
            typedef struct tag { int a; } tagged;
            typedef struct { int b; } *pointer;
            plain f(tagged, pointer);
            """);
    assertThat(idl.records()).containsOnlyKeys("plain", "struct tag", "struct (pointer)");
    assertThat(idl.aliases()).containsOnlyKeys("tagged", "pointer");
    assertThat(result(idl, "f")).isEqualTo(new Lowering.ByValue("plain"));
    assertThat(arguments(idl, "f"))
        .containsExactly(new Lowering.ByValue("struct tag"), lowering(CType.POINTER));
  }

  @Test
  void functionTypesAreCallbacks() {
    Idl idl =
        Parse.c(
            """
            struct v { int x; };
            typedef int (*compare)(const void *left, struct v right);
            typedef void notify(int);
            notify handler;
            void on(notify *, compare, notify);
            """);
    assertThat(idl.callbacks().get("compare").pointer()).isTrue();
    assertThat(idl.callbacks().get("compare").signature().args())
        .extracting(a -> a.name(), a -> a.lowering())
        .containsExactly(
            tuple("left", lowering(CType.POINTER)),
            tuple("right", new Lowering.ByValue("struct v")));
    assertThat(idl.callbacks().get("notify").pointer()).isFalse();
    assertThat(arguments(idl, "handler")).containsExactly(lowering(CType.I32));
    assertThat(idl.functions().get("on").signature().args().get(2).type())
        .isEqualTo(new Type.Pointer(new Type.AliasRef("notify")));
  }

  @Test
  void transparentUnionsPassTheirFirstMember() {
    Idl idl =
        Parse.c(
            """
            typedef union { int *i; float *f; } any __attribute__((transparent_union));
            void take(any);
            """);
    assertThat(arguments(idl, "take")).containsExactly(lowering(CType.POINTER));
  }

  @Test
  void variablesAndStaticConstants() {
    Idl idl =
        Parse.c(
            """
            extern int counter; extern const char *const names[]; extern _Thread_local int mine;
            static const unsigned LIMIT = 7; static int hidden;
            """);
    assertThat(idl.variables()).containsOnlyKeys("counter", "names", "mine");
    assertThat(idl.variables().get("names").lowering())
        .isEqualTo(new Lowering.Array(lowering(CType.STRING), OptionalLong.empty()));
    assertThat(idl.variables().get("mine").threadLocal()).isTrue();
    assertThat(Parse.constant(idl, "LIMIT")).isEqualTo(Parse.integer("7", CType.U32));
    assertThat(skip(idl, "hidden").reason()).isEqualTo(Reason.INLINE);
  }

  @Test
  void availabilityIsKept() {
    Idl idl =
        Parse.c(
            "arm64-apple-macosx13",
            """
            void a(void) __attribute__((availability(macos, introduced=10.12)));
            """);
    assertThat(idl.functions().get("a").availability()).isEqualTo(List.of("macos>=10.12"));
    assertThat(idl.target().os()).isEqualTo("macos");
    assertThat(idl.target().arch()).isEqualTo("aarch64");
  }

  @Test
  void microsoftsTaggedMembersAreAnonymous() {
    Idl idl = Parse.c(Parse.WINDOWS, "struct in { int a, b; }; struct out { struct in; int c; };");
    assertThat(idl.records().get("struct out").fields())
        .extracting(f -> f.name(), f -> f.offset())
        .containsExactly(tuple("", 0L), tuple("c", 8L));
  }

  @Test
  void offsetsAreTheCompilersWhereverSizesMislead() {
    // Sizes and alignments are those of plain records; the offsets are not.
    String text =
        """
        struct held { int a; char b; char c __attribute__((aligned(2))); };
        struct plain { char a; short b; char c; int d; };
        struct bits { char a; int b : 4; char c; };
        union both { char a; int b; struct plain c; };
        """;
    Idl idl = Parse.c(text);
    assertThat(offsets(idl, "struct held")).containsExactly(0L, 4L, 6L);
    assertThat(offsets(idl, "struct plain")).containsExactly(0L, 2L, 4L, 8L);
    assertThat(offsets(idl, "struct bits")).last().isEqualTo(2L);
    assertThat(offsets(idl, "union both")).containsOnly(0L);
    Idl packed = Parse.c(Parse.LINUX, text, "-fpack-struct=1");
    assertThat(offsets(packed, "struct plain")).containsExactly(0L, 1L, 3L, 4L);
    Idl pragma =
        Parse.c("#pragma pack(push, 2)\nstruct p { char a; int b; };\n#pragma pack(pop)\n");
    assertThat(offsets(pragma, "struct p")).containsExactly(0L, 2L);
    String loose =
        "typedef int loose __attribute__((aligned(1))); struct l { char a[13]; loose b; int c; };";
    assertThat(offsets(Parse.c(loose), "struct l")).containsExactly(0L, 13L, 20L);
    assertThat(offsets(Parse.c(Parse.WINDOWS, loose), "struct l")).containsExactly(0L, 16L, 20L);
    Idl i386 = Parse.c("i686-linux-gnu", "struct d { char a; double b; long long c; };");
    assertThat(offsets(i386, "struct d")).containsExactly(0L, 4L, 12L);
  }

  private static List<Long> offsets(Idl idl, String record) {
    return idl.records().get(record).fields().stream().map(Declaration.Field::offset).toList();
  }
}
