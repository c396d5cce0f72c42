package dev.ligature.templates.java;

import static dev.ligature.templates.java.IdlFixture.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ligature.idl.CType;
import dev.ligature.idl.ConstantValue;
import dev.ligature.idl.Declaration;
import dev.ligature.idl.Doc;
import dev.ligature.templates.RenderOptions;
import dev.ligature.templates.TemplateException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Header text is untrusted: whatever it says, what comes out compiles and means no more. */
class HostileHeaderTest {
  private final IdlFixture given = new IdlFixture();

  private String rendered() {
    return new JavaBinding()
        .render(given.idl(), RenderOptions.of("Test.java"))
        .files()
        .get("Test.java");
  }

  /**
   * Every word of the generated code itself, and every keyword, as the name of everything that has
   * a name.
   */
  @Test
  void anyWordOfTheGeneratedCodeMayBeTheNameOfAnything() {
    one("plain");
    TreeSet<String> words = new TreeSet<>(JavaNames.NOT_CLASSES);
    words.addAll(
        List.of(
            "hashCode", "toString", "wait", "notify", "getClass", "clone", "record", "finalize"));
    Matcher matcher =
        Pattern.compile("[A-Za-z_$][A-Za-z_$0-9]*")
            .matcher(rendered().replaceAll("(?s)/\\*.*?\\*/", ""));
    while (matcher.find()) {
      words.add(matcher.group());
    }
    assertThat(words).hasSizeGreaterThan(200);
    words.remove("plain");

    words.forEach(this::one);

    Compiled.of(given.idl());
  }

  /** One of each kind of declaration, all with the same name where C allows it. */
  private void one(String name) {
    given.record("struct " + name + ".inner", 8, 8, field(name, POINTER, 0));
    given.record(
        "struct " + name,
        40,
        8,
        field(name, INT, 0),
        bits(name + "_bits", UINT, 32, 5),
        field(name + "_array", INT.array(2), 8),
        field(name + "_inner", struct("struct " + name + ".inner"), 16),
        field(name + "_function", functionPointer(signature(VOID, name, INT)), 24));
    given.record(
        "struct use_" + name,
        48,
        8,
        field("a", struct("struct " + name), 0),
        field("f", functionPointer(signature(VOID, "p", struct("struct " + name))), 40));
    given.enumeration("enum " + name, CType.I32, name + "_e", 1);
    given.function(name, struct("struct " + name), name, struct("struct " + name), "s", STRING);
    given.variable(name + "_var", INT);
    if (name.length() % 3 == 0 || JavaNames.NOT_PARAMETERS.contains(name)) {
      given.functions.put(
          name + "_v", function(variadic(signature(INT, name, STRING, "arguments", INT))));
      given.callback(
          name + "_cb",
          signature(struct("struct " + name), name, struct("struct " + name), "f", INT));
    }
    given.constant(name + "_M", "1", CType.I32);
    // The same word as a macro elsewhere: constants hide classes.
    if (name.length() % 2 == 0) {
      given.constant(name.toUpperCase(java.util.Locale.ROOT), "1", CType.I32);
      given.constants.putIfAbsent(name, given.constants.get(name + "_M"));
    }
  }

  @Test
  void methodsOfObjectAreNotOverridden() {
    for (String name : List.of("wait", "notify", "hashCode", "getClass", "toString")) {
      given.function(name, INT);
    }
    given.functions.remove("wait");
    given.function("wait", INT, "status", INT.pointer());
    given.variable("clone", INT);

    String text = rendered();

    Compiled.of(given.idl());
    assertThat(text).contains("int wait(MemorySegment status)").contains("int hashCode_()");
  }

  @Test
  void namesThatDifferInCaseGetFilesThatDifferInMore() {
    given.record("struct Point", 4, 4, field("x", INT, 0));
    given.record("struct point", 4, 4, field("x", INT, 0));
    given.function("EXIT", VOID).function("exit", VOID, "code", INT);

    List<String> names = Compiled.of(given.idl()).names();

    assertThat(names.stream().map(String::toLowerCase)).doesNotHaveDuplicates();
    assertThat(names).contains("Test$Point", "Test$point_");
  }

