package dev.ligature.luau.syntax;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The productions of expressions, and the scopes that names in them are looked up in. */
abstract class ExpressionParser extends TypeParser {
  private static final int UNARY_PRIORITY = 8;

  /** A function that is being parsed. */
  static final class FunctionState {
    final FunctionScope scope;
    final boolean vararg;
    int loopDepth;

    FunctionState(FunctionScope scope, boolean vararg) {
      this.scope = scope;
      this.vararg = vararg;
    }
  }

  FunctionState function = new FunctionState(new FunctionScope(Optional.empty()), true);

  /** Functions around and including the type function that is being parsed; 0 outside of any. */
  int typeFunctionDepth;

  /** The table of exported values; present once the chunk exports any. */
  Optional<LocalVar> exports = Optional.empty();

  /** The names of globals that are assigned, or of which a field is. */
  final Set<String> assignedGlobals = new HashSet<>();

  /** Whether {@code getfenv} or {@code setfenv} is named. */
  boolean asksEnvironment;

  ExpressionParser(Lexer lexer, String chunkName) {
    super(lexer, chunkName);
  }

  abstract FunctionBody functionBody(
      Span start, Opening open, Optional<String> name, List<Attribute> attributes);

  abstract List<Attribute> attributes();

  @Override
  final Expr expression() {
    return expression(0);
  }

  final void expressionList(List<Expr> list) {
    list.add(expression(0));
    while (at(',')) {
      next();
      if (at(')')) {
        throw error("Expected expression after ',' but got ')' instead");
      }
      list.add(expression(0));
    }
  }

  /** An expression of operators that bind more tightly than {@code limit}. */
  private Expr expression(int limit) {
    int depth = recursion;
    deeper("expression");
    Span start = token.span();
    Expr expr;
    UnaryOperator unary = unaryOperator();
    if (unary != null) {
      next();
      Expr operand = expression(UNARY_PRIORITY);
      Span span = Span.of(start, operand.span());
      // Integers have no minus operator: before a literal the sign belongs to it.
      expr =
          unary == UnaryOperator.MINUS && operand instanceof Expr.Int literal
              ? new Expr.Int(span, -literal.value())
              : new Expr.Unary(span, unary, operand);
    } else {
      expr = assertionExpression(start);
    }
    BinaryOperator operator = binaryOperator(limit);
    while (operator != null && operator.leftPriority > limit) {
      next();
      Expr right = expression(operator.rightPriority);
      expr = new Expr.Binary(Span.of(start, right.span()), operator, expr, right);
      operator = binaryOperator(limit);
      // The loop nests the tree to the left without recursion here.
      deeper("expression");
    }
    recursion = depth;
    return expr;
  }

  /** The unary operator at the current token, or null. */
  private UnaryOperator unaryOperator() {
    return switch (token.type) {
      case Token.NOT -> UnaryOperator.NOT;
      case '-' -> UnaryOperator.MINUS;
      case '#' -> UnaryOperator.LEN;
      case '!' -> throw error("Unexpected '!'; did you mean 'not'?");
      default -> null;
    };
  }

  /** The binary operator at the current token, or null. */
  private BinaryOperator binaryOperator(int limit) {
    return switch (token.type) {
      case '+' -> BinaryOperator.ADD;
      case '-' -> BinaryOperator.SUB;
      case '*' -> BinaryOperator.MUL;
      case '/' -> BinaryOperator.DIV;
      case Token.FLOOR_DIV -> BinaryOperator.FLOOR_DIV;
      case '%' -> BinaryOperator.MOD;
      case '^' -> BinaryOperator.POW;
      case Token.DOT2 -> BinaryOperator.CONCAT;
      case Token.NOT_EQUAL -> BinaryOperator.NE;
      case Token.EQUAL -> BinaryOperator.EQ;
      case '<' -> BinaryOperator.LT;
      case Token.LESS_EQUAL -> BinaryOperator.LE;
      case '>' -> BinaryOperator.GT;
      case Token.GREATER_EQUAL -> BinaryOperator.GE;
      case Token.AND -> BinaryOperator.AND;
      case Token.OR -> BinaryOperator.OR;
      case '&' -> confusable('&', "&&", BinaryOperator.AND, limit);
      case '|' -> confusable('|', "||", BinaryOperator.OR, limit);
      case '!' -> confusable('=', "!=", BinaryOperator.NE, limit);
      default -> null;
    };
  }

