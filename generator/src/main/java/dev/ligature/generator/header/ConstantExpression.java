package dev.ligature.generator.header;

import dev.ligature.generator.header.CLiterals.Int;
import dev.ligature.generator.header.CLiterals.IntType;
import dev.ligature.generator.header.ConstantExpression.Outcome.Failure;
import dev.ligature.generator.header.ConstantExpression.Outcome.Known;
import dev.ligature.generator.header.ConstantExpression.Outcome.Undeclared;
import dev.ligature.generator.header.Names.Meaning;
import dev.ligature.generator.header.Operand.ValueType;
import dev.ligature.idl.CType;
import dev.ligature.idl.ConstantValue;
import dev.ligature.idl.Declaration;
import dev.ligature.idl.Lowering;
import dev.ligature.idl.Type;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Evaluates what most macros are: literals, and integer and address expressions of literals, casts,
 * enumerators and sizes, with C's types and conversions (C17 6.6). Whatever it does not know for
 * certain — an overflow, a floating operation — it leaves to the compiler.
 *
 * <pre>
 *   conditional := binary [ ? conditional : conditional ]
 *   binary      := cast { operator cast }                     by precedence
 *   cast        := ( type ) cast | unary
 *   unary       := ( + | - | ~ | ! | &amp; | * ) cast | sizeof operand | postfix
 *   operand     := unary | ( type ) | string | ( string )
 *   postfix     := primary { -> name | . name | [ conditional ] }
 *   primary     := integer | character | name | ( conditional ) | __builtin_offsetof ( type , path )
 * </pre>
 */
final class ConstantExpression {

  /** What became of an expression. */
  sealed interface Outcome {
    /**
     * A value.
     *
     * @param type the typedef name of its type; empty if it has none
     */
    record Known(ConstantValue value, String type) implements Outcome {}

    /** A name stands where only an expression can, and no declaration that was read has it. */
    record Undeclared(String name) implements Outcome {}

    enum Failure implements Outcome {
      /** Only the compiler can tell. */
      UNCERTAIN,
      /** A shift by the width of its type or more (C17 6.5.7): each compiler has his own answer. */
      SHIFTS_TOO_FAR,
      NOT_CONSTANT,
      NOT_AN_EXPRESSION
    }
  }

  /** Ends the evaluation. Control flow of this class alone. */
  private static final class Stop extends Exception {
    private static final long serialVersionUID = 1L;
    private static final Stop UNCERTAIN = new Stop(Failure.UNCERTAIN);
    private static final Stop SHIFTS_TOO_FAR = new Stop(Failure.SHIFTS_TOO_FAR);
    private static final Stop NOT_CONSTANT = new Stop(Failure.NOT_CONSTANT);
    private static final Stop NOT_AN_EXPRESSION = new Stop(Failure.NOT_AN_EXPRESSION);

    private final transient Outcome outcome;

    Stop(Outcome outcome) {
      super(null, null, false, false);
      this.outcome = outcome;
    }
  }

  private static final Supplier<Stop> UNCERTAIN = () -> Stop.UNCERTAIN;

  /** What an expression stands for: a value, or a place in memory. */
  private sealed interface Term {
    record Value(Operand operand) implements Term {}

    record Place(BigInteger address, Type type, Lowering lowering) implements Term {}
  }

  private static final int MAX_DEPTH = 600;

  /** What can begin neither an operand nor an operator in front of one. */
  private static final Set<String> NEVER_FIRST =
      Set.of(
          "/", "%", "|", "^", "<", ">", "=", ",", ".", "->", "?", ":", ")", "]", "}", ";", "==",
          "!=", "<=", ">=", "<<", ">>", "||", "...");

  private static final Set<String> QUALIFIERS = Set.of("const", "volatile", "__const");

  private final CLiterals literals;
  private final Names names;
  private final Conversions conversions;
  private final List<CToken> tokens;
  private int at;
  private int depth;

  private ConstantExpression(CLiterals literals, Names names, List<CToken> tokens) {
    this.literals = literals;
    this.names = names;
    this.conversions = new Conversions(literals, names);
    this.tokens = tokens;
  }

