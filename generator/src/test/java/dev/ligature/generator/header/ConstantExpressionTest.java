package dev.ligature.generator.header;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ligature.generator.header.ConstantExpression.Outcome;
import dev.ligature.idl.Declaration;
import dev.ligature.idl.Idl;
import dev.ligature.idl.Skip;
import dev.ligature.idl.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is evaluated here is what the compiler says: it is asked about the same expressions. */
class ConstantExpressionTest {
  private static final String DECLARATIONS =
      """
      typedef unsigned char byte;
      typedef unsigned short word;
      typedef unsigned long dword;
      typedef dword lcid;
      typedef long hresult;
      typedef unsigned long long qword;
      typedef int boolean_t;
      typedef signed char tiny;
      typedef void *handle;
      typedef const char *text;
      typedef byte *bytes;
      typedef int (*function)(int);
      typedef enum { SMALL = 1, MIDDLE = 1000 } size_class;
      enum colour { RED = -1, GREEN, BLUE = 77 };
      enum wide { HIGH = 0x80000000u };
      typedef struct point { int x, y; } point;
      struct packet {
        byte kind;
        unsigned flag : 3;
        word length;
        point corners[3];
        union { int number; struct { short low, high; }; };
        struct packet *next;
        char name[12];
      };
      typedef struct { qword low; tiny high; } pair;
      extern int variable;
      int called(int);
      """;

  /** Makes the compiler answer: it is none of the expressions that are evaluated here. */
  private static final String FOR_COMPILER = "#define FORCED (1.5 * 2)\n";

  @ParameterizedTest
  @ValueSource(strings = {Parse.LINUX, Parse.WINDOWS, Parse.WINDOWS_32, "aarch64-linux-gnu"})
  void whatIsKnownHereIsWhatTheCompilerSays(String triple) {
    List<String> expressions = new ArrayList<>(EXAMPLES);
    Random random = new Random(triple.hashCode());
    for (int i = 0; i < 1500; i++) {
      expressions.add(expression(random, 3));
    }
    StringBuilder header = new StringBuilder(DECLARATIONS).append(FOR_COMPILER);
    for (int i = 0; i < expressions.size(); i++) {
      header.append("#define M").append(i).append(' ').append(expressions.get(i)).append('\n');
    }
    Idl idl = Parse.c(triple, header.toString());
    Map<String, Skip> skipped =
        idl.skipped().stream().collect(Collectors.toMap(Skip::name, Function.identity()));
    CLiterals literals = new CLiterals(idl.targets().getFirst());
    DeclaredNames names = new DeclaredNames(table(idl));
    int known = 0;
    for (int i = 0; i < expressions.size(); i++) {
      String text = expressions.get(i);
      Declaration.Constant constant = idl.constants().get("M" + i);
      switch (ConstantExpression.evaluate(literals, names, CToken.lex(text).orElseThrow())) {
        case Outcome.Known(var value, String type) -> {
          known++;
          assertThat(constant).as(text + " is skipped: " + skipped.get("M" + i)).isNotNull();
          assertThat(value).as(text).isEqualTo(constant.value());
          assertThat(named(idl, type)).as("type of " + text).isEqualTo(constant.type());
        }
        case Outcome.Undeclared(String name) -> {
          assertThat(name).as(text).startsWith("nowhere");
          assertThat(skipped.get("M" + i).reason()).isEqualTo(Skip.Reason.NOT_AN_EXPRESSION);
        }
        case Outcome.Failure failure -> {
          switch (failure) {
            case NOT_AN_EXPRESSION ->
                assertThat(skipped.get("M" + i).reason())
                    .as(text)
                    .isEqualTo(Skip.Reason.NOT_AN_EXPRESSION);
            case NOT_CONSTANT, SHIFTS_TOO_FAR, UNCERTAIN -> {}
          }
        }
      }
    }
    assertThat(known).isGreaterThan(expressions.size() * 3 / 5);
  }