  /** Names the Luau operator for one of C; null where the tokens aren't one. */
  private BinaryOperator confusable(int second, String written, BinaryOperator meant, int limit) {
    Token following = lexer.peek();
    if (following.type == second
        && following.beginLine == token.endLine
        && following.beginColumn == token.endColumn
        && meant.leftPriority > limit) {
      throw error("Unexpected '" + written + "'; did you mean '" + meant.symbol() + "'?");
    }
    return null;
  }

  private Expr assertionExpression(Span start) {
    Expr expr = simpleExpression();
    if (!at(Token.DOUBLE_COLON)) {
      return expr;
    }
    next();
    TypeExpr type = type();
    return new Expr.TypeAssertion(Span.of(start, type.span()), expr, type);
  }

  private Expr simpleExpression() {
    switch (token.type) {
      case Token.NAME, '(' -> {
        return primaryExpression();
      }
      case Token.NUMBER -> {
        return number();
      }
      case Token.RAW_STRING, Token.QUOTED_STRING, Token.INTERP_SIMPLE -> {
        return string();
      }
      case '{' -> {
        return tableConstructor();
      }
      case Token.INTERP_BEGIN -> {
        return interpolatedString();
      }
      case Token.IF -> {
        return ifElse();
      }
      case Token.ATTRIBUTE, Token.ATTRIBUTE_OPEN -> {
        return attributedFunction();
      }
      default -> {}
    }
    Span start = token.span();
    switch (token.type) {
      case Token.NIL -> {
        next();
        return new Expr.Nil(start);
      }
      case Token.TRUE -> {
        next();
        return new Expr.Bool(start, true);
      }
      case Token.FALSE -> {
        next();
        return new Expr.Bool(start, false);
      }
      case Token.FUNCTION -> {
        Opening open = opening();
        next();
        return new Expr.Function(functionBody(start, open, Optional.empty(), List.of()));
      }
      case Token.DOT3 -> {
        if (!function.vararg) {
          throw error("Cannot use '...' outside of a vararg function");
        }
        next();
        return new Expr.Varargs(start);
      }
      case Token.BROKEN_STRING -> throw error("Malformed string; did you forget to finish it?");
      case Token.BROKEN_DOUBLE_BRACE ->
          throw error(
              "Double braces are not permitted within interpolated strings; did you mean '\\{'?");
      default -> {
        return primaryExpression();
      }
    }
  }

  private Expr attributedFunction() {
    Span start = token.span();
    List<Attribute> attributes = attributes();
    if (!at(Token.FUNCTION)) {
      throw error(
          start,
          "Expected 'function' declaration after attribute, but got " + describe() + " instead");
    }
    Opening open = opening();
    Span keyword = token.span();
    next();
    Span begin = attributes.isEmpty() ? keyword : attributes.getFirst().span();
    return new Expr.Function(functionBody(begin, open, Optional.empty(), attributes));
  }

  final Expr nameExpression(String context) {
    Span span = token.span();
    Symbol symbol = name(context);
    LocalVar variable = symbol.binding;
    if (variable == null) {
      asksEnvironment |= symbol.text.equals("getfenv") || symbol.text.equals("setfenv");
      return new Expr.Global(span, symbol.text);
    }
    if (variable.functionDepth() < typeFunctionDepth) {
      throw error("Type function cannot reference outer local '" + symbol.text + "'");
    }
    if (variable.inExportTable) {
      Expr table = reference(span, exports.orElseThrow());
      return new Expr.IndexName(span, table, symbol.text, span);
    }
    return reference(span, variable);
  }

  final Expr.Local reference(Span span, LocalVar variable) {
    boolean upvalue = variable.functionDepth() != function.scope.depth();
    if (upvalue) {
      function.scope.capture(variable);
    }
    return new Expr.Local(span, variable, upvalue);
  }

  private Expr prefixExpression() {
    if (!at('(')) {
      return nameExpression("expression");
    }
    Span start = token.span();
    Opening open = opening();
    next();
    Expr inner = expression(0);
    if (!at(')')) {
      throw missingClose(
          ')', open, at('=') ? "; did you mean to use '{' when defining a table?" : "");
    }
    Span end = token.span();
    next();
    return new Expr.Group(Span.of(start, end), inner);
  }

