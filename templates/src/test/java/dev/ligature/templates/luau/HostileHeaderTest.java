package dev.ligature.templates.luau;

import static dev.ligature.templates.IdlBuilder.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ligature.idl.CType;
import dev.ligature.idl.ConstantValue;
import dev.ligature.idl.Doc;
import dev.ligature.idl.Idl;
import dev.ligature.idl.Type;
import dev.ligature.templates.IdlBuilder;
import dev.ligature.templates.RenderOptions;
import dev.ligature.templates.Template;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every place for header text, filled with text that tries to get out of it. */
class HostileHeaderTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x\nPWNED()\n",
        "x\rPWNED()\r",
        "x\r\nPWNED()",
        "]] PWNED() --[[",
        "]=] \u2028PWNED()\u2029",
        "\"PWNED()\"",
        "'] = PWNED(), ['",
        "\\\"] = PWNED(), [\"",
        "\0PWNED()\0",
        "\u202EPWNED()\u202C",
        "`{PWNED()}`",
        "{{#PWNED()}}{{/x}}",
        "x = PWNED()",
        "end",
        "\uD800",
        ""
      })
  void nothing_breaks_out(String evil) {
    Idl idl = hostile(evil);
    for (Template template : List.of(new LuauModule(), new LuauFolder())) {
      template
          .render(idl, RenderOptions.of("out.luau"))
          .files()
          .forEach(
              (name, text) -> {
                assertThat(name).matches("[A-Za-z0-9_.]+");
                assertThat(text.lines().map(HostileHeaderTest::withoutTexts))
                    .as(name)
                    .allSatisfy(
                        line ->
                            assertThat(line)
                                .doesNotContain("PWNED()")
                                .doesNotContain("\"")
                                .matches("[ -~\t]*"));
              });
    }
  }

  /** A line without its comment and its string literals. */
  private static String withoutTexts(String line) {
    StringBuilder rest = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      if (line.startsWith("--", i)) {
        assertThat(line.substring(i)).doesNotStartWith("--[");
        return rest.toString();
      }
      if (line.charAt(i) == '"') {
        i++;
        while (i < line.length() && line.charAt(i) != '"') {
          i += line.charAt(i) == '\\' ? 2 : 1;
        }
        if (i >= line.length()) {
          return rest.append('"').toString();
        }
      } else {
        rest.append(line.charAt(i));
      }
    }
    return rest.toString();
  }

  private static Idl hostile(String evil) {
    Doc doc = new Doc(evil, List.of(evil), List.of(new Doc.Param(evil, evil, evil)), evil);
    Type named = new Type.Scalar(CType.I32, evil);
    return new IdlBuilder(evil.isEmpty() ? "_" : evil, LINUX)
        .library("linux", evil)
        .library(evil, evil)
        .in(evil)
        .doc(doc)
        .deprecated(evil)
        .function(
            evil,
            signature(
                VOID,
                new Arg(evil, named, dev.ligature.idl.Lowering.of(CType.I32)),
                record(evil, "struct " + evil)),
            Optional.of(evil),
            false)
        .doc(doc)
        .record("struct " + evil, 4, 4, scalar(evil.isEmpty() ? "_" : evil, CType.I32).at(0))
        .record("union " + evil, 8, 4, scalar(evil.isEmpty() ? "_" : evil, CType.I32).at(4))
        .record(evil, 4, 4, record("inner", "struct " + evil).at(0))
        .alias(evil + "_t", record("", "struct " + evil))
        .doc(doc)
        .enumeration("enum " + evil, CType.U32, member(evil + "_member", 1))
        .alias(evil + "_e", enumeration("", "enum " + evil, CType.U32))
        .doc(doc)
        .callback(evil + "_cb", signature(VOID, scalar(evil, CType.I32)), true)
        .doc(doc)
        .variable(evil + "_v", scalar("", CType.I32), false)
        .doc(doc)
        .constant(evil + "_c", 1, CType.I32, evil)
        .constant(
            evil + "_s",
            new ConstantValue.Str(
                evil.chars().mapToObj(c -> (long) (c & 0xFF)).toList(),
                ConstantValue.Encoding.NARROW),
            evil)
        .constant(
            evil + "_a", new ConstantValue.Alias(evil, ConstantValue.AliasKind.FUNCTION), evil)
        .constant(
            evil + "_k",
            new ConstantValue.Compound(
                "struct " + evil,
                List.of(
                    new ConstantValue.Member(
                        evil, new ConstantValue.Int(java.math.BigInteger.ONE, CType.I32)))),
            evil)
        .build();
  }
}