  private static final List<String> TEXTS =
      List.of(
          "*/ static { System.exit(1); } /*",
          "\\u002a/ class X {}",
          "\\uuuu002a\\u002f",
          "\\u000a }",
          "{@code } {@link Nowhere} {@snippet :",
          "@param nothing @throws Nothing @return",
          "<script>alert(1)</script> <p </b> & &amp; &nonsense;",
          "line\nfeed\r\n@deprecated never",
          "\u202e turned \u2066 round \u0000 nul \ud800",
          "/** */ // \\",
          "* / */");

  @Test
  void docCommentsStayComments() {
    int i = 0;
    for (String text : TEXTS) {
      Doc doc = new Doc(text, List.of(text), List.of(new Doc.Param("a", "in", text)), text);
      given.functions.put(
          "f" + i,
          new Declaration.Function(
              signature(INT, "a", INT),
              Optional.empty(),
              false,
              false,
              Optional.of(text),
              List.of(),
              false,
              false,
              Optional.of(text),
              Optional.of(doc),
              AT));
      given.constants.put(
          "C" + i,
          new Declaration.Constant(
              new ConstantValue.Str(units(text), ConstantValue.Encoding.UTF16),
              Optional.empty(),
              text,
              Optional.of(doc),
              AT));
      given.records.put(
          "struct s" + i,
          new Declaration.Record(
              Declaration.RecordKind.STRUCT,
              Optional.of("s" + i),
              4,
              4,
              false,
              false,
              List.of(field("a", INT, 0)),
              Optional.of(text),
              Optional.of(doc),
              AT));
      i++;
    }
    given.headers = List.of("evil\n.h", "\\u000aclass Y {}");

    Compiled compiled = Compiled.of(given.idl());

    for (int c = 0; c < TEXTS.size(); c++) {
      assertThat(compiled.type("Test").field("C" + c)).isEqualTo(TEXTS.get(c));
    }
    assertThat(compiled.names()).doesNotContain("X", "Y");
    assertThat(rendered()).doesNotContain("\u202e");
  }

  private static List<Long> units(String text) {
    return text.chars().mapToObj(c -> (long) c).toList();
  }

  @Test
  void symbolsAndLibrariesAreQuoted() {
    Declaration.Function f = function(signature(INT));
    given.functions.put(
        "f",
        new Declaration.Function(
            f.signature(),
            Optional.of("\"); System.exit(1); (\""),
            false,
            false,
            Optional.empty(),
            List.of(),
            false,
            false,
            Optional.empty(),
            Optional.empty(),
            AT));
    given.libraries.put("linux", "\"\\u0022\n");

    assertThatThrownBy(() -> Compiled.of(given.idl()).type("Test").call("f"))
        .isInstanceOf(UnsatisfiedLinkError.class)
        .hasMessageContaining("no symbol '\"); System.exit(1); (\"'");
  }

  @Test
  void longNamesAndTextsStayWithinTheLimitsOfClassFiles() {
    String name = "n".repeat(5000);
    given.record("struct " + name, 4, 4, field(name, INT, 0));
    given.function(name, INT, name, INT);
    given.constant(
        "LONG",
        new ConstantValue.Str(units("\u4e2d\u0000".repeat(70_000)), ConstantValue.Encoding.UTF16));

    Compiled compiled = Compiled.of(given.idl());

    assertThat(compiled.names()).allSatisfy(n -> assertThat(n.length()).isLessThan(200));
    assertThat((String) compiled.type("Test").field("LONG")).hasSize(140_000);
  }

  @Test
  void namesThatCannotBeOfClassesAreRefused() {
    assertThatThrownBy(() -> new JavaBinding().render(given.idl(), RenderOptions.of("my-lib.java")))
        .isInstanceOf(TemplateException.class)
        .hasMessage(
            "'my-lib' cannot name the class of a Java binding: choose another name for"
                + " 'my-lib.java'");
    assertThatThrownBy(
            () ->
                new JavaBinding()
                    .render(
                        given.idl(), new RenderOptions("A.java", "org.int.x", Optional.empty())))
        .isInstanceOf(TemplateException.class)
        .hasMessage("'org.int.x' is no name of a Java package: 'int' is no identifier");
  }
}