  /** {@return what an expression is worth whose macros are expanded} */
  static Outcome evaluate(CLiterals literals, Names names, List<CToken> tokens) {
    if (tokens.size() == 1 && tokens.getFirst().kind() == CToken.Kind.NUMBER) {
      Optional<Int> literal = literals.integer(tokens.getFirst().text());
      if (literal.isPresent()) {
        Int value = literal.get();
        return new Known(new ConstantValue.Int(value.value(), literals.lowering(value.type())), "");
      }
    }
    Optional<ConstantValue> alone = literal(literals, withoutParentheses(tokens));
    if (alone.isPresent()) {
      return new Known(alone.get(), "");
    }
    ConstantExpression parser = new ConstantExpression(literals, names, tokens);
    try {
      Operand result = parser.value(parser.conditional());
      if (parser.at != tokens.size()) {
        return Failure.UNCERTAIN;
      }
      return new Known(
          result.type().isPointer()
              ? new ConstantValue.Address(result.value())
              : new ConstantValue.Int(result.value(), result.type().ctype()),
          result.type().name());
    } catch (Stop stop) {
      return stop.outcome;
    }
  }

  /** {@return the value of a string, of a character constant or of a floating literal alone} */
  private static Optional<ConstantValue> literal(CLiterals literals, List<CToken> bare) {
    if (bare.isEmpty()) {
      return Optional.empty();
    }
    switch (bare.getFirst().kind()) {
      case STRING -> {
        List<String> texts = new ArrayList<>();
        for (CToken token : bare) {
          if (token.kind() != CToken.Kind.STRING) {
            return Optional.empty();
          }
          texts.add(token.text());
        }
        return literals.string(texts).map(value -> value);
      }
      case CHARACTER -> {
        if (bare.size() == 1) {
          return literals.character(bare.getFirst().text()).map(value -> value);
        }
      }
      default -> {}
    }
    return floating(bare);
  }

  /** A floating literal with an optional sign, and nothing else. */
  private static Optional<ConstantValue> floating(List<CToken> tokens) {
    boolean negative = tokens.size() == 2 && tokens.getFirst().is("-");
    boolean signed = negative || (tokens.size() == 2 && tokens.getFirst().is("+"));
    if (!signed && tokens.size() != 1) {
      return Optional.empty();
    }
    CToken last = tokens.getLast();
    if (last.kind() != CToken.Kind.NUMBER) {
      return Optional.empty();
    }
    return CLiterals.floating(last.text())
        .map(
            value ->
                new ConstantValue.Float(
                    negative ? -value.value() : value.value(), value.ctype(), value.inexact()));
  }

  /** {@return the tokens without the parentheses around all of them} */
  private static List<CToken> withoutParentheses(List<CToken> tokens) {
    int size = tokens.size();
    int around = 0;
    while (2 * around + 1 < size
        && tokens.get(around).is("(")
        && tokens.get(size - 1 - around).is(")")) {
      around++;
    }
    // As many of them belong together as are open all the way between.
    int depth = around;
    for (int i = around; i < size - around; i++) {
      depth += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
      around = Math.min(around, depth);
    }
    return tokens.subList(around, size - around);
  }

  private Term conditional() throws Stop {
    enter();
    Term condition = binary(1);
    if (!accept("?")) {
      depth--;
      return condition;
    }
    if (at < tokens.size() && tokens.get(at).is(":")) {
      // GNU: the condition is the result as well.
      throw Stop.UNCERTAIN;
    }
    Operand decides = value(condition);
    Operand yes = value(conditional());
    expect(":");
    Operand no = value(conditional());
    if (yes.type().isPointer() || no.type().isPointer()) {
      throw Stop.UNCERTAIN;
    }
    depth--;
    ValueType type = conversions.common(yes.type(), no.type());
    return term(converted(decides.value().signum() != 0 ? yes : no, type));
  }

