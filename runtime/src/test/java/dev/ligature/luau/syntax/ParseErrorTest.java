package dev.ligature.luau.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Errors are placed and worded as the official compiler's; places are line and column from 1. */
class ParseErrorTest {
  private static ParseError errorOf(String source, String chunkName) {
    return catchThrowableOfType(
        ParseError.class, () -> Parser.parse(source.getBytes(StandardCharsets.UTF_8), chunkName));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void isTheOfficialOne(String source, String place, String message) {
    ParseError error = errorOf(source, "=test");
    assertThat(error).isNotNull();
    assertThat(error.description()).isEqualTo(message);
    assertThat(error.line() + ":" + error.column()).isEqualTo(place);
  }

  static Stream<Arguments> errors() {
    return Stream.of(
        arguments("local x = = 1", "1:11", "Expected identifier when parsing expression, got '='"),
        arguments("x", "1:1", "Incomplete statement: expected assignment or a function call"),
        arguments("x.y", "1:1", "Incomplete statement: expected assignment or a function call"),
        arguments("f() = 1", "1:5", "Expected identifier when parsing expression, got '='"),
        arguments("1 + 1", "1:1", "Expected identifier when parsing expression, got '1'"),
        arguments("local", "1:6", "Expected identifier when parsing variable name, got <eof>"),
        arguments("local 1", "1:7", "Expected identifier when parsing variable name, got '1'"),
        arguments("local x: = 1", "1:9", "Expected type, got '='"),
        arguments(
            "local function", "1:15", "Expected identifier when parsing variable name, got <eof>"),
        arguments("local function f", "1:17", "Expected '(' when parsing function, got <eof>"),
        arguments(
            "local function f(a, b", "1:22", "Expected ')' (to close '(' at column 17), got <eof>"),
        arguments(
            "local function f(a,) end",
            "1:20",
            "Expected identifier when parsing variable name, got ')'"),
        arguments("function f.g:h.i() end", "1:15", "Expected '(' when parsing function, got '.'"),
        arguments(
            "function f() return 1",
            "1:22",
            "Expected 'end' (to close 'function' at column 1), got <eof>"),
        arguments("if x then", "1:10", "Expected 'end' (to close 'then' at column 6), got <eof>"),
        arguments("if x", "1:5", "Expected 'then' when parsing if statement, got <eof>"),
        arguments(
            "if x then else elseif y then end",
            "1:16",
            "Expected 'end' (to close 'else' at column 11), got 'elseif'"),
        arguments("while x", "1:8", "Expected 'do' when parsing while loop, got <eof>"),
        arguments(
            "while true do", "1:14", "Expected 'end' (to close 'do' at column 12), got <eof>"),
        arguments("for i = 1", "1:10", "Expected ',' when parsing index range, got <eof>"),
        arguments("for i = 1, 2", "1:13", "Expected 'do' when parsing for loop, got <eof>"),
        arguments("for i, j = 1, 2 do end", "1:10", "Expected 'in' when parsing for loop, got '='"),
        arguments(
            "for 1 in x do end", "1:5", "Expected identifier when parsing variable name, got '1'"),
        arguments("for k v in x do end", "1:7", "Expected 'in' when parsing for loop, got 'v'"),
        arguments("repeat", "1:7", "Expected 'until' (to close 'repeat' at column 1), got <eof>"),
        arguments("repeat until", "1:13", "Expected identifier when parsing expression, got <eof>"),
        arguments("break", "1:1", "break statement must be inside a loop"),
        arguments("continue", "1:1", "continue statement must be inside a loop"),
        arguments("do break end", "1:4", "break statement must be inside a loop"),
        arguments(
            "while true do function f() break end end",
            "1:28",
            "break statement must be inside a loop"),
        arguments(
            "return return", "1:8", "Expected identifier when parsing expression, got 'return'"),
        arguments("return 1, ", "1:11", "Expected identifier when parsing expression, got <eof>"),
        arguments("f(", "1:3", "Expected identifier when parsing expression, got <eof>"),
        arguments("f(1,)", "1:5", "Expected expression after ',' but got ')' instead"),
        arguments("f(1 2)", "1:5", "Expected ')' (to close '(' at column 2), got '2'"),
        arguments("f{1 2}", "1:5", "Expected '}' (to close '{' at column 2), got '2'"),
        arguments("f{a = }", "1:7", "Expected identifier when parsing expression, got '}'"),
        arguments("f{[1] 2}", "1:7", "Expected '=' when parsing table field, got '2'"),
        arguments("f{[1 = 2}", "1:6", "Expected ']' (to close '[' at column 3), got '='"),
        arguments("f{x = 1 y = 2}", "1:9", "Expected ',' after table constructor element"),
        arguments("a = {1, 2", "1:10", "Expected '}' (to close '{' at column 5), got <eof>"),
        arguments("a[1", "1:4", "Expected ']' (to close '[' at column 2), got <eof>"),
        arguments("a[1 = 2", "1:5", "Expected ']' (to close '[' at column 2), got '='"),
        arguments("a.1", "1:1", "Incomplete statement: expected assignment or a function call"),
        arguments(
            "a:b", "1:1", "Expected '(', '{' or <string> when parsing function call, got <eof>"),
        arguments(
            "a:b.c()", "1:1", "Expected '(', '{' or <string> when parsing function call, got '.'"),
        arguments("a.end = 1", "1:3", "Expected identifier, got 'end'"),
        arguments("a.\nend", "2:1", "Expected identifier, got 'end'"),
        arguments("x = \"abc", "1:5", "Malformed string; did you forget to finish it?"),
        arguments("x = 'a\\xq'", "1:5", "String literal contains malformed escape sequence"),
        arguments(
            "x = \"\\u{110000}\"", "1:5", "String literal contains malformed escape sequence"),
        arguments("x = \"\\300\"", "1:5", "String literal contains malformed escape sequence"),
        arguments("x = [==[abc", "1:5", "Malformed string; did you forget to finish it?"),
        arguments("x = [=abc", "1:5", "Malformed string; did you forget to finish it?"),
        arguments(
            "--[[ never closed",
            "1:1",
            "Expected identifier when parsing expression, got unfinished comment"),
        arguments("x = `abc", "1:5", "Malformed string; did you forget to finish it?"),
        arguments("x = `{`", "1:5", "Malformed interpolated string; did you forget to add a '`'?"),
        arguments(
            "x = `{}`", "1:5", "Malformed interpolated string, expected expression inside '{}'"),
        arguments("x = `{1`", "1:8", "Malformed interpolated string; did you forget to add a '}'?"),
        arguments("x = `{1 2}`", "1:5", "Malformed interpolated string, got '2'"),
        arguments(
            "x = `{{1}}`",
            "1:5",
            "Double braces are not permitted within interpolated strings; did you mean '\\{'?"),
        arguments(
            "x = `a{1}{{2}}`",
            "1:5",
            "Double braces are not permitted within interpolated strings; did you mean '\\{'?"),
        arguments("x = `\\x`", "1:5", "String literal contains malformed escape sequence"),
        arguments("x = 0x", "1:5", "Malformed number"),
        arguments("x = 0xg", "1:5", "Malformed number"),
        arguments("x = 0b2", "1:5", "Malformed number"),
        arguments("x = 1e", "1:5", "Malformed number"),
        arguments("x = 1..2", "1:5", "Malformed number"),
        arguments("x = 1.2.3", "1:5", "Malformed number"),
        arguments("x = 1__2a", "1:5", "Malformed number"),
        arguments("x = 9223372036854775808i", "1:5", "Integer overflow"),
        arguments("x = 1.5i", "1:5", "Malformed integer"),
        arguments("x = 0xffffffffffffffffffi", "1:5", "Integer overflow"),
        arguments("x = !y", "1:5", "Unexpected '!'; did you mean 'not'?"),
        arguments("x = a && b", "1:7", "Unexpected '&&'; did you mean 'and'?"),
        arguments("x = a || b", "1:7", "Unexpected '||'; did you mean 'or'?"),
        arguments("x = a != b", "1:7", "Unexpected '!='; did you mean '~='?"),
        arguments("x = (1", "1:7", "Expected ')' (to close '(' at column 5), got <eof>"),
        arguments(
            "x = (a = 1)",
            "1:8",
            "Expected ')' (to close '(' at column 5), got '='; did you mean to use '{' when"
                + " defining a table?"),
        arguments(
            "x = if a then b",
            "1:16",
            "Expected 'else' when parsing if then else expression, got <eof>"),
        arguments(
            "x = if a b", "1:10", "Expected 'then' when parsing if then else expression, got 'b'"),
        arguments(
            "x = if a then b else",
            "1:21",
            "Expected identifier when parsing expression, got <eof>"),
        arguments(
            "function f() return ... end", "1:21", "Cannot use '...' outside of a vararg function"),
        arguments(
            "x = function() return ... end",
            "1:23",
            "Cannot use '...' outside of a vararg function"),
        arguments(
            "x = a\n(b)()",
            "2:1",
            "Ambiguous syntax: this looks like an argument list for a function call, but could also"
                + " be a start of new statement; use ';' to separate statements"),
        arguments("const x", "1:1", "Missing initializer in const declaration"),
        arguments("const x, y = 1", "1:1", "Missing initializer in const declaration"),
        arguments("const x = 1, 2", "1:1", "Missing initializer in const declaration"),
        arguments(
            "const x = 1; x = 2", "1:14", "Variable 'x' is constant and may not be reassigned"),
        arguments(
            "const x = 1; x += 2", "1:14", "Variable 'x' is constant and may not be reassigned"),
        arguments(
            "const function f() end; function f() end",
            "1:34",
            "Variable 'f' is constant and may not be reassigned"),
        arguments(
            "local x <const> = 1", "1:9", "Expected identifier when parsing expression, got '<'"),
        arguments("goto a", "1:1", "Incomplete statement: expected assignment or a function call"),
        arguments("::a::", "1:1", "Expected identifier when parsing expression, got '::'"),
        arguments("type x", "1:7", "Expected '=' when parsing type alias, got <eof>"),
        arguments("type x =", "1:9", "Expected type, got <eof>"),
        arguments("type x = ", "1:9", "Expected type, got <eof>"),
        arguments("type x = |", "1:11", "Expected type, got <eof>"),
        arguments(
            "type x = a | b & c",
            "1:10",
            "Mixing union and intersection types is not allowed; consider wrapping in"
                + " parentheses."),
        arguments("type x = {a b}", "1:13", "Expected '}' (to close '{' at column 10), got 'b'"),
        arguments(
            "type x = {[number]: string, [string]: number}",
            "1:29",
            "Cannot have more than one table indexer"),
        arguments("type x = (a, b)", "1:16", "Expected '->' when parsing function type, got <eof>"),
        arguments(
            "type x = ()",
            "1:10",
            "Expected '->' after '()' when parsing function type; did you mean 'nil'?"),
        arguments("type x = () ->", "1:15", "Expected type, got <eof>"),
        arguments(
            "type x = (a) : b",
            "1:14",
            "Return types in function type annotations are written after '->' instead of ':'"),
        arguments(
            "type x = a...",
            "1:11",
            "Unexpected '...' after type name; type pack is not allowed in this context"),
        arguments(
            "type x = <T>", "1:13", "Expected '(' when parsing function parameters, got <eof>"),
        arguments(
            "type x<T> = <T...>",
            "1:19",
            "Expected '(' when parsing function parameters, got <eof>"),
        arguments("type x<T..., U> = T", "1:15", "Generic types come before generic type packs"),
        arguments("type x<T = a, U> = T", "1:16", "Expected default type after type name"),
        arguments("type x<T... = a> = T", "1:15", "Expected type pack after '=', got type"),
        arguments(
            "type x = function",
            "1:10",
            "Using 'function' as a type annotation is not supported, consider replacing with a"
                + " function type annotation e.g. '(...any) -> ...any'"),
        arguments("type x = `a`", "1:10", "Interpolated string literals cannot be used as types"),
        arguments("type x = \"a", "1:10", "Malformed string; did you forget to finish it?"),
        arguments("type x = \"\\xq\"", "1:10", "String literal contains malformed escape sequence"),
        arguments(
            "type x = {[\"a\\0\"]: number}",
            "1:11",
            "String literal contains malformed escape sequence or \\0"),
        arguments(
            "type x = typeof(", "1:17", "Expected identifier when parsing expression, got <eof>"),
        arguments(
            "type function f( end",
            "1:18",
            "Expected identifier when parsing variable name, got 'end'"),
        arguments(
            "type function f() return y end; local z; type function g() return z end",
            "1:69",
            "Type function cannot reference outer local 'z'"),
        arguments("local x: number? ... = 1", "1:18", "Unexpected '...' after type annotation"),
        arguments(
            "local function f(): number, string end",
            "1:27",
            "Expected a statement, got ','; did you forget to wrap the list of return types in"
                + " parentheses?"),
        arguments(
            "local function f() -> number end",
            "1:20",
            "Function return type annotations are written after ':' instead of '->'"),
        arguments(
            "export x = 1", "1:1", "Incomplete statement: expected assignment or a function call"),
        arguments(
            "export local x = 1; export local x = 2", "1:34", "Duplicate exported identifier 'x'"),
        arguments(
            "export local x = 1; return 2",
            "1:21",
            "Exporting values is not compatible with top-level return (export/return conflict)"),
        arguments("return 1; export local x = 2", "1:11", "Expected <eof>, got 'export'"),
        arguments(
            "do export local x = 1 end",
            "1:4",
            "'export' may only be applied to top-level statements"),
        arguments(
            "export local function f() end",
            "1:1",
            "'export' must be followed by an identifier or 'function'; try removing 'local'"),
        arguments(
            "export const function f() end",
            "1:1",
            "'export' must be followed by an identifier or 'function'"),
        arguments(
            "@native local x = 1",
            "1:15",
            "Expected 'function' after local declaration with attribute, but got 'x' instead"),
        arguments("@unknown function f() end", "1:1", "Invalid attribute '@unknown'"),
        arguments("@ function f() end", "1:1", "Attribute name is missing"),
        arguments(
            "@native @native function f() end", "1:9", "Cannot duplicate attribute '@native'"),
        arguments("@[] function f() end", "1:1", "Attribute list cannot be empty"),
        arguments(
            "@[deprecated {use = 1}] function f() end",
            "1:21",
            "Only constant string allowed as value for 'use'"),
        arguments(
            "@[deprecated {foo = \"1\"}] function f() end",
            "1:15",
            "Unknown argument 'foo' for @deprecated. Only string constants for 'use' and 'reason'"
                + " are allowed"),
        arguments(
            "@[deprecated(\"a\")] function f() end",
            "1:14",
            "Unknown argument type for @deprecated"),
        arguments(
            "@[deprecated(1, 2)] function f() end",
            "1:3",
            "@deprecated can be parametrized only by 1 argument"),
        arguments(
            "@[deprecated(x)] function f() end",
            "1:14",
            "Only literals can be passed as arguments for attributes"),
        arguments(
            "@native",
            "1:8",
            "Expected 'function', 'local function', 'const function', 'declare function' or a"
                + " function type declaration after attribute, but got <eof> instead"),
        arguments(
            "x = @native 1",
            "1:5",
            "Expected 'function' declaration after attribute, but got '1' instead"),
        arguments(
            "x = @native function() end; y = @checked z",
            "1:33",
            "Expected 'function' declaration after attribute, but got 'z' instead"),
        arguments("local x = 5 :: ", "1:15", "Expected type, got <eof>"),
        arguments("x = f<<number", "1:14", "Expected '>' (to close '<' at column 7), got <eof>"),
        arguments("x = f<<number>", "1:15", "Expected '>' (to close '<' at column 6), got <eof>"),
        arguments(
            "x = \u201chello\u201d",
            "1:5",
            "Expected identifier when parsing expression, got Unicode character U+201c (did you"
                + " mean '\"'?)"),
        arguments(
            "x = caf\u00e9",
            "1:8",
            "Expected identifier when parsing expression, got Unicode character U+e9"),
        arguments(
            "\u200b",
            "1:1",
            "Expected identifier when parsing expression, got Unicode character U+200b"),
        arguments("x = $", "1:5", "Expected identifier when parsing expression, got '$'"),
        arguments("x = 1 @", "1:7", "Attribute name is missing"),
        arguments(
            "if a then\n  if b then\n    c()\nend\n",
            "5:1",
            "Expected 'end' (to close 'then' at line 1), got <eof>; did you forget to close 'then'"
                + " at line 2?"),
        arguments(
            "function a()\n  while b do\n  c()\n  end\nend\nend",
            "6:1",
            "Expected <eof>, got 'end'"),
        arguments(
            "function a()\n  if b then\n    for i = 1, 2 do\n  end\nend",
            "5:4",
            "Expected 'end' (to close 'function' at line 1), got <eof>; did you forget to close"
                + " 'do' at line 3?"),
        arguments(
            "local function f()\n  repeat\n    x()\n  end\nend",
            "4:3",
            "Expected 'until' (to close 'repeat' at line 2), got 'end'"),
        arguments(
            "repeat local y = 1; if a then continue end; local z = 2 until z",
            "1:63",
            "Local z used in the repeat..until condition is undefined because continue statement on"
                + " line 1 jumps over it"),
        arguments(
            "f(1)(2)\n(3)",
            "2:1",
            "Ambiguous syntax: this looks like an argument list for a function call, but could also"
                + " be a start of new statement; use ';' to separate statements"),
        arguments(
            "local t = {function() end, function() }",
            "1:39",
            "Expected identifier when parsing expression, got '}'"),
        arguments("x, y", "1:5", "Expected '=' when parsing assignment, got <eof>"),
        arguments("x, f() = 1, 2", "1:4", "Assigned expression must be a variable or a field"),
        arguments("(x) = 1", "1:1", "Assigned expression must be a variable or a field"),
        arguments(
            "x:y = 1", "1:1", "Expected '(', '{' or <string> when parsing function call, got '='"),
        arguments(
            "\"abc\":len()", "1:1", "Expected identifier when parsing expression, got \"abc\""),
        arguments(
            "a.b:c \"x\" = 1", "1:11", "Expected identifier when parsing expression, got '='"),
        arguments(
            "local a <close> = 1", "1:9", "Expected identifier when parsing expression, got '<'"),
        arguments("return function", "1:16", "Expected '(' when parsing function, got <eof>"),
        arguments("elseif", "1:1", "Expected <eof>, got 'elseif'"),
        arguments("end", "1:1", "Expected <eof>, got 'end'"),
        arguments("until x", "1:1", "Expected <eof>, got 'until'"),
        arguments("then", "1:1", "Expected identifier when parsing expression, got 'then'"),
        arguments("else", "1:1", "Expected <eof>, got 'else'"),
        arguments("=", "1:1", "Expected identifier when parsing expression, got '='"),
        arguments(")", "1:1", "Expected identifier when parsing expression, got ')'"),
        arguments("local a = {[}", "1:13", "Expected identifier when parsing expression, got '}'"),
        arguments("local a = b.c.", "1:15", "Expected identifier, got <eof>"),
        arguments(
            "local a = b:", "1:13", "Expected identifier when parsing method name, got <eof>"),
        arguments(
            "local a = not", "1:14", "Expected identifier when parsing expression, got <eof>"),
        arguments("local a = -", "1:12", "Expected identifier when parsing expression, got <eof>"),
        arguments("local a = #", "1:12", "Expected identifier when parsing expression, got <eof>"),
        arguments(
            "local a = b ..", "1:15", "Expected identifier when parsing expression, got <eof>"),
        arguments(
            "type T = { read x: number, write y: string, read [string]: number } x",
            "1:69",
            "Incomplete statement: expected assignment or a function call"),
        arguments(
            "class A end", "1:1", "Incomplete statement: expected assignment or a function call"),
        arguments(
            "open class A end",
            "1:1",
            "Incomplete statement: expected assignment or a function call"),
        arguments(
            "declare x: number",
            "1:1",
            "Incomplete statement: expected assignment or a function call"),
        arguments(
            "import x", "1:1", "Incomplete statement: expected assignment or a function call"),
        arguments(
            "async function f() end",
            "1:1",
            "Incomplete statement: expected assignment or a function call"),
        arguments("x++", "1:1", "Incomplete statement: expected assignment or a function call"),
        arguments("x =+ 1", "1:4", "Expected identifier when parsing expression, got '+'"),
        arguments("x +=", "1:5", "Expected identifier when parsing expression, got <eof>"),
        arguments("x += 1, 2", "1:7", "Expected identifier when parsing expression, got ','"),
        arguments(
            "local x, y += 1", "1:12", "Expected identifier when parsing expression, got '+='"));
  }

  @Test
  void messageBeginsWithTheChunkAndLine() {
    assertThat(errorOf("\nx =", "=name")).hasMessageStartingWith("name:2: Expected");
    assertThat(errorOf("\nx =", "@a/b.luau")).hasMessageStartingWith("a/b.luau:2: Expected");
    assertThat(errorOf("x = \n=", "x = \n="))
        .hasMessageStartingWith("[string \"x = ...\"]:2: Expected");
    assertThat(errorOf("x =", "x =")).hasMessageStartingWith("[string \"x =\"]:1: Expected");
  }

  @ParameterizedTest
  @MethodSource("nestings")
  void deepNestingIsAnErrorAndNoStackOverflow(String start, String part, String what) {
    ParseError error = errorOf(start + part.repeat(100_000), "=test");
    assertThat(error)
        .hasMessage(
            "test:1: Exceeded allowed recursion depth; simplify your "
                + what
                + " to make the code compile");
  }

  static Stream<Arguments> nestings() {
    return Stream.of(
        arguments("", "(", "expression"),
        arguments("x = ", "{", "expression"),
        arguments("x = ", "not ", "expression"),
        arguments("x = ", "a..", "expression"),
        arguments("x = ", "a^", "expression"),
        arguments("", "f(", "expression"),
        arguments("", "a[", "expression"),
        arguments("x = ", "`{", "expression"),
        arguments("x = ", "if a then b else ", "expression"),
        arguments("", "function f() ", "block"),
        arguments("", "while a do ", "expression"),
        arguments("", "if a then ", "expression"),
        arguments("", "do ", "block"),
        arguments("type x = ", "(", "type annotation"),
        arguments("type x = ", "{", "type annotation"));
  }

  @Test
  void limitsOfVariablesAreTheOfficialOnes() {
    StringBuilder locals = new StringBuilder();
    for (int i = 0; i <= 200; i++) {
      locals.append("local a").append(i).append(" = f()\n");
    }
    assertThat(errorOf(locals.toString(), "=test"))
        .hasMessage(
            "test:201: Out of local registers when trying to allocate a200: exceeded limit 200");

    StringBuilder upvalues = new StringBuilder();
    for (int f = 0; f < 2; f++) {
      upvalues.append("local function f").append(f).append("()\n");
      for (int i = 0; i < 101; i++) {
        upvalues.append("local u").append(f).append('_').append(i).append(" = g()\n");
      }
    }
    upvalues.append("return function() return h(");
    for (int i = 0; i < 202; i++) {
      upvalues.append("h(u").append(i / 101).append('_').append(i % 101).append(") + ");
    }
    upvalues.append("1) end end end");
    assertThat(errorOf(upvalues.toString(), "=test"))
        .hasMessageContaining("Out of upvalue registers when trying to allocate")
        .hasMessageContaining("exceeded limit 200");
  }
}
