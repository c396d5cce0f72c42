package dev.ligature.luau.syntax;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The productions of type annotations. */
abstract class TypeParser extends TokenCursor {
  /** Members of one union or intersection, as many as the official parser takes. */
  private static final int TYPE_LENGTH_LIMIT = 1000;

  /** Nesting beyond which types are not skipped, since their own may exceed the limit. */
  private static final int SKIP_LIMIT = 900;

  TypeParser(Lexer lexer, String chunkName) {
    super(lexer, chunkName);
  }

  abstract Expr expression();

  abstract byte[] stringLiteral();

  abstract Expr interpolatedString();

  final Optional<TypeExpr> optionalAnnotation() {
    if (!at(':')) {
      return Optional.empty();
    }
    next();
    return Optional.of(type());
  }

  final TypeExpr type() {
    Span begin = token.span();
    if (at(Token.NAME) && endsProperty(lexer.lookahead()) && !atName("typeof")) {
      // Most types of fields are a name and no more.
      deeper("type annotation");
      recursion--;
      return new TypeExpr.Reference(begin, Optional.empty(), name("").text, List.of());
    }
    int depth = recursion;
    Optional<TypeExpr> first = Optional.empty();
    if (!at('|') && !at('&')) {
      first = Optional.of(simpleType());
      recursion = depth;
    }
    TypeExpr type = typeSuffix(first, begin);
    recursion = depth;
    return type;
  }

  private static boolean endsProperty(int type) {
    return type == ',' || type == '}';
  }

  private boolean atTypePack() {
    return at(Token.DOT3) || at(Token.NAME) && lexer.lookahead() == Token.DOT3;
  }

  private static boolean continuesType(int type) {
    return type == '|' || type == '?' || type == '&';
  }

  private TypeExpr typeSuffix(Optional<TypeExpr> first, Span begin) {
    deeper("type annotation");
    if (first.isPresent() && !continuesType(token.type) && !at(Token.DOT3)) {
      return first.get();
    }
    List<TypeExpr> parts = new ArrayList<>();
    first.ifPresent(parts::add);
    boolean union = false;
    boolean intersection = false;
    int optional = 0;
    while (true) {
      if (at('|') || at('&')) {
        union |= at('|');
        intersection |= at('&');
        next();
        int depth = recursion;
        parts.add(simpleType());
        recursion = depth;
      } else if (at('?')) {
        parts.add(new TypeExpr.Optionality(token.span()));
        next();
        optional++;
        union = true;
      } else if (at(Token.DOT3)) {
        throw error("Unexpected '...' after type annotation");
      } else {
        break;
      }
      if (parts.size() > TYPE_LENGTH_LIMIT + optional) {
        throw error(
            parts.getLast().span(),
            "Exceeded allowed type length; simplify your type annotation to make the code compile");
      }
    }
    if (union && intersection) {
      throw error(
          begin,
          "Mixing union and intersection types is not allowed; consider wrapping in parentheses.");
    }
    Span span = Span.of(begin, parts.getLast().span());
    return union
        ? new TypeExpr.Union(span, List.copyOf(parts))
        : new TypeExpr.Intersection(span, List.copyOf(parts));
  }

  private TypeExpr simpleType() {
    return switch (simpleTypeOrPack(false)) {
      case TypeOrPack.Single(TypeExpr type) -> type;
      case TypeOrPack.Pack(TypePack pack) -> throw new AssertionError(pack);
    };
  }

  private TypeOrPack typeOrPack() {
    int depth = recursion;
    Span begin = token.span();
    return switch (simpleTypeOrPack(true)) {
      case TypeOrPack.Pack pack -> pack;
      case TypeOrPack.Single(TypeExpr type) -> {
        recursion = depth;
        yield new TypeOrPack.Single(typeSuffix(Optional.of(type), begin));
      }
    };
  }

