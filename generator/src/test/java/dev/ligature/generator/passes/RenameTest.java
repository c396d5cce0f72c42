package dev.ligature.generator.passes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ligature.idl.ConstantValue;
import dev.ligature.idl.Declaration;
import dev.ligature.idl.Idl;
import dev.ligature.idl.IdlReader;
import dev.ligature.idl.IdlWriter;
import dev.ligature.idl.Type;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RenameTest {
  private static final String HEADER =
      """
      typedef struct lib_node { struct lib_node *next; union { int i; float f; } lib_u; } lib_node;
      typedef int (*lib_callback)(lib_node *node);
      enum lib_mode { LIB_FAST, LIB_SLOW };
      int lib_run(lib_callback callback, enum lib_mode mode, lib_node node);
      extern int lib_count;
      #define LIB_RUN lib_run
      #define LIB_LIMIT 3
      """;

  private static Idl rename(String... rules) {
    return new Rename(Stream.of(rules).map(Rename.Rule::parse).toList())
        .apply(GivenC.idl(HEADER))
        .idl();
  }

  @Test
  void givesFunctionsAndVariablesNewNamesAndKeepsTheirSymbols() {
    Idl idl = rename("lib_(.*)=$1");

    assertThat(idl.functions()).containsOnlyKeys("run");
    assertThat(idl.functions().get("run").symbol()).contains("lib_run");
    assertThat(idl.variables().get("count").symbol()).contains("lib_count");
  }

  @Test
  void changesEverythingThatRefersToARenamedType() {
    Idl idl = rename("lib_(.*)=$1");

    assertThat(idl.records()).containsKeys("struct node", "struct node.lib_u");
    assertThat(idl.records().get("struct node").tag()).contains("node");
    assertThat(idl.enums()).containsOnlyKeys("enum mode");
    assertThat(idl.aliases()).containsKey("node");
    assertThat(idl.callbacks()).containsOnlyKeys("callback");
    assertThat(idl.functions().get("run").signature().args().getFirst().type())
        .isEqualTo(new Type.AliasRef("callback"));
    // A reader refuses an IDL whose names lead nowhere.
    assertThat(IdlReader.read(IdlWriter.write(idl))).isEqualTo(idl);
  }

  @Test
  void pointsAliasesToTheNewName() {
    Declaration.Constant alias = rename("functions:lib_(.*)=$1").constants().get("LIB_RUN");

    assertThat(alias.value())
        .isEqualTo(new ConstantValue.Alias("run", ConstantValue.AliasKind.FUNCTION));
  }

  @Test
  void renamesTypesThatOnlyATypedefNames() {
    Idl given =
        GivenC.idl(
            """
            typedef struct { int quot; union { int i; float f; } u; } lib_pair;
            typedef enum { LIB_ON } lib_switch;
            #define LIB_PAIR lib_pair
            lib_pair lib_run(lib_switch on);
            """);
    Idl idl = new Rename(List.of(Rename.Rule.parse("types:lib_(.*)=$1"))).apply(given).idl();

    assertThat(idl.records()).containsOnlyKeys("pair", "pair.u");
    assertThat(idl.enums()).containsOnlyKeys("switch");
    assertThat(idl.functions().get("lib_run").signature().ret())
        .isEqualTo(new Type.RecordRef("pair"));
    assertThat(IdlReader.read(IdlWriter.write(idl))).isEqualTo(idl);
    assertThatThrownBy(
            () -> new Rename(List.of(Rename.Rule.parse("lib_(pair|run)=same"))).apply(given))
        .isInstanceOf(Rename.RenameException.class)
        .hasMessageContaining("the one name 'same'");
  }

  @Test
  void tellsWhichRulesMatchNothing() {
    Idl idl = GivenC.idl(HEADER + "#define LIB_GET(n) n\n");
    List<Rename.Rule> rules =
        Stream.of(
                "lib_run=run",
                "types:lib_mode=mode",
                "LIB_GET=get",
                "libb_run=walk",
                "functions:lib_mode=mode",
                "function:lib_run=run",
                "constants:lib=x")
            .map(Rename.Rule::parse)
            .toList();

    assertThat(new Rename(rules).unmatched(idl))
        .extracting(Unmatched::message)
        .containsExactly(
            "--rename 'libb_run=walk' matches none of the names that the headers declare (9):"
                + " did you mean 'lib_run'?",
            "--rename 'functions:lib_mode=mode' matches none of the functions that the headers"
                + " declare (1): 'lib_mode' is one of the types, write 'types:'",
            "--rename 'function:lib_run=run' matches none of the names that the headers declare"
                + " (9): the scopes are functions, variables, constants, types and enumerators",
            "--rename 'constants:lib=x' matches none of the constants that the headers declare"
                + " (2): rules see names as the headers have them, not what another rule makes of"
                + " them");
  }

  @Test
  void renamesOnlyWhatTheScopeSays() {
    Idl idl = rename("enumerators:LIB_(.*)=$1");

    assertThat(idl.enums().get("enum lib_mode").members())
        .extracting(Declaration.Enumerator::name)
        .containsExactly("FAST", "SLOW");
    assertThat(idl.constants()).containsOnlyKeys("LIB_RUN", "LIB_LIMIT");
  }

  @Test
  void takesTheFirstRuleThatMatches() {
    assertThat(rename("lib_run=go", "lib_(.*)=$1").functions()).containsOnlyKeys("go");
  }

  @Test
  void refusesTwoDeclarationsOfOneName() {
    assertThatThrownBy(() -> rename("lib_run|lib_count=same"))
        .isInstanceOf(Rename.RenameException.class)
        .hasMessageContaining("'lib_run' and 'lib_count' the one name 'same'");
  }

  @Test
  void refusesWhatIsNoIdentifier() {
    assertThatThrownBy(() -> rename("lib_run=a-b"))
        .isInstanceOf(Rename.RenameException.class)
        .hasMessageContaining("'a-b' of 'lib_run', which is no C identifier");
    assertThatThrownBy(() -> Rename.Rule.parse("a(.)=$2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("group $2 of 1");
  }
}
