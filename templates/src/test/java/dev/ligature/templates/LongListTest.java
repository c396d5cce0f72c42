package dev.ligature.templates;

import static dev.ligature.templates.IdlBuilder.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ligature.idl.CType;
import dev.ligature.templates.luau.LuauModule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What two threads write together reads as if one had written it. */
class LongListTest {

  /** A view that names itself, or refuses to. */
  private record Item(int number, boolean broken) implements View {
    @Override
    public Object get(String name) {
      if (broken) {
        throw new TemplateException("item " + number);
      }
      return name.equals("title") || name.equals("doc") ? "" + number : List.of();
    }

    @Override
    public List<String> names() {
      return List.of("title");
    }
  }

  @Test
  void constantsKeepTheirOrder() {
    IdlBuilder builder = new IdlBuilder("M", LINUX);
    for (int i = 0; i < 5_000; i++) {
      builder.constant("N" + i, i, CType.I32, "" + i);
    }

    String module =
        new LuauModule().render(builder.build(), RenderOptions.of("M.luau")).files().get("M.luau");

    assertThat(module.lines().filter(line -> line.startsWith("\tN")))
        .startsWith("\tN0: number,")
        .containsExactlyElementsOf(
            IntStream.range(0, 10_000)
                .mapToObj(i -> i < 5_000 ? "\tN" + i + ": number," : line(i - 5_000))
                .toList());
  }

  private static String line(int i) {
    return "\tN" + i + " = " + i + ",";
  }

  @Test
  void anErrorOfEitherHalfIsTheError() {
    for (int broken : new int[] {1, 999}) {
      List<View> items = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        items.add(new Item(i, i == broken));
      }
      assertThatThrownBy(
              () ->
                  TemplateSet.of("luau", RenderOptions.of(""))
                      .render("module", new Root(items), new StringBuilder()))
          .isInstanceOf(TemplateException.class)
          .hasMessageContaining("item " + broken);
    }
  }

  /** A module of nothing but groups of constants. */
  private record Root(List<View> items) implements View {
    @Override
    public Object get(String name) {
      return switch (name) {
        case "constants" -> items;
        case "title", "type" -> "";
        default -> List.of();
      };
    }

    @Override
    public List<String> names() {
      return List.of("constants");
    }
  }

  @Test
  void aForkGivesItsResultOrItsException() {
    assertThat(Fork.of(true, () -> "text").join()).isEqualTo("text");
    assertThatThrownBy(
            () ->
                Fork.of(
                        true,
                        () -> {
                          throw new IllegalStateException("no");
                        })
                    .join())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no");
  }
}