  private TypeOrPack simpleTypeOrPack(boolean allowPack) {
    deeper("type annotation");
    Span start = token.span();
    TypeExpr type =
        switch (token.type) {
          case Token.ATTRIBUTE, Token.ATTRIBUTE_OPEN ->
              throw error("attributes are not allowed in declaration context");
          case Token.NIL -> {
            next();
            yield new TypeExpr.Reference(start, Optional.empty(), "nil", List.of());
          }
          case Token.TRUE, Token.FALSE -> {
            boolean value = at(Token.TRUE);
            next();
            yield new TypeExpr.SingletonBool(start, value);
          }
          case Token.RAW_STRING, Token.QUOTED_STRING ->
              new TypeExpr.SingletonString(start, stringLiteral());
          case Token.INTERP_BEGIN, Token.INTERP_SIMPLE -> {
            interpolatedString();
            throw error(start, "Interpolated string literals cannot be used as types");
          }
          case Token.BROKEN_STRING -> throw error("Malformed string; did you forget to finish it?");
          case Token.NAME -> namedType(start);
          case '{' -> tableType();
          case Token.FUNCTION ->
              throw error(
                  "Using 'function' as a type annotation is not supported, consider replacing with"
                      + " a function type annotation e.g. '(...any) -> ...any'");
          case '(', '<' -> null;
          default ->
              throw error(
                  lexer.previousEndLine,
                  lexer.previousEndColumn,
                  "Expected type, got " + describe());
        };
    return type == null ? functionType(allowPack) : new TypeOrPack.Single(type);
  }

  private TypeExpr namedType(Span start) {
    Optional<String> prefix = Optional.empty();
    String name = name("type name").text;
    if (at('.')) {
      next();
      prefix = Optional.of(name);
      name = name("field name").text;
    } else if (at(Token.DOT3)) {
      throw error("Unexpected '...' after type name; type pack is not allowed in this context");
    } else if (name.equals("typeof")) {
      Opening open = opening();
      expect('(', "typeof type");
      Expr expression = expression();
      Span end = token.span();
      expectClose(')', open);
      return new TypeExpr.Typeof(Span.of(start, end), expression);
    }
    List<TypeOrPack> arguments = at('<') ? typeArguments() : List.of();
    return new TypeExpr.Reference(Span.of(start, previousSpan()), prefix, name, arguments);
  }

  /** {@code <A, B...>}; the opening bracket is the current token. */
  final List<TypeOrPack> typeArguments() {
    Opening open = opening();
    next();
    List<TypeOrPack> arguments = new ArrayList<>();
    while (true) {
      if (atTypePack()) {
        arguments.add(new TypeOrPack.Pack(typePack()));
      } else if (at('(')) {
        arguments.add(parenthesizedArgument());
      } else if (at('>') && arguments.isEmpty()) {
        break;
      } else {
        arguments.add(new TypeOrPack.Single(type()));
      }
      if (!at(',')) {
        break;
      }
      next();
    }
    expectClose('>', open);
    return List.copyOf(arguments);
  }

  /** {@code (T)} is a pack of one type unless a union or intersection goes on behind it. */
  private TypeOrPack parenthesizedArgument() {
    Span begin = token.span();
    return switch (simpleTypeOrPack(true)) {
      case TypeOrPack.Pack(TypePack.Explicit(Span span, TypeList list))
          when list.tail().isEmpty() && list.types().size() == 1 && continuesType(token.type) ->
          new TypeOrPack.Single(
              typeSuffix(Optional.of(new TypeExpr.Group(span, list.types().getFirst())), begin));
      case TypeOrPack.Pack pack -> pack;
      case TypeOrPack.Single(TypeExpr type) ->
          new TypeOrPack.Single(typeSuffix(Optional.of(type), begin));
    };
  }

  private TypePack typePack() {
    Span start = token.span();
    if (at(Token.DOT3)) {
      next();
      TypeExpr type = type();
      return new TypePack.Variadic(Span.of(start, type.span()), type);
    }
    String name = name("generic name").text;
    Span end = token.span();
    next();
    return new TypePack.Generic(Span.of(start, end), name);
  }

  /** The type of {@code ...: T}, or {@code ...: T...}. */
  final TypePack varargsAnnotation() {
    if (at(Token.NAME) && lexer.lookahead() == Token.DOT3) {
      return typePack();
    }
    TypeExpr type = type();
    return new TypePack.Variadic(type.span(), type);
  }

