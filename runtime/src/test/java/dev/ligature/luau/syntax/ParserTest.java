package dev.ligature.luau.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the parser makes of every construct of the language. */
class ParserTest {
  private static Chunk parse(String source) {
    return Parser.parse(source.getBytes(StandardCharsets.UTF_8), "=test");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '\0',
      value = {
        // numbers
        "x = 1_000 => (= [$x] [1000])",
        "x = 0xFF + 0b101 + 0B1_1 => (= [$x] [(+ (+ 255 5) 3)])",
        "x = .5 + 3. + 1e2 + 1E-2 => (= [$x] [(+ (+ (+ 0.5 3) 100) 0.01)])",
        "x = 9007199254740993 => (= [$x] [9007199254740992])",
        "x = 0xFFFFFFFFFFFFFFFFFF => (= [$x] [1.8446744073709552E19])",
        "x = 1i, 0xFFFFFFFFFFFFFFFFi, 0b11i => (= [$x] [1i -1i 3i])",
        // strings
        "x = 'a\\tb\\65\\x41\\u{48}\\z   c' => (= [$x] ['a\tbAAHc'])",
        "x = \"a\\\"b\\'\" => (= [$x] ['a\"b''])",
        "x = [==[a]]b]==] => (= [$x] ['a]]b'])",
        "x = `plain` => (= [$x] ['plain'])",
        "x = `a{b}c{`{d}`}` =>"
            + " (= [$x] [(interpolate ['a', 'c', ''] [$b (interpolate ['', ''] [$d])])])",
        "x = `{ {1} }\\{` => (= [$x] [(interpolate ['', '{'] [(table 1)])])",
        // operators
        "x = a or b and c < d .. e + f * -g ^ h =>"
            + " (= [$x] [(or $a (and $b (< $c (.. $d (+ $e (* $f (- (^ $g $h))))))))])",
        "x = a .. b .. c => (= [$x] [(.. $a (.. $b $c))])",
        "x = a - b - c // d % e => (= [$x] [(- (- $a $b) (% (// $c $d) $e))])",
        "x = 2 ^ 3 ^ 2 => (= [$x] [(^ 2 (^ 3 2))])",
        "x = not a == #b ~= c => (= [$x] [(~= (== (not $a) (# $b)) $c)])",
        "x = a >= b, a <= b, a > b => (= [$x] [(>= $a $b) (<= $a $b) (> $a $b)])",
        "x = -2 ^ 2 => (= [$x] [(- (^ 2 2))])",
        // calls and indexing
        "f() => (call $f [])",
        "f 'a' {1} => (call (call $f ['a']) [(table 1)])",
        "a.b:c(1, ...) => (method (. (. $a b) c) [1 ...])",
        "a[1].b = nil => (= [(. ([] $a 1) b)] [nil])",
        "(f)() => (call (group $f) [])",
        "f<<number, string>>(1) => (call (<<>> $f <number string>) [1])",
        "a:b<<T...>>() => (method (. $a b) [])",
        // tables
        "x = {1, a = 2; [b] = 3, f(),} => (= [$x] [(table 1 a=2 [$b]=3 (call $f []))])",
        "x = {function() end, g = function() end} =>"
            + " (= [$x] [(table (fn [] {}) g=(fn [] {}))])",
        // if expressions
        "x = if a then b elseif c then d else e => (= [$x] [(if $a $b (if $c $d $e))])",
        // statements
        "do local x <nothing> end => !",
        "if a then b() elseif c then else d() end =>"
            + " (if $a {(call $b [])} (if $c {} {(call $d [])}))",
        "while a do break end => (while $a {break})",
        "while a do if b then continue end end => (while $a {(if $b {continue})})",
        "repeat local a = 1 until a => (repeat {(local [a] [1])} a)",
        "for i = 1, 2, 3 do i() end => (for i 1 2 3 {(call i [])})",
        "for k, v in pairs(t) do end => (for [k v] [(call $pairs [$t])] {})",
        "for k in t do end => (for [k] [$t] {})",
        "a, b.c = 1, 2 => (= [$a (. $b c)] [1 2])",
        "a += 1 b.c ..= 'x' d //= 2 => (+= $a 1) (..= (. $b c) 'x') (//= $d 2)",
        "function a.b:c(d) return self end =>"
            + " (function (. (. $a b) c) (fn [self d] {(return [self])}))",
        "local function f(...: number): string? return f, ... end =>"
            + " (local-function f (fn []... {(return [^f ...])}))",
        "const x, y = f() => (local [x y] [(call $f [])])",
        "const function f() end => (local-function f (fn [] {}))",
        "return => (return [])",
        "return 1; => (return [1])",
        // context-sensitive keywords stay names
        "type = continue export = const => (= [$type] [$continue]) (= [$export] [$const])",
        "local type, continue, export, const = 1 type = 2 continue = 3 =>"
            + " (local [type continue export const] [1]) (= [type] [2]) (= [continue] [3])",
        "type(x) => (call $type [$x])",
        // attributes
        "@native function f() end => (function $f (@native fn [] {}))",
        "@[checked, deprecated {use = 'g'}] local function f() end =>"
            + " (local-function f (@checked @deprecated fn [] {}))",
        "x = @native function() end => (= [$x] [(@native fn [] {})])",
        // types
        "type A = number => (type A number)",
        "export type A<T, U = T, V... = (T, U)> = T? =>"
            + " (local [__EXP] [(table )]) (export-type A (T|?)) (return-exports __EXP)",
        "type A = a.b<T, ...U, (V), W...> => (type A a.b<T ...U (V) W...>)",
        "type A = {number} => (type A {[number]:number})",
        "type A = { read a: b, write ['c']: d, [e]: f } =>"
            + " (type A {read a:b write c:d [e]:f})",
        "type A = (a, b: c, ...d) -> (e, f...) => (type A (a c ...d)->(e f...))",
        "type A = <T>(T) -> () -> T => (type A <T>(T)->(()->(T)))",
        "type A = | 'a' | true | nil => (type A ('a'|true|nil))",
        "type A = (a) & (b) -> c => (type A ((group a)&(b)->(c)))",
        "type A = typeof(f(1)) => (type A typeof((call $f [1])))",
        "local x: number, y: string? = 1 => (local [x y] [1])",
        "x = y :: any + 1 => (= [$x] [(+ (:: $y any) 1)])",
        "type function f(t) return t end => (type-function f (fn [t] {(return [t])}))",
        // comments
        "--[[a\\n]] x() --[==[ ]] ]==] y() -- z => (call $x []) (call $y [])",
      })
  void tree(String source, String tree) {
    if (tree.equals("!")) {
      assertThat(catchThrowable(() -> parse(source))).isInstanceOf(ParseError.class);
    } else {
      assertThat(TreeText.of(parse(source).main().body())).isEqualTo(tree);
    }
  }

