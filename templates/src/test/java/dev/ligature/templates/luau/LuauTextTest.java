package dev.ligature.templates.luau;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ligature.idl.ConstantValue.Encoding;
import dev.ligature.idl.ConstantValue.Str;
import dev.ligature.idl.Doc;
import dev.ligature.templates.IdlBuilder;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LuauTextTest {

  @Test
  void keywords_and_odd_names_are_quoted_as_keys() {
    assertThat(LuauText.key("Sleep")).isEqualTo("Sleep");
    assertThat(LuauText.key("end")).isEqualTo("[\"end\"]");
    assertThat(LuauText.key("continue")).isEqualTo("continue");
    assertThat(LuauText.key("type")).isEqualTo("type");
    assertThat(LuauText.key("a$b")).isEqualTo("[\"a$b\"]");
    assertThat(LuauText.key("a\"] = 1, [\"b")).isEqualTo("[\"a\\\"] = 1, [\\\"b\"]");
    assertThat(LuauText.member("function")).isEqualTo("[\"function\"]");
  }

  @Test
  void any_text_becomes_an_identifier() {
    assertThat(LuauText.toName("end")).isEqualTo("end_");
    assertThat(LuauText.toName("a$b")).isEqualTo("a_b");
    assertThat(LuauText.toName("1st")).isEqualTo("_1st");
    assertThat(LuauText.toName("")).isEqualTo("_");
    assertThat(LuauText.toName("grün")).isEqualTo("gr_n");
    assertThat(LuauText.toName("x = nil\n")).isEqualTo("x___nil_");
  }

  @Test
  void string_literals_hold_any_byte() {
    assertThat(LuauText.quote("a\"b\\c\n\r\t\0]]")).isEqualTo("\"a\\\"b\\\\c\\n\\r\\t\\x00]]\"");
    assertThat(LuauText.quote("€")).isEqualTo("\"\\xE2\\x82\\xAC\"");
    assertThat(LuauText.quote("`{x}`")).isEqualTo("\"`{x}`\"");
  }

  @Test
  void wide_strings_are_bytes_of_the_target_with_their_terminator() {
    Str wide = new Str(List.of(65L, 0x20ACL), Encoding.WIDE);
    assertThat(LuauText.quote(wide, IdlBuilder.WINDOWS)).isEqualTo("\"A\\x00\\xAC \\x00\\x00\"");
    assertThat(LuauText.quote(wide, IdlBuilder.LINUX))
        .isEqualTo("\"A\\x00\\x00\\x00\\xAC \\x00\\x00\\x00\\x00\\x00\\x00\"");
    assertThat(LuauText.quote(new Str(List.of(65L), Encoding.UTF8), IdlBuilder.LINUX))
        .isEqualTo("\"A\"");
  }

  @Test
  void integers_that_a_double_cannot_hold_are_integer_literals() {
    assertThat(integer("9007199254740992")).isEqualTo("9007199254740992");
    assertThat(integer("9007199254740993")).isEqualTo("0x20000000000001i");
    assertThat(integer("-9007199254740993")).isEqualTo("0xFFDFFFFFFFFFFFFFi");
    assertThat(integer("18446744073709551615")).isEqualTo("0xFFFFFFFFFFFFFFFFi");
    assertThat(integer("9223372036854775808")).isEqualTo("9223372036854775808");
    assertThat(integer("-9223372036854775808")).isEqualTo("-9223372036854775808");
    assertThat(integer("0")).isEqualTo("0");
  }

  private static String integer(String value) {
    return LuauText.integer(new BigInteger(value));
  }

  @Test
  void hexadecimal_macros_stay_hexadecimal() {
    assertThat(LuauText.integer(BigInteger.valueOf(255), "0x00ffUL")).isEqualTo("0x00FF");
    assertThat(LuauText.integer(BigInteger.valueOf(255), "0xfe")).isEqualTo("255");
    assertThat(LuauText.integer(BigInteger.valueOf(255), "0xff + 0")).isEqualTo("255");
    assertThat(LuauText.integer(BigInteger.ZERO, "0x")).isEqualTo("0");
  }

  @Test
  void comments_stay_in_their_line() {
    assertThat(LuauText.comment("]] --[[ plain")).isEqualTo("]] --[[ plain");
    assertThat(LuauText.comment("a\nb\rc\u2028d\u0085e\0f"))
        .isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf");
    assertThat(LuauText.comment("a\u202Eb\u2066c\uFEFFd")).isEqualTo("a\uFFFDb\uFFFDc\uFFFDd");
    assertThat(LuauText.comment("lone \uD800 half")).isEqualTo("lone \uFFFD half");
    assertThat(LuauText.comment("grün 😀\tä")).isEqualTo("grün 😀 ä");
  }

  @Test
  void docs_become_lines() {
    Doc doc =
        new Doc(
            "Brief.",
            List.of("More\r\nof it.", " "),
            List.of(new Doc.Param("x", "in", "the\nplace"), new Doc.Param("y", "", "")),
            "nothing");
    assertThat(LuauText.docLines(Optional.of(doc), Optional.of(""), "int f(int x)"))
        .containsExactly(
            "Brief.",
            "More",
            "of it.",
            "@param x the",
            "place",
            "@return nothing",
            "@deprecated",
            "`int f(int x)`");
  }
}
