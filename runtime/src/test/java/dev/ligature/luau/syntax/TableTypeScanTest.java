package dev.ligature.luau.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTypeScanTest {

  private static int end(String type) {
    byte[] text = type.getBytes(StandardCharsets.UTF_8);
    return new TableTypeScan(Arrays.copyOf(text, text.length + 4)).end(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{ a: number }",
        "{a:number,b:ffi.Pointer;}",
        "{ read a: number, write b: ffi.StructDefinition<any>, read: T<A, b.C>, }",
        "{ a: number?, b: { c: string }? }",
        "{\n\t-- what it is\n\ta: number, -- and more }\n}",
        "{ f: (a: number, string) -> boolean, g: () -> (), h: (x: T, ...any) -> U? }",
        "{ [\"a b\"]: number, read [\"c\"]: T }"
      })
  void theUsualFormsAreRecognised(String type) {
    assertThat(end(type)).isEqualTo(type.length() - 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{number}",
        "{ [string]: number }",
        "{ a: number | string }",
        "{ a: A & B }",
        "{ a: typeof(x) }",
        "{ a: (number) }",
        "{ a: () -> (number, string) }",
        "{ a: () -> ()? }",
        "{ a: () -> (b: T) -> U }",
        "{ a: F<(A, B)> }",
        "{ a: T... }",
        "{ end: number }",
        "{ a: nil }",
        "{ a number }",
        "{ a: number b: number }",
        "{ a:: number }",
        "{ a: }",
        "{ a: number, , }",
        "{ other a: number }",
        "{ [\"a\\n\"]: number }",
        "{ a: number --[[ long ]] }",
        "{ a: number --!strict\n }",
        "{ a: (b: number,) -> () }",
        "{ a: (...any, b) -> () }",
        "{ a: number"
      })
  void everythingElseIsLeftToTheParser(String type) {
    assertThat(end(type)).isNegative();
  }

  @Test
  void skippedTypesAreParsedWhenTheyAreLookedAt() {
    String source = "type T = {\n  a: number, read b: ffi.P<any>,\n}\nlocal x = 1";
    Chunk chunk = Parser.parse(source.getBytes(StandardCharsets.UTF_8), "=test");
    Stat.TypeAlias alias = (Stat.TypeAlias) chunk.main().body().body().get(0);
    TypeExpr.Table table = (TypeExpr.Table) alias.type();
    assertThat(table.span()).isEqualTo(new Span(1, 10, 3, 2));
    List<TypeExpr.Property> properties = table.properties();
    assertThat(properties).hasSize(2);
    assertThat(properties.get(0).span()).isEqualTo(new Span(2, 3, 2, 4));
    assertThat(properties.get(1).access()).isEqualTo(TypeExpr.Access.READ);
    assertThat(properties.get(1).type().span()).isEqualTo(new Span(2, 22, 2, 32));
    assertThat(chunk.main().body().body().get(1).span().beginLine()).isEqualTo(4);
  }
}