  @Test
  void exportedVariablesLiveInATable() {
    assertThat(
            TreeText.of(
                parse(
                        """
                        export local x = 1
                        export const y = x
                        export function f() x += y; return f end
                        """)
                    .main()
                    .body()))
        .isEqualTo(
            "(local [__EXP] [(table )]) "
                + "(local [x] [1]) (= [(. __EXP x)] [x]) "
                + "(local [y] [(. __EXP x)]) (= [(. __EXP y)] [y]) "
                + "(local-function f (fn [] {(+= (. ^__EXP x) ^y) (return [^f])})) "
                + "(= [(. __EXP f)] [f]) "
                + "(return-exports __EXP)");
    assertThat(TreeText.of(parse("export type T = number").main().body()))
        .isEqualTo("(local [__EXP] [(table )]) (export-type T number) (return-exports __EXP)");
  }

  @Test
  void capturedAndReassignedVariablesAreMarked() {
    Stat.Block body =
        parse(
                """
                local kept, changed, captured, both = 1, 2, 3, 4
                changed = 5
                local function f() both += captured; return function() return both end end
                """)
            .main()
            .body();
    List<LocalVar> variables = ((Stat.Local) body.body().get(0)).variables();
    assertThat(variables).extracting(LocalVar::captured).containsExactly(false, false, true, true);
    assertThat(variables)
        .extracting(LocalVar::reassigned)
        .containsExactly(false, true, false, true);

    FunctionBody outer = ((Stat.LocalFunction) body.body().get(2)).function();
    assertThat(outer.scope().upvalues())
        .extracting(LocalVar::name)
        .containsExactly("both", "captured");
    Stat.Return inner = (Stat.Return) outer.body().body().get(1);
    assertThat(((Expr.Function) inner.values().getFirst()).body().scope().upvalues())
        .containsExactly(variables.get(3));
  }

  @Test
  void anInnermostDeclarationShadowsOthersUntilItsBlockEnds() {
    Stat.Block body = parse("local x do local x = x x() end x()").main().body();
    LocalVar outer = ((Stat.Local) body.body().get(0)).variables().getFirst();
    Stat.Block block = (Stat.Block) body.body().get(1);
    Stat.Local declaration = (Stat.Local) block.body().get(0);
    assertThat(((Expr.Local) declaration.values().getFirst()).variable()).isSameAs(outer);
    Expr inside = ((Stat.Call) block.body().get(1)).call().callee();
    assertThat(((Expr.Local) inside).variable()).isSameAs(declaration.variables().getFirst());
    Expr after = ((Stat.Call) body.body().get(2)).call().callee();
    assertThat(((Expr.Local) after).variable()).isSameAs(outer);
  }

  @Test
  void functionsAreNamedByTheirDeclaration() {
    Stat.Block body =
        parse("function a.b:c() end local t = {d = function() end, function() end}").main().body();
    assertThat(((Stat.Function) body.body().get(0)).function().name()).contains("c");
    Expr.Table table = (Expr.Table) ((Stat.Local) body.body().get(1)).values().getFirst();
    assertThat(((Expr.Function) table.items().get(0).value()).body().name()).contains("d");
    assertThat(((Expr.Function) table.items().get(1).value()).body().name()).isEmpty();
  }

  @Test
  void spansCountLinesAndBytesFromOne() {
    Stat.Block body = parse("local x =\n  f(1,\n 'ab')").main().body();
    Expr call = ((Stat.Local) body.body().get(0)).values().getFirst();
    assertThat(call.span()).isEqualTo(new Span(2, 3, 3, 7));
  }

  @Test
  void hotCommentsAreKept() {
    assertThat(parse("--!strict\n--!native  \n-- plain\nx()").hotComments())
        .containsExactly("strict", "native");
  }

  @Test
  void longStringsDropTheFirstLineEndAndNormalizeOthers() {
    Stat.Assign stat = (Stat.Assign) parse("x = [[\r\na\r\nb\n]]").main().body().body().get(0);
    assertThat(((Expr.Str) stat.values().getFirst()).value())
        .isEqualTo("a\nb\n".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void bytesOfStringsAreKept() {
    byte[] source = {'x', '=', '"', (byte) 0xff, (byte) 0x80, '"'};
    Stat.Assign stat = (Stat.Assign) Parser.parse(source, "=test").main().body().body().get(0);
    assertThat(((Expr.Str) stat.values().getFirst()).value()).containsExactly(0xff, 0x80);
  }
}