  private Term binary(int minimum) throws Stop {
    Term left = cast();
    while (at < tokens.size()) {
      CToken token = tokens.get(at);
      int precedence = token.kind() == CToken.Kind.PUNCTUATOR ? precedence(token.text()) : 0;
      if (precedence < minimum) {
        break;
      }
      at++;
      Term right = binary(precedence + 1);
      left = term(apply(token.text(), value(left), value(right)));
    }
    return left;
  }

  private static int precedence(String operator) {
    return switch (operator) {
      case "||" -> 1;
      case "&&" -> 2;
      case "|" -> 3;
      case "^" -> 4;
      case "&" -> 5;
      case "==", "!=" -> 6;
      case "<", ">", "<=", ">=" -> 7;
      case "<<", ">>" -> 8;
      case "+", "-" -> 9;
      case "*", "/", "%" -> 10;
      default -> 0;
    };
  }

  private Operand apply(String operator, Operand left, Operand right) throws Stop {
    if (left.type().isPointer() || right.type().isPointer()) {
      return addresses(operator, left, right);
    }
    switch (operator) {
      case "||" -> {
        return truth(left.value().signum() != 0 || right.value().signum() != 0);
      }
      case "&&" -> {
        return truth(left.value().signum() != 0 && right.value().signum() != 0);
      }
      case "<<", ">>" -> {
        return shift(operator.equals("<<"), left, right);
      }
      default -> {}
    }
    ValueType type = conversions.common(left.type(), right.type());
    BigInteger a = converted(left, type).value();
    BigInteger b = converted(right, type).value();
    return switch (operator) {
      case "|" -> new Operand(a.or(b), type);
      case "^" -> result(a.xor(b), type);
      case "&" -> new Operand(a.and(b), type);
      case "==" -> truth(a.equals(b));
      case "!=" -> truth(!a.equals(b));
      case "<" -> truth(a.compareTo(b) < 0);
      case ">" -> truth(a.compareTo(b) > 0);
      case "<=" -> truth(a.compareTo(b) <= 0);
      case ">=" -> truth(a.compareTo(b) >= 0);
      case "+" -> result(a.add(b), type);
      case "-" -> result(a.subtract(b), type);
      case "*" -> result(a.multiply(b), type);
      case "/" -> result(a.divide(nonZero(b)), type);
      case "%" -> result(a.remainder(nonZero(b)), type);
      default -> throw Stop.UNCERTAIN;
    };
  }

  private static BigInteger nonZero(BigInteger value) throws Stop {
    if (value.signum() == 0) {
      throw Stop.UNCERTAIN;
    }
    return value;
  }

  /** Adds to an address, or finds the difference of two, in elements (C17 6.5.6). */
  private Operand addresses(String operator, Operand left, Operand right) throws Stop {
    boolean adds = operator.equals("+");
    if (!adds && !operator.equals("-")) {
      throw Stop.UNCERTAIN;
    }
    if (!left.type().isPointer() || !right.type().isPointer()) {
      Operand pointer = left.type().isPointer() ? left : right;
      Operand count = pointer == left ? right : left;
      if (!adds && pointer == right) {
        throw Stop.UNCERTAIN;
      }
      BigInteger bytes = count.value().multiply(BigInteger.valueOf(size(pointee(pointer))));
      BigInteger address = adds ? pointer.value().add(bytes) : pointer.value().subtract(bytes);
      return conversions.cast(new Operand(address, pointer.type()), pointer.type());
    }
    if (adds) {
      throw Stop.UNCERTAIN;
    }
    long size = size(pointee(left));
    if (size <= 0 || size != size(pointee(right))) {
      throw Stop.UNCERTAIN;
    }
    BigInteger[] elements =
        left.value().subtract(right.value()).divideAndRemainder(BigInteger.valueOf(size));
    if (elements[1].signum() != 0) {
      throw Stop.UNCERTAIN;
    }
    return result(elements[0], ValueType.of(literals.difference(), literals));
  }