  /** Names, calls and indexing. */
  final Expr primaryExpression() {
    Span start = token.span();
    Expr expr = prefixExpression();
    int depth = recursion;
    while (true) {
      switch (token.type) {
        case '.' -> {
          next();
          Span nameSpan = token.span();
          Symbol name = name("");
          expr = new Expr.IndexName(Span.of(start, nameSpan), expr, name.text, nameSpan);
        }
        case '[' -> {
          Opening open = opening();
          next();
          Expr key = expression(0);
          Span end = token.span();
          expectClose(']', open);
          expr = new Expr.Index(Span.of(start, end), expr, key);
        }
        case ':' -> {
          next();
          Span nameSpan = token.span();
          Symbol name = name("method name");
          Expr method = new Expr.IndexName(Span.of(start, nameSpan), expr, name.text, nameSpan);
          if (at('<') && lexer.lookahead() == '<') {
            typeInstantiation();
          }
          expr = call(method, true);
        }
        case '(', '{', Token.RAW_STRING, Token.QUOTED_STRING -> expr = call(expr, false);
        case '<' -> {
          if (lexer.lookahead() != '<') {
            recursion = depth;
            return expr;
          }
          List<TypeOrPack> types = typeInstantiation();
          expr = new Expr.Instantiate(Span.of(start, previousSpan()), expr, types);
        }
        default -> {
          recursion = depth;
          return expr;
        }
      }
      // The loop nests the tree to the left without recursion here.
      deeper("expression");
    }
  }

  /** {@code <<A, B>>}; the first bracket is the current token. */
  private List<TypeOrPack> typeInstantiation() {
    Opening open = opening();
    next();
    List<TypeOrPack> types = typeArguments();
    expectClose('>', open);
    return types;
  }

  private Expr call(Expr callee, boolean self) {
    function.scope.markCalls();
    Span begin = token.span();
    switch (token.type) {
      case '(' -> {
        if (callee.span().endLine() != token.beginLine) {
          throw error(
              "Ambiguous syntax: this looks like an argument list for a function call, but could"
                  + " also be a start of new statement; use ';' to separate statements");
        }
        Arguments arguments = parenthesizedArguments();
        return new Expr.Call(
            Span.of(callee.span(), arguments.end), callee, arguments.list, self, arguments.span);
      }
      case '{' -> {
        Expr table = tableConstructor();
        Span span = behindBrace(begin, table.span());
        return new Expr.Call(
            Span.of(callee.span(), table.span()), callee, List.of(table), self, span);
      }
      case Token.RAW_STRING, Token.QUOTED_STRING -> {
        Expr string = string();
        return new Expr.Call(
            Span.of(callee.span(), string.span()), callee, List.of(string), self, begin);
      }
      default -> {
        if (self && token.beginLine != callee.span().endLine()) {
          throw error(callee.span(), "Expected function call arguments after '('");
        }
        throw error(
            callee.span(),
            "Expected '(', '{' or <string> when parsing function call, got " + describe());
      }
    }
  }

  record Arguments(List<Expr> list, Span span, Span end) {}

  private Arguments parenthesizedArguments() {
    int beginLine = token.endLine;
    int beginColumn = token.endColumn;
    Opening open = opening();
    next();
    List<Expr> arguments = List.of();
    if (!at(')')) {
      Expr first = expression(0);
      if (at(',')) {
        arguments = new ArrayList<>(4);
        arguments.add(first);
        while (at(',')) {
          next();
          if (at(')')) {
            throw error("Expected expression after ',' but got ')' instead");
          }
          arguments.add(expression(0));
        }
        arguments = List.copyOf(arguments);
      } else {
        arguments = List.of(first);
      }
    }
    Span end = token.span();
    expectClose(')', open);
    return new Arguments(
        arguments, new Span(beginLine, beginColumn, end.endLine(), end.endColumn()), end);
  }

  /** The arguments of an attribute, in any of the forms of a call's. */
  final Arguments attributeArguments() {
    if (at('(')) {
      return parenthesizedArguments();
    }
    Span begin = token.span();
    boolean table = at('{');
    Expr only = table ? tableConstructor() : string();
    Span span = table ? behindBrace(begin, only.span()) : begin;
    return new Arguments(List.of(only), span, only.span());
  }

  private static Span behindBrace(Span brace, Span table) {
    return new Span(brace.endLine(), brace.endColumn(), table.endLine(), table.endColumn());
  }