  private TypeExpr tableType() {
    deeper("type annotation");
    Span start = token.span();
    Optional<Lexer.Position> skipped =
        recursion < SKIP_LIMIT ? lexer.skipTableType() : Optional.empty();
    if (skipped.isPresent()) {
      token = lexer.current;
      Span end = token.span();
      next();
      return new TypeExpr.Table(
          Span.of(start, end), new DeferredProperties(skipped.get()), Optional.empty());
    }
    Opening open = opening();
    next();
    List<TypeExpr.Property> properties = new ArrayList<>();
    Optional<TypeExpr.Indexer> indexer = Optional.empty();
    while (!at('}')) {
      TypeExpr.Access access = TypeExpr.Access.READ_WRITE;
      if (at(Token.NAME) && lexer.lookahead() != ':') {
        if (atName("read")) {
          access = TypeExpr.Access.READ;
          next();
        } else if (atName("write")) {
          access = TypeExpr.Access.WRITE;
          next();
        }
      }
      Span itemStart = token.span();
      if (at('[')) {
        Opening bracket = opening();
        next();
        if ((at(Token.RAW_STRING) || at(Token.QUOTED_STRING)) && lexer.lookahead() == ']') {
          properties.add(stringProperty(itemStart, bracket, access));
        } else {
          TypeExpr key = type();
          expectClose(']', bracket);
          expect(':', "table field");
          TypeExpr value = type();
          Span span = Span.of(itemStart, value.span());
          if (indexer.isPresent()) {
            throw error(span, "Cannot have more than one table indexer");
          }
          indexer = Optional.of(new TypeExpr.Indexer(span, key, value, access));
        }
      } else if (properties.isEmpty()
          && indexer.isEmpty()
          && !(at(Token.NAME) && lexer.lookahead() == ':')) {
        // {T} is short for {[number]: T}.
        TypeExpr value = type();
        Span nowhere =
            new Span(
                start.beginLine(), start.beginColumn(), start.beginLine(), start.beginColumn());
        TypeExpr key = new TypeExpr.Reference(nowhere, Optional.empty(), "number", List.of());
        indexer = Optional.of(new TypeExpr.Indexer(value.span(), key, value, access));
        break;
      } else {
        String name = name("table field").text;
        expect(':', "table field");
        properties.add(
            new TypeExpr.Property(
                itemStart, name.getBytes(StandardCharsets.US_ASCII), type(), access));
      }
      if (at(',') || at(';')) {
        next();
      } else {
        break;
      }
    }
    Span end = token.span();
    expectClose('}', open);
    return new TypeExpr.Table(Span.of(start, end), List.copyOf(properties), indexer);
  }

  private TypeExpr.Property stringProperty(Span start, Opening bracket, TypeExpr.Access access) {
    Optional<byte[]> name =
        at(Token.QUOTED_STRING)
            ? StringEscapes.unescape(lexer.source, token.start, token.length)
            : Optional.of(StringEscapes.longString(lexer.source, token.start, token.length));
    next();
    expectClose(']', bracket);
    expect(':', "table field");
    TypeExpr type = type();
    byte[] bytes =
        name.orElseThrow(
            () -> error(start, "String literal contains malformed escape sequence or \\0"));
    for (byte b : bytes) {
      if (b == 0) {
        throw error(start, "String literal contains malformed escape sequence or \\0");
      }
    }
    return new TypeExpr.Property(start, bytes, type, access);
  }

  /** The types, names and tail between the parentheses of a function type. */
  private static final class ParameterTypes {
    final List<TypeExpr> types = new ArrayList<>();
    final List<Optional<String>> names = new ArrayList<>();
    Optional<TypePack> tail = Optional.empty();

    TypeList list() {
      return new TypeList(List.copyOf(types), tail);
    }
  }

  private ParameterTypes parameterTypes() {
    ParameterTypes result = new ParameterTypes();
    if (at(')')) {
      return result;
    }
    while (true) {
      if (atTypePack()) {
        result.tail = Optional.of(typePack());
        return result;
      }
      if (at(Token.NAME) && lexer.lookahead() == ':') {
        while (result.names.size() < result.types.size()) {
          result.names.add(Optional.empty());
        }
        result.names.add(Optional.of(token.symbol.text));
        next();
        next();
      } else if (!result.names.isEmpty()) {
        result.names.add(Optional.empty());
      }
      result.types.add(type());
      if (!at(',')) {
        return result;
      }
      next();
      if (at(')')) {
        throw error("Expected type after ',' but got ')' instead");
      }
    }
  }

  private TypeOrPack functionType(boolean allowPack) {
    deeper("type annotation");
    boolean generic = at('<');
    Span begin = token.span();
    Generics generics = generics(false);
    Opening open = opening();
    Span openSpan = token.span();
    expect('(', "function parameters");
    ParameterTypes parameters = parameterTypes();
    Span close = token.span();
    expectClose(')', open);
    boolean function = generic || !parameters.names.isEmpty() || at(Token.SKINNY_ARROW) || at(':');
    if (!function && parameters.types.size() == 1 && parameters.tail.isEmpty()) {
      return allowPack
          ? new TypeOrPack.Pack(new TypePack.Explicit(begin, parameters.list()))
          : new TypeOrPack.Single(
              new TypeExpr.Group(Span.of(openSpan, close), parameters.types.getFirst()));
    }
    if (!function && allowPack) {
      return new TypeOrPack.Pack(new TypePack.Explicit(begin, parameters.list()));
    }
    return new TypeOrPack.Single(functionTypeTail(begin, generics, parameters));
  }

