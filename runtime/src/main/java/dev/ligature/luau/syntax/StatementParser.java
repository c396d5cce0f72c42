package dev.ligature.luau.syntax;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The productions of statements. */
final class StatementParser extends ExpressionParser {
  private final List<LocalVar> scope = new ArrayList<>();

  /** What a statement leaves to be put behind it: the writes to the table of exports. */
  private final List<Stat> following = new ArrayList<>(0);

  private final Set<String> exportedNames = new HashSet<>(0);
  private boolean exportsTypes;
  private boolean returns;

  StatementParser(Lexer lexer, String chunkName) {
    super(lexer, chunkName);
  }

  /** A local variable before it comes into scope. */
  private record Binding(Symbol symbol, Span span, boolean constant) {}

  FunctionBody chunk() {
    Span begin = token.span();
    Stat.Block block = block();
    if (!at(Token.EOF)) {
      throw error("Expected " + Token.describe(Token.EOF) + ", got " + describe());
    }
    Span span = Span.of(begin, token.span());
    return new FunctionBody(
        span,
        Optional.empty(),
        List.of(),
        Generics.NONE,
        Optional.empty(),
        List.of(),
        true,
        withExports(block, token.span()),
        0,
        function.scope);
  }

  /** Puts the table of exported values around the chunk's statements where there are any. */
  private Stat.Block withExports(Stat.Block block, Span end) {
    boolean terminated = !block.body().isEmpty() && block.body().getLast() instanceof Stat.Return;
    if (exports.isEmpty() && (!exportsTypes || terminated)) {
      return block;
    }
    Span start =
        new Span(
            block.span().beginLine(),
            block.span().beginColumn(),
            block.span().beginLine(),
            block.span().beginColumn());
    LocalVar table = exports.orElseGet(() -> exportTable(start));
    List<Stat> body = new ArrayList<>(block.body().size() + 2);
    body.add(new Stat.Local(start, List.of(table), List.of(new Expr.Table(start, List.of()))));
    body.addAll(block.body());
    body.add(new Stat.ReturnExports(end, table));
    return new Stat.Block(block.span(), List.copyOf(body));
  }

  private LocalVar exportTable(Span span) {
    return new LocalVar(lexer.symbol("__EXP"), span, 0, true);
  }

  private boolean atBlockEnd() {
    return switch (token.type) {
      case Token.EOF, Token.ELSE, Token.ELSEIF, Token.END, Token.UNTIL -> true;
      default -> false;
    };
  }

  private Stat.Block block() {
    int mark = scope.size();
    Stat.Block block = blockInScope();
    leave(mark);
    return block;
  }

  private Stat.Block blockInScope() {
    List<Stat> body = new ArrayList<>();
    int beginLine = lexer.previousEndLine;
    int beginColumn = lexer.previousEndColumn;
    while (!atBlockEnd()) {
      int depth = recursion;
      deeper("block");
      Stat stat = statement();
      recursion = depth;
      if (at(';')) {
        next();
      }
      body.add(stat);
      if (!following.isEmpty()) {
        body.addAll(following);
        following.clear();
      }
      if (stat instanceof Stat.Break
          || stat instanceof Stat.Continue
          || stat instanceof Stat.Return) {
        break;
      }
    }
    return new Stat.Block(
        new Span(beginLine, beginColumn, token.beginLine, token.beginColumn), List.copyOf(body));
  }

  private void leave(int mark) {
    for (int i = scope.size() - 1; i >= mark; i--) {
      LocalVar variable = scope.remove(i);
      variable.symbol.binding = variable.shadowed;
    }
  }

  private LocalVar declare(Binding binding) {
    LocalVar variable =
        new LocalVar(binding.symbol, binding.span, function.scope.depth(), binding.constant);
    variable.shadowed = binding.symbol.binding;
    binding.symbol.binding = variable;
    scope.add(variable);
    return variable;
  }