  private Operand shift(boolean left, Operand shifted, Operand count) throws Stop {
    if (count.value().signum() < 0 || count.value().bitLength() > 7) {
      throw Stop.UNCERTAIN;
    }
    Operand value = promoted(shifted);
    int bits = count.value().intValue();
    if (bits >= literals.bits(value.type().rank())) {
      // In a part that does not count nobody minds.
      boolean chosen = tokens.stream().anyMatch(t -> t.is("?") || t.is("&&") || t.is("||"));
      throw chosen ? Stop.UNCERTAIN : Stop.SHIFTS_TOO_FAR;
    }
    if (!left) {
      return new Operand(value.value().shiftRight(bits), value.type());
    }
    if (value.value().signum() < 0) {
      throw Stop.UNCERTAIN;
    }
    // Into the sign and beyond it, all compilers shift alike.
    return new Operand(
        conversions.wrapped(value.value().shiftLeft(bits), value.type().ctype()), value.type());
  }

  private Operand truth(boolean value) {
    return new Operand(
        value ? BigInteger.ONE : BigInteger.ZERO, ValueType.of(IntType.INT, literals));
  }

  private Operand promoted(Operand operand) {
    return operand.type().promotes()
        ? new Operand(operand.value(), operand.type().promoted(literals))
        : operand;
  }

  /** Wraps unsigned results; a signed one that does not fit is the compiler's business. */
  private Operand result(BigInteger value, ValueType type) throws Stop {
    if (type.rank().unsigned()) {
      return new Operand(conversions.wrapped(value, type.ctype()), type);
    }
    if (!literals.fits(value, type.rank())) {
      throw Stop.UNCERTAIN;
    }
    return new Operand(value, type);
  }

  private Operand converted(Operand value, ValueType type) throws Stop {
    return result(value.value(), type);
  }

  /** Counts what is nested; whoever leaves without a result need not count back. */
  private void enter() throws Stop {
    if (++depth > MAX_DEPTH) {
      throw Stop.UNCERTAIN;
    }
  }

  private Term cast() throws Stop {
    enter();
    boolean cast =
        at + 1 < tokens.size() && tokens.get(at).is("(") && beginsType(tokens.get(at + 1));
    Term term = cast ? term(castOperand()) : unary();
    depth--;
    return term;
  }

  private Operand castOperand() throws Stop {
    expect("(");
    Named type = typeName();
    expect(")");
    if (type.lowering().equals(Lowering.of(CType.VOID))) {
      throw Stop.NOT_AN_EXPRESSION;
    }
    ValueType target = conversions.valueType(type.type(), type.lowering()).orElseThrow(UNCERTAIN);
    return conversions.cast(value(cast()), target.named(type.shown()));
  }

  private Term unary() throws Stop {
    enter();
    Term term = operation();
    depth--;
    return term;
  }

  private Term operation() throws Stop {
    if (accept("-")) {
      Operand value = promoted(number(cast()));
      return term(result(value.value().negate(), value.type()));
    }
    if (accept("+")) {
      return term(promoted(number(cast())));
    }
    if (accept("~")) {
      Operand value = promoted(number(cast()));
      return term(result(value.value().not(), value.type()));
    }
    if (accept("!")) {
      return term(truth(number(cast()).value().signum() == 0));
    }
    if (accept("&")) {
      if (!(cast() instanceof Term.Place(BigInteger address, Type type, Lowering _))) {
        throw Stop.UNCERTAIN;
      }
      return term(new Operand(address, conversions.pointer(type)));
    }
    if (accept("*")) {
      Operand pointer = value(cast());
      return place(pointer.value(), pointee(pointer));
    }
    if (at < tokens.size() && tokens.get(at).isWord("sizeof")) {
      at++;
      return term(
          new Operand(
              BigInteger.valueOf(sizeOfOperand()), ValueType.of(literals.sizeType(), literals)));
    }
    return postfix();
  }

  private long sizeOfOperand() throws Stop {
    if (at + 1 < tokens.size() && tokens.get(at).is("(") && beginsType(tokens.get(at + 1))) {
      at++;
      Named type = typeName();
      expect(")");
      return known(conversions.size(type.lowering()));
    }
    int start = at;
    boolean bracket = accept("(");
    List<String> texts = new ArrayList<>();
    while (at < tokens.size() && tokens.get(at).kind() == CToken.Kind.STRING) {
      texts.add(tokens.get(at++).text());
    }
    if (!texts.isEmpty()) {
      if (bracket) {
        expect(")");
      }
      return literals.sizeOfString(texts).orElseThrow(UNCERTAIN);
    }
    at = start;
    return switch (unary()) {
      case Term.Place(BigInteger _, Type _, Lowering lowering) -> known(conversions.size(lowering));
      case Term.Value(Operand operand) -> operand.type().ctype().size(literals.pointerSize());
    };
  }

