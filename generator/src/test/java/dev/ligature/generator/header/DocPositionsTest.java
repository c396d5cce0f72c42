package dev.ligature.generator.header;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ligature.idl.Declaration;
import dev.ligature.idl.Doc;
import dev.ligature.idl.Idl;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DocPositionsTest {
  private static boolean mayHave(String text) {
    return new DocPositions(text.replace("@", "").getBytes(StandardCharsets.UTF_8))
        .mayHave(text.indexOf('@'));
  }

  @Test
  void nothingIsAskedWhereNoCommentCanBe() {
    assertThat(mayHave("int @f(void);")).isFalse();
    assertThat(mayHave("/* plain */ int @f(void); // plain")).isFalse();
    assertThat(mayHave("/** f */ int f(void);\nint @g(void);")).isFalse();
    assertThat(mayHave("/** The file. */\n#ifndef H\n#define H\nint @f(void);")).isFalse();
    assertThat(mayHave("/** s */ struct s { int a; } x;\nint @f(void);")).isFalse();
    assertThat(mayHave("/** a; */ int a;\nextern \"C\" {\n int @f(void);")).isFalse();
    assertThat(mayHave("/** all */ extern \"C\" {\n int @f(void); }")).isFalse();
    assertThat(mayHave("int @f(void);\n/** g */ int g(void);")).isFalse();
  }

  @Test
  void whereOneCanBeItIsLookedFor() {
    assertThat(mayHave("/** f */ int @f(void);")).isTrue();
    assertThat(mayHave("/** a; b } c */ /* ; */ // ;\n int @f(void);")).isTrue();
    assertThat(mayHave("/** s */ typedef struct s { int a; char b[2]; } @name;")).isTrue();
    assertThat(mayHave("/** both */ int a, @b;")).isTrue();
    assertThat(mayHave("/// one;\n/// two;\n\nint @f(void);")).isTrue();
    assertThat(mayHave("int @f(int a,\n  int b); /**< f */")).isTrue();
    assertThat(mayHave("enum { @A, ///< a\n B };")).isTrue();
    assertThat(mayHave("//! f\nAPI(\";\") NOT('}') int @f(void);")).isTrue();
    assertThat(mayHave("/*! s */\nstruct s {\n /** inner */ int a;\n int b;\n} @x;")).isTrue();
  }

  @Test
  void membersAreAskedOnlyInDocumentedDefinitions() {
    String text = "struct a { int x; }; struct b { int y; /**< y */ }; struct c { int z; };";
    DocPositions positions = new DocPositions(text.getBytes(StandardCharsets.UTF_8));
    assertThat(positions.mayHave(text.indexOf("b {"), text.indexOf("}; struct c"))).isTrue();
    assertThat(positions.mayHave(text.indexOf("c {"), text.length())).isFalse();
  }

  @Test
  void noCommentIsLost() {
    Idl idl =
        Parse.c(
            """
            /**
             * The file's; not a declaration's.
             */
            #ifndef TEST_H
            #define TEST_H
            int undocumented(void);
            /** one; two { three } # four */
            /* ordinary */ // and this
            int after_comments(void);
            #define NORETURN __attribute__((noreturn))
            /** attributed */
            NORETURN void attributed(const char *text);
            /// row one;
            /// row two;
            int row(int a,
                    int b);
            extern int trailing[2]; /**< trailing */
            int plain(void);
            /** the record */
            typedef struct record {
              int a; ///< a
              /** b */
              struct { int x; } b;
              int none;
            } record_t, *record_p;
            struct bare { int a; int b; };
            /*! the enum */
            enum e {
              E_A, /**< first */
              E_B,
              /** third */
              E_C
            };
            enum bare_e { F_A, F_B };
            #define DECLARE(name) int name##_get(void); int name##_set(int);
            /** declared by a macro */
            DECLARE(thing)
            /** a variable */
            extern int variable;
            extern int other;
            /** a callback */
            typedef int (*callback)(int);
            /** an alias */
            typedef unsigned int alias;
            typedef unsigned int bare_alias;
            #endif
            """);
    Map<String, String> docs = new TreeMap<>();
    idl.functions().forEach((name, d) -> put(docs, name, d.doc()));
    idl.variables().forEach((name, d) -> put(docs, name, d.doc()));
    idl.aliases().forEach((name, d) -> put(docs, name, d.doc()));
    idl.callbacks().forEach((name, d) -> put(docs, name, d.doc()));
    idl.records()
        .forEach(
            (key, record) -> {
              put(docs, key, record.doc());
              record.fields().forEach(field -> put(docs, key + "." + field.name(), field.doc()));
            });
    for (Declaration.Enum one : idl.enums().values()) {
      put(docs, "enum " + one.tag().orElse(""), one.doc());
      one.members().forEach(member -> put(docs, member.name(), member.doc()));
    }
    assertThat(docs)
        .containsOnlyKeys(
            "after_comments",
            "attributed",
            "row",
            "trailing",
            "struct record",
            "record_t",
            "record_p",
            "struct record.a",
            "struct record.b",
            "enum e",
            "E_A",
            "E_C",
            "thing_get",
            "thing_set",
            "variable",
            "callback",
            "alias");
  }

  private static void put(Map<String, String> docs, String name, Optional<Doc> doc) {
    doc.ifPresent(d -> docs.put(name, d.brief()));
  }
}