  private List<LocalVar> declare(List<Binding> bindings) {
    List<LocalVar> variables = new ArrayList<>(bindings.size());
    for (Binding binding : bindings) {
      variables.add(declare(binding));
    }
    return List.copyOf(variables);
  }

  private Binding binding(boolean constant) {
    Span span = token.span();
    Symbol symbol = name("variable name");
    optionalAnnotation();
    return new Binding(symbol, span, constant);
  }

  private void bindings(List<Binding> list, boolean constant) {
    list.add(binding(constant));
    while (at(',')) {
      next();
      list.add(binding(constant));
    }
  }

  private Stat statement() {
    return switch (token.type) {
      case Token.IF -> ifStatement();
      case Token.WHILE -> whileStatement();
      case Token.DO -> doStatement();
      case Token.FOR -> forStatement();
      case Token.REPEAT -> repeatStatement();
      case Token.FUNCTION -> functionStatement(token.span(), List.of());
      case Token.LOCAL -> {
        Span start = token.span();
        next();
        yield local(start, List.of(), false);
      }
      case Token.RETURN -> returnStatement();
      case Token.BREAK -> {
        Span span = token.span();
        next();
        if (function.loopDepth == 0) {
          throw error(span, "break statement must be inside a loop");
        }
        yield new Stat.Break(span);
      }
      case Token.ATTRIBUTE, Token.ATTRIBUTE_OPEN -> attributedStatement();
      default -> expressionStatement();
    };
  }

  private Stat expressionStatement() {
    Expr expr = primaryExpression();
    if (expr instanceof Expr.Call call) {
      return new Stat.Call(call.span(), call);
    }
    if (at(',') || at('=')) {
      return assignment(expr);
    }
    BinaryOperator compound = compoundOperator();
    if (compound != null) {
      assignable(expr);
      next();
      Expr value = expression();
      return new Stat.CompoundAssign(Span.of(expr.span(), value.span()), compound, expr, value);
    }
    String word =
        switch (expr) {
          case Expr.Global global -> global.name();
          case Expr.Local local -> local.variable().name();
          default -> "";
        };
    Span start = expr.span();
    switch (word) {
      case "type" -> {
        return typeStatement(start, false);
      }
      case "export" -> {
        if (at(Token.LOCAL) || at(Token.FUNCTION) || atName("const")) {
          return export(start, List.of());
        }
        if (atName("type")) {
          next();
          return typeStatement(start, true);
        }
      }
      case "continue" -> {
        if (function.loopDepth == 0) {
          throw error(start, "continue statement must be inside a loop");
        }
        return new Stat.Continue(start);
      }
      case "const" -> {
        return local(start, List.of(), true);
      }
      default -> {}
    }
    throw error(start, "Incomplete statement: expected assignment or a function call");
  }

  /** The operator of a compound assignment at the current token, or null. */
  private BinaryOperator compoundOperator() {
    return switch (token.type) {
      case Token.ADD_ASSIGN -> BinaryOperator.ADD;
      case Token.SUB_ASSIGN -> BinaryOperator.SUB;
      case Token.MUL_ASSIGN -> BinaryOperator.MUL;
      case Token.DIV_ASSIGN -> BinaryOperator.DIV;
      case Token.FLOOR_DIV_ASSIGN -> BinaryOperator.FLOOR_DIV;
      case Token.MOD_ASSIGN -> BinaryOperator.MOD;
      case Token.POW_ASSIGN -> BinaryOperator.POW;
      case Token.CONCAT_ASSIGN -> BinaryOperator.CONCAT;
      default -> null;
    };
  }

  /** Refuses what can't be assigned, and notes what is. */
  private void assignable(Expr target) {
    switch (target) {
      case Expr.Local(Span span, LocalVar variable, boolean upvalue) -> {
        if (variable.constant()) {
          throw error(
              span, "Variable '" + variable.name() + "' is constant and may not be reassigned");
        }
        variable.markReassigned();
      }
      case Expr.Global global -> assignedGlobals.add(global.name());
      case Expr.Index index -> {}
      case Expr.IndexName index -> {
        if (index.object() instanceof Expr.Global global) {
          assignedGlobals.add(global.name());
        }
      }
      default -> throw error(target.span(), "Assigned expression must be a variable or a field");
    }
  }