  private Expr tableConstructor() {
    Span start = token.span();
    Opening open = opening();
    next();
    List<TableItem> items = new ArrayList<>();
    while (!at('}')) {
      if (at('[')) {
        Opening bracket = opening();
        next();
        Expr key = expression(0);
        expectClose(']', bracket);
        expect('=', "table field");
        items.add(new TableItem.Keyed(key, expression(0)));
      } else if (at(Token.NAME) && lexer.lookahead() == '=') {
        Span nameSpan = token.span();
        Symbol name = token.symbol;
        next();
        next();
        Expr value = expression(0);
        if (value instanceof Expr.Function(FunctionBody body)) {
          value = new Expr.Function(body.named(name.text));
        }
        items.add(new TableItem.Named(name.text, nameSpan, value));
      } else {
        items.add(new TableItem.Positional(expression(0)));
      }
      if (at(',') || at(';')) {
        next();
      } else if (at('[') || at(Token.NAME)) {
        throw error("Expected ',' after table constructor element");
      } else {
        break;
      }
    }
    Span end = token.span();
    expectClose('}', open);
    return new Expr.Table(Span.of(start, end), List.copyOf(items));
  }

  private Expr ifElse() {
    Span start = token.span();
    next();
    Expr condition = expression(0);
    expect(Token.THEN, "if then else expression");
    Expr whenTrue = expression(0);
    Expr whenFalse;
    if (at(Token.ELSEIF)) {
      int depth = recursion;
      deeper("expression");
      whenFalse = ifElse();
      recursion = depth;
    } else {
      expect(Token.ELSE, "if then else expression");
      whenFalse = expression(0);
    }
    return new Expr.IfElse(Span.of(start, whenFalse.span()), condition, whenTrue, whenFalse);
  }

  private Expr number() {
    Span span = token.span();
    String text = token.text(lexer.source);
    if (text.indexOf('_') >= 0) {
      text = text.replace("_", "");
    }
    next();
    if (text.endsWith("i")) {
      return switch (NumberLiterals.integer(text)) {
        case NumberLiterals.IntegerResult.Value(long value) -> new Expr.Int(span, value);
        case NumberLiterals.IntegerResult.Malformed() -> throw error(span, "Malformed integer");
        case NumberLiterals.IntegerResult.Overflow() -> throw error(span, "Integer overflow");
      };
    }
    return new Expr.Number(
        span, NumberLiterals.number(text).orElseThrow(() -> error(span, "Malformed number")));
  }

  private Expr string() {
    Span span = token.span();
    return new Expr.Str(span, stringLiteral());
  }

  @Override
  final byte[] stringLiteral() {
    Span span = token.span();
    byte[] value =
        at(Token.RAW_STRING)
            ? StringEscapes.longString(lexer.source, token.start, token.length)
            : StringEscapes.unescape(lexer.source, token.start, token.length)
                .orElseThrow(
                    () -> error(span, "String literal contains malformed escape sequence"));
    next();
    return value;
  }

  @Override
  final Expr interpolatedString() {
    Span start = token.span();
    List<byte[]> parts = new ArrayList<>();
    List<Expr> expressions = new ArrayList<>();
    while (true) {
      Span partSpan = token.span();
      int partType = token.type;
      parts.add(
          StringEscapes.unescape(lexer.source, token.start, token.length)
              .orElseThrow(
                  () ->
                      error(
                          start,
                          "Interpolated string literal contains malformed escape sequence")));
      next();
      if (partType == Token.INTERP_END || partType == Token.INTERP_SIMPLE) {
        return new Expr.Interpolated(
            Span.of(start, partSpan), List.copyOf(parts), List.copyOf(expressions));
      }
      switch (token.type) {
        case Token.INTERP_MID, Token.INTERP_END ->
            throw error(partSpan, "Malformed interpolated string, expected expression inside '{}'");
        case Token.BROKEN_STRING ->
            throw error(partSpan, "Malformed interpolated string; did you forget to add a '`'?");
        default -> expressions.add(expression(0));
      }
      switch (token.type) {
        case Token.INTERP_BEGIN, Token.INTERP_MID, Token.INTERP_END -> {}
        case Token.BROKEN_DOUBLE_BRACE ->
            throw error(
                partSpan,
                "Double braces are not permitted within interpolated strings; did you mean"
                    + " '\\{'?");
        case Token.BROKEN_STRING, Token.EOF -> throw unfinishedInterpolation();
        default -> throw error(partSpan, "Malformed interpolated string, got " + describe());
      }
    }
  }

  private ParseError unfinishedInterpolation() {
    if (at(Token.BROKEN_STRING)) {
      next();
    }
    String missing = lexer.insideBrace() ? "}" : "`";
    return error(
        previousSpan(),
        "Malformed interpolated string; did you forget to add a '" + missing + "'?");
  }
}