  private static Optional<Type> named(Idl idl, String name) {
    return idl.aliases().containsKey(name) || idl.callbacks().containsKey(name)
        ? Optional.of(new Type.AliasRef(name))
        : Optional.empty();
  }

  private static DeclarationTable table(Idl idl) {
    DeclarationTable table = new DeclarationTable();
    table.aliases.putAll(idl.aliases());
    table.callbacks.putAll(idl.callbacks());
    table.enums.putAll(idl.enums());
    table.records.putAll(idl.records());
    table.functions.putAll(idl.functions());
    table.variables.putAll(idl.variables());
    return table;
  }

  private static final List<String> EXAMPLES =
      List.of(
          "((handle)(qword)((hresult)0x80000002))",
          "((handle)-1)",
          "((text)7)",
          "(text)7 + 3",
          "((bytes)16 - (bytes)4)",
          "((struct packet *)64 + 1)",
          "((hresult)(unsigned long)&(((struct packet *)0)->corners[1].y))",
          "((int)((bytes)(&((struct packet *)0)->name) - ((bytes)((struct packet *)0))))",
          "sizeof(((struct packet *)0)->name)",
          "sizeof(struct packet)",
          "sizeof(pair) * sizeof(point)",
          "sizeof(L\"wide\") + sizeof \"a\" \"b\"",
          "__builtin_offsetof(struct packet, corners[2].x)",
          "__builtin_offsetof(pair, high)",
          "((dword)1 | (lcid)2)",
          "((lcid)1 | (lcid)2)",
          "((dword)1 | 2)",
          "((unsigned)1 | (hresult)2)",
          "(~(dword)0)",
          "(-(word)1)",
          "(1 << BLUE)",
          "(1 << 31)",
          "((size_class)MIDDLE)",
          "((enum colour)0)",
          "((function)0)",
          "((_Bool)256)",
          "(HIGH >> 31)",
          "(HIGH | RED)",
          "&variable",
          "variable",
          "called",
          "(handle)variable",
          "nowhere",
          "(nowhere.member)",
          "nowhere * variable",
          "dword variable",
          "(void)0",
          "/ 2",
          "1 ?: 2",
          "1 +");

  private static final List<String> TYPES =
      List.of(
          "byte",
          "word",
          "dword",
          "lcid",
          "hresult",
          "qword",
          "boolean_t",
          "tiny",
          "size_class",
          "unsigned",
          "long",
          "unsigned long long",
          "signed char",
          "short int",
          "_Bool",
          "char");

  private static final List<String> LEAVES =
      List.of(
          "0",
          "1",
          "7",
          "0x80000000",
          "0xFFFFFFFFFFFFFFFF",
          "2147483647",
          "100ul",
          "5LL",
          "'a'",
          "L'b'",
          "RED",
          "GREEN",
          "BLUE",
          "SMALL",
          "MIDDLE",
          "HIGH",
          "sizeof(word)",
          "sizeof(struct packet)",
          "__builtin_offsetof(struct packet, next)");

  private static final List<String> OPERATORS =
      List.of("+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>", "<", ">=", "==", "&&", "||");

  /** {@return an expression that is often worth something} */
  private static String expression(Random random, int depth) {
    if (depth == 0) {
      return one(LEAVES, random);
    }
    return switch (random.nextInt(8)) {
      case 0 -> one(LEAVES, random);
      case 1, 2 -> "(" + one(TYPES, random) + ")" + expression(random, depth - 1);
      case 3 -> one(List.of("-", "~", "!", "+"), random) + " " + expression(random, depth - 1);
      case 4 ->
          "("
              + expression(random, depth - 1)
              + " ? "
              + expression(random, depth - 1)
              + " : "
              + expression(random, depth - 1)
              + ")";
      default ->
          "("
              + expression(random, depth - 1)
              + " "
              + one(OPERATORS, random)
              + " "
              + expression(random, depth - 1)
              + ")";
    };
  }

  private static String one(List<String> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }
}