  private Stat assignment(Expr first) {
    assignable(first);
    List<Expr> targets = new ArrayList<>(1);
    targets.add(first);
    while (at(',')) {
      next();
      Expr target = primaryExpression();
      assignable(target);
      targets.add(target);
    }
    expect('=', "assignment");
    List<Expr> values = new ArrayList<>(1);
    expressionList(values);
    return new Stat.Assign(
        Span.of(first.span(), values.getLast().span()), List.copyOf(targets), List.copyOf(values));
  }

  private Stat ifStatement() {
    Span start = token.span();
    next();
    Expr condition = expression();
    Opening open = opening();
    expect(Token.THEN, "if statement");
    Stat.Block thenBody = block();
    if (at(Token.ELSEIF)) {
      int depth = recursion;
      deeper("elseif");
      Stat elseBody = ifStatement();
      recursion = depth;
      return new Stat.If(
          Span.of(start, elseBody.span()), condition, thenBody, Optional.of(elseBody));
    }
    Optional<Stat> elseBody = Optional.empty();
    if (at(Token.ELSE)) {
      open = opening();
      next();
      elseBody = Optional.of(block());
    }
    Span end = token.span();
    expectEnd(Token.END, open);
    return new Stat.If(Span.of(start, end), condition, thenBody, elseBody);
  }

  private Stat.Block loopBody() {
    function.loopDepth++;
    Stat.Block body = block();
    function.loopDepth--;
    return body;
  }

  private Stat whileStatement() {
    Span start = token.span();
    next();
    Expr condition = expression();
    Opening open = opening();
    expect(Token.DO, "while loop");
    Stat.Block body = loopBody();
    Span end = token.span();
    expectEnd(Token.END, open);
    return new Stat.While(Span.of(start, end), condition, body);
  }

  private Stat repeatStatement() {
    Span start = token.span();
    Opening open = opening();
    next();
    int mark = scope.size();
    function.loopDepth++;
    Stat.Block body = blockInScope();
    function.loopDepth--;
    expectEnd(Token.UNTIL, open);
    Expr condition = expression();
    leave(mark);
    return new Stat.Repeat(Span.of(start, condition.span()), body, condition);
  }

  private Stat doStatement() {
    Span start = token.span();
    Opening open = opening();
    next();
    Stat.Block body = block();
    Span end = token.span();
    expectEnd(Token.END, open);
    return new Stat.Block(Span.of(start, end), body.body());
  }

  private Stat forStatement() {
    Span start = token.span();
    next();
    Binding first = binding(false);
    if (at('=')) {
      next();
      Expr from = expression();
      expect(',', "index range");
      Expr to = expression();
      Optional<Expr> step = Optional.empty();
      if (at(',')) {
        next();
        step = Optional.of(expression());
      }
      Opening open = opening();
      expect(Token.DO, "for loop");
      int mark = scope.size();
      LocalVar variable = declare(first);
      Stat.Block body = loopBody();
      leave(mark);
      Span end = token.span();
      expectEnd(Token.END, open);
      return new Stat.NumericFor(Span.of(start, end), variable, from, to, step, body);
    }
    List<Binding> names = new ArrayList<>(2);
    names.add(first);
    if (at(',')) {
      next();
      bindings(names, false);
    }
    expect(Token.IN, "for loop");
    function.scope.markCalls();
    List<Expr> values = new ArrayList<>(1);
    expressionList(values);
    Opening open = opening();
    expect(Token.DO, "for loop");
    int mark = scope.size();
    List<LocalVar> variables = declare(names);
    Stat.Block body = loopBody();
    leave(mark);
    Span end = token.span();
    expectEnd(Token.END, open);
    return new Stat.GenericFor(Span.of(start, end), variables, List.copyOf(values), body);
  }

