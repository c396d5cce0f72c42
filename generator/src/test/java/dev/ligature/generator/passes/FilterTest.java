package dev.ligature.generator.passes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ligature.idl.Idl;
import dev.ligature.idl.Skip;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FilterTest {
  private static final String HEADER =
      """
      struct inner { int x; };
      struct held { struct inner in; };
      struct pointed { struct held h; };
      typedef struct pointed pointed_t;
      struct lonely { int y; };
      enum color { RED, GREEN };
      int by_value(struct held h);
      int by_pointer(pointed_t *p);
      int paint(enum color c);
      #define also_by_value by_value
      #define LIMIT 3
      """;

  private static PassResult filter(List<String> allow, List<String> block) {
    return new Filter(
            allow.stream().map(Pattern::compile).toList(),
            block.stream().map(Pattern::compile).toList())
        .apply(GivenC.idl(HEADER));
  }

  @Test
  void leavesEverythingWithoutPatterns() {
    PassResult result = filter(List.of(), List.of());

    assertThat(result.idl()).isEqualTo(GivenC.idl(HEADER));
    assertThat(result.skipped()).isEmpty();
  }

  @Test
  void allowKeepsWhatMatchesAndWhatThatNeeds() {
    PassResult result = filter(List.of("by_.*"), List.of());

    assertThat(result.idl().functions()).containsOnlyKeys("by_value", "by_pointer");
    assertThat(result.idl().records())
        .containsOnlyKeys("struct inner", "struct held", "struct pointed");
    assertThat(result.idl().records().get("struct pointed").opaque()).isFalse();
    assertThat(result.idl().aliases()).containsOnlyKeys("pointed_t");
    assertThat(result.idl().constants()).isEmpty();
    assertThat(result.skipped())
        .extracting(Skip::name)
        .containsExactlyInAnyOrder(
            "also_by_value", "LIMIT", "enum color", "struct lonely", "paint");
    assertThat(result.skipped()).allMatch(skip -> skip.reason() == Skip.Reason.FILTERED);
    assertThat(result.skipped()).allMatch(skip -> skip.at().isPresent());
  }

  @Test
  void allowHasToMatchTheWholeName() {
    assertThat(filter(List.of("by"), List.of()).idl().functions()).isEmpty();
  }

  @Test
  void allowNamesATypeByItsTagItsKeyOrAMember() {
    assertThat(filter(List.of("lonely"), List.of()).idl().records())
        .containsOnlyKeys("struct lonely");
    assertThat(filter(List.of("struct lonely"), List.of()).idl().records())
        .containsOnlyKeys("struct lonely");
    assertThat(filter(List.of("GREEN"), List.of()).idl().enums()).containsOnlyKeys("enum color");
  }

  @Test
  void allowKeepsATypeThatOnlyOthersUse() {
    assertThat(filter(List.of("held"), List.of()).idl().records())
        .containsOnlyKeys("struct held", "struct inner");
  }

  @Test
  void allowOfAnAliasKeepsItsFunction() {
    Idl idl = filter(List.of("also_by_value"), List.of()).idl();

    assertThat(idl.constants()).containsOnlyKeys("also_by_value");
    assertThat(idl.functions()).containsOnlyKeys("by_value");
  }

  @Test
  void blockTakesTheAliasesAndTheTypesOfAFunctionAlong() {
    PassResult result = filter(List.of(), List.of("by_value", "paint"));

    assertThat(result.idl().functions()).containsOnlyKeys("by_pointer");
    assertThat(result.idl().constants()).containsOnlyKeys("LIMIT");
    assertThat(result.idl().enums()).isEmpty();
    assertThat(result.idl().records()).containsKeys("struct lonely", "struct held");
    assertThat(result.skipped())
        .filteredOn(skip -> skip.name().equals("also_by_value"))
        .singleElement()
        .satisfies(skip -> assertThat(skip.detail()).contains("another name for by_value"));
  }

  @Test
  void blockedRecordsBehindPointersLoseTheirMembers() {
    Idl idl = filter(List.of(), List.of("pointed")).idl();

    assertThat(idl.records().get("struct pointed").opaque()).isTrue();
    assertThat(idl.records().get("struct pointed").fields()).isEmpty();
    assertThat(idl.records().get("struct held").opaque()).isFalse();
  }

  @Test
  void blockedRecordsThatAreHeldByValueStayWhole() {
    Idl idl = filter(List.of(), List.of("held", "inner")).idl();

    assertThat(idl.records().get("struct held").fields()).hasSize(1);
    assertThat(idl.records().get("struct inner").fields()).hasSize(1);
  }

  @Test
  void blockWinsOverAllow() {
    assertThat(filter(List.of(".*"), List.of("paint")).idl().functions())
        .doesNotContainKey("paint");
  }

  @Test
  void whatMatchesNothingIsTold() {
    List<Pattern> allow =
        List.of(
            Pattern.compile("by_.*"),
            Pattern.compile("struct held"),
            Pattern.compile("GREEN"),
            Pattern.compile("by_walue"));
    List<Pattern> block = List.of(Pattern.compile("pointed"), Pattern.compile("struct color"));

    assertThat(new Filter(allow, block).unmatched(GivenC.idl(HEADER)))
        .extracting(Unmatched::message)
        .containsExactly(
            "--allow 'by_walue' matches none of the names that the headers declare (13):"
                + " did you mean 'by_value'?",
            "--block 'struct color' matches none of the names that the headers declare (13):"
                + " what other files declare needs --allow-header or --everything");
  }

  @Test
  void whatMatchesOnlyAPartOrInAnotherCaseIsTold() {
    List<Pattern> allow = List.of(Pattern.compile("by|on"), Pattern.compile("PAINT"));
    List<Pattern> block = List.of(Pattern.compile("_pointer"));

    assertThat(new Filter(allow, block).unmatched(GivenC.idl(HEADER)))
        .extracting(Unmatched::wayOut)
        .containsExactly(
            "a pattern has to match the whole name; '(by|on).*' would match 'by_value'",
            "the case of letters counts, did you mean 'paint'?",
            "a pattern has to match the whole name; '.*_pointer' would match 'by_pointer'");
  }

  @Test
  void whatWasSkippedBeforeIsFilteredToo() {
    String header =
        "#define GET(n) get(n)\n#define PUT(n) put(n)\nint get(int n);\nint put(int n);\n";
    Idl idl = GivenC.idl(header);

    PassResult allowed = new Filter(List.of(Pattern.compile("(?i)get")), List.of()).apply(idl);
    PassResult blocked = new Filter(List.of(), List.of(Pattern.compile("GET"))).apply(idl);

    assertThat(allowed.idl().skipped()).extracting(Skip::name).containsExactly("GET");
    assertThat(allowed.skipped())
        .extracting(Skip::name, Skip::reason)
        .containsExactly(
            tuple("PUT", Skip.Reason.FUNCTION_LIKE_MACRO), tuple("put", Skip.Reason.FILTERED));
    assertThat(blocked.idl().skipped()).extracting(Skip::name).containsExactly("PUT");
    assertThat(blocked.skipped()).extracting(Skip::name).containsExactly("GET");
  }
}
