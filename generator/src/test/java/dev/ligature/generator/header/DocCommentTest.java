package dev.ligature.generator.header;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ligature.idl.Doc;
import dev.ligature.idl.Idl;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocCommentTest {
  @Test
  void sectionsAreTakenApart() {
    assertThat(
            DocComment.parse(
                """
                /**
                 * \\brief Opens a thing.
                 *
                 * It must be closed.
                 *
                 * @param[in] name what to open,
                 *        by path
                 * @param[in,out] flags how
                 * \\returns 0, or
                 *          an error
                 */\
                """))
        .contains(
            new Doc(
                "Opens a thing.",
                List.of("It must be closed."),
                List.of(
                    new Doc.Param("name", "in", "what to open, by path"),
                    new Doc.Param("flags", "in,out", "how")),
                "0, or an error"));
  }

  @Test
  void theFirstSentenceIsTheBrief() {
    assertThat(DocComment.parse("/// Closes it, e.g. at exit. Then\n/// frees it."))
        .contains(new Doc("Closes it, e.g. at exit.", List.of("Then\nfrees it."), List.of(), ""));
  }

  @Test
  void commandsInTheMiddleOfALineCount() {
    assertThat(DocComment.parse("/** Adds. @param a one @return the sum */"))
        .contains(new Doc("Adds.", List.of(), List.of(new Doc.Param("a", "", "one")), "the sum"));
  }

  @Test
  void onlyDocCommentsAreDocumentation() {
    assertThat(DocComment.isDoc("/* no */")).isFalse();
    assertThat(DocComment.isDoc("// no")).isFalse();
    assertThat(DocComment.isDoc("/***** banner *****/")).isFalse();
    assertThat(DocComment.isDoc("/*! yes */")).isTrue();
    assertThat(DocComment.isDoc("//!< yes")).isTrue();
  }

  @Test
  void commentsBelongToTheirDeclaration() {
    Idl idl =
        Parse.c(
            """
            /** Of f. */
            /* An internal note. */
            void f(void);
            void g(void);
            struct s { int x; /**< Of x. */ int y; int z; ///< Of z.
            };
            """);
    assertThat(idl.functions().get("f").doc().map(Doc::brief)).contains("Of f.");
    assertThat(idl.functions().get("g").doc()).isEmpty();
    assertThat(Parse.field(idl, "struct s", "x").doc().map(Doc::brief)).contains("Of x.");
    assertThat(Parse.field(idl, "struct s", "y").doc()).isEmpty();
    assertThat(Parse.field(idl, "struct s", "z").doc().map(Doc::brief)).contains("Of z.");
  }

  @Test
  void aCommentBeforeAMacroDoesNotReachTheNextDeclaration() {
    Idl idl =
        Parse.c(
            """
            #define HANDLE(n) typedef struct n##_ *n;
            /** Of window. */
            HANDLE(window)
            void next(void);
            """);
    assertThat(idl.aliases().get("window").doc().map(Doc::brief)).contains("Of window.");
    assertThat(idl.functions().get("next").doc()).isEmpty();
  }
}