  private Stat returnStatement() {
    Span start = token.span();
    next();
    List<Expr> values = List.of();
    Span end = start;
    if (!atBlockEnd() && !at(';')) {
      values = new ArrayList<>(2);
      expressionList(values);
      end = values.getLast().span();
    }
    Span span = Span.of(start, end);
    if (function.scope.depth() == 0) {
      if (exports.isPresent()) {
        throw error(
            span,
            "Exporting values is not compatible with top-level return"
                + " (export/return conflict)");
      }
      returns = true;
    }
    return new Stat.Return(span, List.copyOf(values));
  }

  /** {@code function a.b:c() … end}; the keyword is the current token. */
  private Stat functionStatement(Span start, List<Attribute> attributes) {
    Opening open = opening();
    Span keyword = token.span();
    next();
    String shortName = at(Token.NAME) ? token.symbol.text : "";
    Expr target = nameExpression("function name");
    int depth = recursion;
    while (at('.')) {
      next();
      Span nameSpan = token.span();
      shortName = name("field name").text;
      target = new Expr.IndexName(Span.of(target.span(), nameSpan), target, shortName, nameSpan);
      deeper("function name");
    }
    recursion = depth;
    boolean method = at(':');
    if (method) {
      next();
      Span nameSpan = token.span();
      shortName = name("method name").text;
      target = new Expr.IndexName(Span.of(target.span(), nameSpan), target, shortName, nameSpan);
    }
    assignable(target);
    Span begin = attributes.isEmpty() ? keyword : attributes.getFirst().span();
    FunctionBody body =
        functionBody(begin, open, Optional.of(shortName), attributes, method, Optional.empty())
            .body;
    return new Stat.Function(Span.of(start, body.span()), target, body);
  }

  @Override
  FunctionBody functionBody(
      Span start, Opening open, Optional<String> name, List<Attribute> attributes) {
    return functionBody(start, open, name, attributes, false, Optional.empty()).body;
  }

  private record ParsedFunction(FunctionBody body, Optional<LocalVar> variable) {}

  /** From the generics to {@code end}; a {@code local} is in scope of the body. */
  private ParsedFunction functionBody(
      Span start,
      Opening open,
      Optional<String> name,
      List<Attribute> attributes,
      boolean method,
      Optional<Binding> local) {
    Generics generics = generics(false);
    Opening parenthesis = opening();
    expect('(', "function");
    List<Binding> parameters = new ArrayList<>(4);
    boolean vararg = false;
    while (!at(')')) {
      if (at(Token.DOT3)) {
        vararg = true;
        next();
        if (at(':')) {
          next();
          varargsAnnotation();
        }
        break;
      }
      parameters.add(binding(false));
      if (!at(',')) {
        break;
      }
      next();
      if (at(')')) {
        throw nameExpected("variable name");
      }
    }
    expectClose(')', parenthesis);
    optionalReturnType();
    Optional<LocalVar> variable = local.map(this::declare);
    int mark = scope.size();
    FunctionState outer = function;
    FunctionScope inner = new FunctionScope(Optional.of(outer.scope));
    function = new FunctionState(inner, vararg);
    List<LocalVar> variables = new ArrayList<>(parameters.size() + 1);
    Optional<LocalVar> self = Optional.empty();
    if (method) {
      self = Optional.of(declare(new Binding(lexer.symbol("self"), start, false)));
      variables.add(self.get());
    }
    for (Binding parameter : parameters) {
      variables.add(declare(parameter));
    }
    Stat.Block body = block();
    function = outer;
    leave(mark);
    Span end = token.span();
    expectEnd(Token.END, open);
    return new ParsedFunction(
        new FunctionBody(
            Span.of(start, end),
            name,
            attributes,
            generics,
            self,
            List.copyOf(variables),
            vararg,
            body,
            inner.depth(),
            inner),
        variable);
  }