  private static long known(OptionalLong size) throws Stop {
    return size.orElseThrow(UNCERTAIN);
  }

  private Term postfix() throws Stop {
    return selected(primary());
  }

  /** Follows members and elements as far as they go. */
  private Term selected(Term start) throws Stop {
    Term term = start;
    while (at < tokens.size()) {
      if (accept("->")) {
        Operand pointer = value(term);
        term = member(pointer.value(), pointee(pointer), word());
      } else if (accept(".")) {
        if (!(term instanceof Term.Place(BigInteger address, Type type, Lowering _))) {
          throw Stop.UNCERTAIN;
        }
        term = member(address, type, word());
      } else if (accept("[")) {
        Operand pointer = value(term);
        Operand index = number(conditional());
        expect("]");
        Type element = pointee(pointer);
        term =
            place(
                pointer.value().add(index.value().multiply(BigInteger.valueOf(size(element)))),
                element);
      } else {
        break;
      }
    }
    return term;
  }

  private Term member(BigInteger address, Type record, String name) throws Stop {
    if (!(names.behindAliases(record) instanceof Type.RecordRef(String key))) {
      throw Stop.UNCERTAIN;
    }
    Declaration.Record declared = names.record(key).orElseThrow(UNCERTAIN);
    for (Declaration.Field field : declared.fields()) {
      BigInteger start = address.add(BigInteger.valueOf(field.offset()));
      if (field.name().equals(name) && field.bits().isEmpty()) {
        return new Term.Place(start, field.type(), field.lowering());
      }
    }
    throw Stop.UNCERTAIN;
  }

  private Term place(BigInteger address, Type type) throws Stop {
    return new Term.Place(address, type, conversions.lowering(type).orElseThrow(UNCERTAIN));
  }

  private static Type pointee(Operand pointer) throws Stop {
    return pointer.type().pointee().orElseThrow(UNCERTAIN);
  }

  private long size(Type type) throws Stop {
    return known(conversions.size(conversions.lowering(type).orElseThrow(UNCERTAIN)));
  }

  private Term primary() throws Stop {
    if (accept("(")) {
      Term term = conditional();
      expect(")");
      return term;
    }
    if (at == tokens.size()) {
      throw Stop.NOT_AN_EXPRESSION;
    }
    CToken token = tokens.get(at++);
    return switch (token.kind()) {
      case NUMBER -> {
        Int value = literals.integer(token.text()).orElseThrow(UNCERTAIN);
        yield term(new Operand(value.value(), ValueType.of(value.type(), literals)));
      }
      case CHARACTER -> {
        ConstantValue.Int value = literals.character(token.text()).orElseThrow(UNCERTAIN);
        // Smaller types are promoted to int; char32_t and wchar_t may be unsigned int.
        IntType type = value.ctype() == CType.U32 ? IntType.UINT : IntType.INT;
        yield term(new Operand(value.value(), ValueType.of(type, literals)));
      }
      case IDENTIFIER -> identifier(token.text());
      case PUNCTUATOR ->
          throw NEVER_FIRST.contains(token.text()) ? Stop.NOT_AN_EXPRESSION : Stop.UNCERTAIN;
      case STRING -> throw Stop.UNCERTAIN;
    };
  }

  /** {@code __builtin_offsetof(type, member.member[2])}: the address if the type began at 0. */
  private Term offset() throws Stop {
    expect("(");
    Named type = typeName();
    expect(",");
    Term first = member(BigInteger.ZERO, type.type(), word());
    if (!(selected(first) instanceof Term.Place(BigInteger address, Type _, Lowering _))) {
      throw Stop.UNCERTAIN;
    }
    expect(")");
    return term(new Operand(address, ValueType.of(literals.sizeType(), literals)));
  }