  private TypeExpr functionTypeTail(Span begin, Generics generics, ParameterTypes parameters) {
    deeper("type annotation");
    if (at(':')) {
      throw error(
          "Return types in function type annotations are written after '->' instead of ':'");
    }
    if (!at(Token.SKINNY_ARROW)
        && generics.types().isEmpty()
        && generics.packs().isEmpty()
        && parameters.types.isEmpty()) {
      throw error(
          begin, "Expected '->' after '()' when parsing function type; did you mean 'nil'?");
    }
    expect(Token.SKINNY_ARROW, "function type");
    TypePack results = returnType();
    return new TypeExpr.Function(
        Span.of(begin, results.span()),
        List.of(),
        generics,
        parameters.list(),
        List.copyOf(parameters.names),
        results);
  }

  final Optional<TypePack> optionalReturnType() {
    if (at(Token.SKINNY_ARROW)) {
      throw error("Function return type annotations are written after ':' instead of '->'");
    }
    if (!at(':')) {
      return Optional.empty();
    }
    next();
    int depth = recursion;
    TypePack result = returnType();
    if (at(',')) {
      throw error(
          "Expected a statement, got ','; did you forget to wrap the list of return types in"
              + " parentheses?");
    }
    recursion = depth;
    return Optional.of(result);
  }

  private TypePack returnType() {
    deeper("type annotation");
    Span begin = token.span();
    if (!at('(')) {
      if (atTypePack()) {
        return typePack();
      }
      TypeExpr type = type();
      return new TypePack.Explicit(type.span(), new TypeList(List.of(type), Optional.empty()));
    }
    Opening open = opening();
    next();
    ParameterTypes types = parameterTypes();
    Span span = Span.of(begin, token.span());
    expectClose(')', open);
    if (!at(Token.SKINNY_ARROW) && types.names.isEmpty()) {
      if (types.types.size() != 1) {
        return new TypePack.Explicit(span, types.list());
      }
      // It may be the parenthesised first part of a union or intersection.
      TypeExpr inner = types.types.getFirst();
      if (types.tail.isEmpty() && continuesType(token.type)) {
        inner = new TypeExpr.Group(span, inner);
      }
      TypeExpr type = typeSuffix(Optional.of(inner), begin);
      return new TypePack.Explicit(span, new TypeList(List.of(type), types.tail));
    }
    TypeExpr function = functionTypeTail(begin, Generics.NONE, types);
    return new TypePack.Explicit(
        Span.of(begin, function.span()), new TypeList(List.of(function), Optional.empty()));
  }

  /** {@code <T, U = string, V...>}, or nothing. */
  final Generics generics(boolean withDefaults) {
    if (!at('<')) {
      return Generics.NONE;
    }
    Opening open = opening();
    next();
    List<Generics.Type> types = new ArrayList<>();
    List<Generics.Pack> packs = new ArrayList<>();
    boolean seenDefault = false;
    while (true) {
      Span span = token.span();
      String name = name("").text;
      if (at(Token.DOT3) || !packs.isEmpty()) {
        if (!at(Token.DOT3)) {
          throw error("Generic types come before generic type packs");
        }
        next();
        Optional<TypePack> defaultPack = Optional.empty();
        if (withDefaults && at('=')) {
          seenDefault = true;
          next();
          defaultPack = Optional.of(defaultPack());
        } else if (seenDefault) {
          throw error("Expected default type pack after type pack name");
        }
        packs.add(new Generics.Pack(span, name, defaultPack));
      } else {
        Optional<TypeExpr> defaultType = Optional.empty();
        if (withDefaults && at('=')) {
          seenDefault = true;
          next();
          defaultType = Optional.of(type());
        } else if (seenDefault) {
          throw error("Expected default type after type name");
        }
        types.add(new Generics.Type(span, name, defaultType));
      }
      if (!at(',')) {
        break;
      }
      next();
      if (at('>')) {
        throw error("Expected type after ',' but got '>' instead");
      }
    }
    expectClose('>', open);
    return new Generics(List.copyOf(types), List.copyOf(packs));
  }

  private TypePack defaultPack() {
    if (atTypePack()) {
      return typePack();
    }
    return switch (typeOrPack()) {
      case TypeOrPack.Pack(TypePack pack) -> pack;
      case TypeOrPack.Single(TypeExpr type) ->
          throw error(type.span(), "Expected type pack after '=', got type");
    };
  }
}