  /** What follows {@code local} or {@code const}. */
  private Stat local(Span start, List<Attribute> attributes, boolean constant) {
    if (at(Token.FUNCTION)) {
      Opening open = opening();
      Span keyword = token.span();
      if (keyword.beginLine() == start.beginLine()) {
        // The indentation that the closing 'end' is compared with is that of 'local'.
        open = new Opening(open.type(), open.line(), start.beginColumn());
        keyword = Span.of(start, keyword);
      }
      next();
      Span nameSpan = token.span();
      Symbol symbol = name("variable name");
      Span begin = attributes.isEmpty() ? keyword : attributes.getFirst().span();
      ParsedFunction parsed =
          functionBody(
              begin,
              open,
              Optional.of(symbol.text),
              attributes,
              false,
              Optional.of(new Binding(symbol, nameSpan, constant)));
      return new Stat.LocalFunction(
          Span.of(start, parsed.body.span()), parsed.variable.orElseThrow(), parsed.body);
    }
    if (!attributes.isEmpty()) {
      throw error(
          "Expected 'function' after local declaration with attribute, but got "
              + describe()
              + " instead");
    }
    List<Binding> names = new ArrayList<>(2);
    bindings(names, constant);
    Span end = previousSpan();
    List<Expr> values = List.of();
    if (at('=')) {
      next();
      values = new ArrayList<>(2);
      expressionList(values);
      end = values.getLast().span();
    }
    List<LocalVar> variables = declare(names);
    Span span = Span.of(start, end);
    if (constant && !enoughValues(values, variables.size())) {
      throw error(span, "Missing initializer in const declaration");
    }
    return new Stat.Local(span, variables, List.copyOf(values));
  }

  private static boolean enoughValues(List<Expr> values, int expected) {
    return values.size() == expected
        || !values.isEmpty()
            && (values.getLast() instanceof Expr.Call || values.getLast() instanceof Expr.Varargs);
  }

  @Override
  List<Attribute> attributes() {
    List<Attribute> attributes = new ArrayList<>(1);
    while (true) {
      if (at(Token.ATTRIBUTE)) {
        Span span = token.span();
        addAttribute(attributes, span, token.symbol.text, List.of(), span);
        next();
      } else if (at(Token.ATTRIBUTE_OPEN)) {
        attributeList(attributes);
      } else {
        return List.copyOf(attributes);
      }
    }
  }

  private void attributeList(List<Attribute> attributes) {
    Span begin = token.span();
    Opening open = opening();
    next();
    if (at(']')) {
      throw error(begin, "Attribute list cannot be empty");
    }
    while (true) {
      Span nameSpan = token.span();
      String word = name("attribute name").text;
      switch (token.type) {
        case Token.RAW_STRING, Token.QUOTED_STRING, '{', '(' -> {
          Arguments arguments = attributeArguments();
          for (Expr argument : arguments.list()) {
            if (!AttributeCheck.isLiteral(argument)) {
              throw error(
                  arguments.span(), "Only literals can be passed as arguments for attributes");
            }
          }
          addAttribute(
              attributes, nameSpan, word, arguments.list(), Span.of(nameSpan, arguments.span()));
        }
        default -> addAttribute(attributes, nameSpan, word, List.of(), nameSpan);
      }
      if (!at(',')) {
        break;
      }
      next();
    }
    expectClose(']', open);
  }

  private void addAttribute(
      List<Attribute> attributes, Span nameSpan, String word, List<Expr> arguments, Span span) {
    if (word.isEmpty()) {
      throw error(nameSpan, "Attribute name is missing");
    }
    Attribute.Kind kind =
        AttributeCheck.kind(word)
            .orElseThrow(() -> error(nameSpan, "Invalid attribute '@" + word + "'"));
    for (Attribute earlier : attributes) {
      if (earlier.kind() == kind) {
        throw error(nameSpan, "Cannot duplicate attribute '@" + word + "'");
      }
    }
    if (kind == Attribute.Kind.DEPRECATED) {
      AttributeCheck.deprecated(nameSpan, arguments)
          .ifPresent(
              fault -> {
                throw error(fault.span(), fault.message());
              });
    }
    attributes.add(new Attribute(span, kind, arguments));
  }