  private Term identifier(String name) throws Stop {
    if (name.equals("__builtin_offsetof")) {
      return offset();
    }
    Optional<Meaning> meaning = names.meaning(name);
    if (meaning.isEmpty()) {
      throw new Stop(new Undeclared(name));
    }
    return switch (meaning.get()) {
      case Meaning.Enumerator(BigInteger value, CType enumType) -> {
        // An enumerator is an int wherever it fits (C17 6.7.2.2).
        IntType type = literals.fits(value, IntType.INT) ? IntType.INT : conversions.rank(enumType);
        yield term(new Operand(value, ValueType.of(type, literals)));
      }
      case Meaning.TypeName _ -> throw Stop.NOT_AN_EXPRESSION;
      case Meaning.Entity _ -> throw Stop.NOT_CONSTANT;
      case Meaning.Unclear _ -> throw Stop.UNCERTAIN;
    };
  }

  /** A type as an expression names it. */
  private record Named(Type type, Lowering lowering, String shown) {}

  private boolean beginsType(CToken token) {
    if (token.kind() != CToken.Kind.IDENTIFIER) {
      return false;
    }
    String word = token.text();
    return BuiltinTypes.WORDS.contains(word)
        || BuiltinTypes.TAGS.contains(word)
        || QUALIFIERS.contains(word)
        || names.meaning(word).filter(Meaning.TypeName.class::isInstance).isPresent();
  }

  private Named typeName() throws Stop {
    qualifiers();
    Named base = base();
    qualifiers();
    while (accept("*")) {
      base = new Named(new Type.Pointer(base.type()), Lowering.of(CType.POINTER), "");
      qualifiers();
    }
    return base;
  }

  private void qualifiers() {
    while (at < tokens.size() && QUALIFIERS.contains(tokens.get(at).text())) {
      at++;
    }
  }

  private Named base() throws Stop {
    String word = word();
    if (BuiltinTypes.TAGS.contains(word)) {
      String key = word + " " + word();
      if (word.equals("enum")) {
        throw Stop.UNCERTAIN;
      }
      return new Named(new Type.RecordRef(key), new Lowering.ByValue(key), "");
    }
    if (!BuiltinTypes.WORDS.contains(word)) {
      if (names.meaning(word).orElse(Meaning.Unclear.INSTANCE)
          instanceof Meaning.TypeName(Type type, Lowering lowering, String shown)) {
        return new Named(type, lowering, shown);
      }
      throw Stop.UNCERTAIN;
    }
    int start = at - 1;
    while (at < tokens.size() && BuiltinTypes.WORDS.contains(tokens.get(at).text())) {
      at++;
    }
    Converted builtin =
        BuiltinTypes.parse(tokens.subList(start, at), literals).orElseThrow(UNCERTAIN);
    return new Named(builtin.type(), builtin.lowering(), "");
  }

  private String word() throws Stop {
    if (at == tokens.size() || tokens.get(at).kind() != CToken.Kind.IDENTIFIER) {
      throw Stop.UNCERTAIN;
    }
    return tokens.get(at++).text();
  }

  private static Term term(Operand operand) {
    return new Term.Value(operand);
  }

  /** {@return a term's value; an array is the address of its first element} */
  private Operand value(Term term) throws Stop {
    return switch (term) {
      case Term.Value(Operand operand) -> operand;
      case Term.Place(BigInteger address, Type type, Lowering _)
          when names.behindAliases(type) instanceof Type.Array(Type element, OptionalLong _) ->
          new Operand(address, conversions.pointer(element));
      case Term.Place _ -> throw Stop.NOT_CONSTANT;
    };
  }

  private Operand number(Term term) throws Stop {
    Operand operand = value(term);
    if (operand.type().isPointer()) {
      throw Stop.UNCERTAIN;
    }
    return operand;
  }

  private boolean accept(String punctuator) {
    if (at < tokens.size() && tokens.get(at).is(punctuator)) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(String punctuator) throws Stop {
    if (!accept(punctuator)) {
      throw Stop.UNCERTAIN;
    }
  }
}