  private Stat attributedStatement() {
    Span start = token.span();
    List<Attribute> attributes = attributes();
    if (at(Token.FUNCTION)) {
      return functionStatement(start, attributes);
    }
    if (at(Token.LOCAL)) {
      next();
      return local(start, attributes, false);
    }
    if (atName("export")) {
      next();
      return export(start, attributes);
    }
    if (atName("const")) {
      next();
      return local(start, attributes, true);
    }
    throw error(
        "Expected 'function', 'local function', 'const function', 'declare function' or a function"
            + " type declaration after attribute, but got "
            + describe()
            + " instead");
  }

  /** What follows {@code type} or {@code export type}. */
  private Stat typeStatement(Span start, boolean exported) {
    if (at(Token.FUNCTION)) {
      return typeFunction(start, exported);
    }
    String name = name("type name").text;
    Generics generics = generics(true);
    expect('=', "type alias");
    TypeExpr type = type();
    exportsTypes |= exported;
    return new Stat.TypeAlias(Span.of(start, type.span()), name, generics, type, exported);
  }

  private Stat typeFunction(Span start, boolean exported) {
    Opening open = opening();
    Span keyword = token.span();
    next();
    String name = name("type function name").text;
    int outerDepth = typeFunctionDepth;
    typeFunctionDepth = function.scope.depth() + 1;
    FunctionBody body = functionBody(keyword, open, Optional.of(name), List.of());
    typeFunctionDepth = outerDepth;
    exportsTypes |= exported;
    return new Stat.TypeFunction(Span.of(start, body.span()), name, body, exported);
  }

  /** What follows {@code export} where it isn't a type. */
  private Stat export(Span start, List<Attribute> attributes) {
    if (function.scope.depth() != 0 || recursion != 1) {
      throw error(start, "'export' may only be applied to top-level statements");
    }
    if (returns) {
      throw error(
          start,
          "Exporting values is not compatible with top-level return (export/return conflict)");
    }
    if (!attributes.isEmpty() && !at(Token.FUNCTION)) {
      throw error(
          "Expected 'function' after export declaration with attribute, but got "
              + describe()
              + " instead");
    }
    boolean constant = atName("const");
    if (at(Token.FUNCTION)) {
      Stat.LocalFunction stat = (Stat.LocalFunction) local(start, attributes, true);
      exportNames(List.of(stat.variable()));
      return stat;
    }
    if (!constant && !at(Token.LOCAL)) {
      throw error(start, "'export' must be followed by an identifier or 'function'");
    }
    next();
    if (at(Token.FUNCTION)) {
      throw error(
          start,
          constant
              ? "'export' must be followed by an identifier or 'function'"
              : "'export' must be followed by an identifier or 'function'; try removing 'local'");
    }
    Stat.Local stat = (Stat.Local) local(start, List.of(), constant);
    exportNames(stat.variables());
    return stat;
  }

  private void exportNames(List<LocalVar> variables) {
    LocalVar table = exports.orElseGet(() -> exportTable(variables.getFirst().span()));
    exports = Optional.of(table);
    List<Expr> targets = new ArrayList<>(variables.size());
    List<Expr> values = new ArrayList<>(variables.size());
    for (LocalVar variable : variables) {
      Span span = variable.span();
      if (!exportedNames.add(variable.name())) {
        throw error(span, "Duplicate exported identifier '" + variable.name() + "'");
      }
      // A variable lives in the table from here on, so that its importers see what it becomes.
      variable.inExportTable = !variable.constant();
      targets.add(new Expr.IndexName(span, reference(span, table), variable.name(), span));
      values.add(reference(span, variable));
    }
    following.add(
        new Stat.Assign(variables.getFirst().span(), List.copyOf(targets), List.copyOf(values)));
  }
}
