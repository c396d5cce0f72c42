package dev.ligature.generator.header;

import dev.ligature.generator.header.CLiterals.Int;
import dev.ligature.generator.header.CLiterals.IntType;
import dev.ligature.idl.ConstantValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Evaluates what most macros are: literals, and integer expressions of literals, with C's types and
 * conversions (C17 6.6). Whatever it does not know for certain — a name, a cast, an overflow — it
 * leaves to the compiler.
 *
 * <pre>
 *   conditional := or [ ? conditional : conditional ]
 *   binary      := unary { operator unary }        by precedence
 *   unary       := ( + | - | ~ | ! ) unary | primary
 *   primary     := integer | character | ( conditional )
 * </pre>
 */
final class ConstantExpression {
  /** Not known here. Control flow of this class alone. */
  private static final class Unknown extends Exception {
    private static final long serialVersionUID = 1L;

    Unknown() {
      super(null, null, false, false);
    }
  }

  private static final int MAX_DEPTH = 200;

  private final CLiterals literals;
  private final List<CToken> tokens;
  private int at;
  private boolean undefined;
  private int depth;

  private ConstantExpression(CLiterals literals, List<CToken> tokens) {
    this.literals = literals;
    this.tokens = tokens;
  }

  /** {@return the value of an expression whose macros are expanded; empty if not known here} */
  static Optional<ConstantValue> evaluate(CLiterals literals, List<CToken> tokens) {
    if (tokens.size() == 1 && tokens.getFirst().kind() == CToken.Kind.NUMBER) {
      Optional<Int> literal = literals.integer(tokens.getFirst().text());
      if (literal.isPresent()) {
        Int value = literal.get();
        return Optional.of(new ConstantValue.Int(value.value(), literals.lowering(value.type())));
      }
    }
    List<CToken> bare = withoutParentheses(tokens);
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
    Optional<ConstantValue> floating = floating(bare);
    if (floating.isPresent()) {
      return floating;
    }
    ConstantExpression parser = new ConstantExpression(literals, tokens);
    try {
      Int value = parser.conditional();
      if (parser.at != tokens.size()) {
        return Optional.empty();
      }
      return Optional.of(new ConstantValue.Int(value.value(), literals.lowering(value.type())));
    } catch (Unknown e) {
      return Optional.empty();
    }
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

  private static List<CToken> withoutParentheses(List<CToken> tokens) {
    List<CToken> list = tokens;
    while (list.size() >= 2 && list.getFirst().is("(") && list.getLast().is(")")) {
      int depth = 0;
      for (int i = 0; i < list.size() - 1; i++) {
        depth += list.get(i).is("(") ? 1 : list.get(i).is(")") ? -1 : 0;
        if (depth == 0) {
          return list;
        }
      }
      list = list.subList(1, list.size() - 1);
    }
    return list;
  }

  private Int conditional() throws Unknown {
    Int condition = binary(1);
    if (!accept("?")) {
      return condition;
    }
    Int yes = conditional();
    expect(":");
    Int no = conditional();
    IntType type = common(yes.type(), no.type());
    return convert(condition.value().signum() != 0 ? yes : no, type);
  }

  private Int binary(int minimum) throws Unknown {
    Int left = unary();
    while (at < tokens.size()) {
      CToken token = tokens.get(at);
      int precedence = token.kind() == CToken.Kind.PUNCTUATOR ? precedence(token.text()) : 0;
      if (precedence < minimum) {
        break;
      }
      at++;
      Int right = binary(precedence + 1);
      left = apply(token.text(), left, right);
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

  private Int apply(String operator, Int left, Int right) throws Unknown {
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
    IntType type = common(left.type(), right.type());
    BigInteger a = convert(left, type).value();
    BigInteger b = convert(right, type).value();
    return switch (operator) {
      case "|" -> new Int(a.or(b), type);
      case "^" -> result(a.xor(b), type);
      case "&" -> new Int(a.and(b), type);
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
      default -> throw new Unknown();
    };
  }

  private static BigInteger nonZero(BigInteger value) throws Unknown {
    if (value.signum() == 0) {
      throw new Unknown();
    }
    return value;
  }

  /**
   * {@return whether it shifts by its width or more (C17 6.5.7): compilers answer that each in his
   * own way}
   */
  static boolean isUndefined(CLiterals literals, List<CToken> tokens) {
    if (tokens.stream().anyMatch(token -> token.is("?") || token.is("&&") || token.is("||"))) {
      // It may be in the part that does not count.
      return false;
    }
    ConstantExpression parser = new ConstantExpression(literals, tokens);
    try {
      parser.conditional();
    } catch (Unknown e) {
      return parser.undefined;
    }
    return false;
  }

  private Int shift(boolean left, Int value, Int count) throws Unknown {
    if (count.value().signum() < 0 || count.value().bitLength() > 7) {
      throw new Unknown();
    }
    int bits = count.value().intValue();
    if (bits >= literals.bits(value.type())) {
      undefined = true;
      throw new Unknown();
    }
    if (!left) {
      return new Int(value.value().shiftRight(bits), value.type());
    }
    return result(value.value().shiftLeft(bits), value.type());
  }

  private static Int truth(boolean value) {
    return new Int(value ? BigInteger.ONE : BigInteger.ZERO, IntType.INT);
  }

  /** Wraps unsigned results; a signed one that does not fit is the compiler's business. */
  private Int result(BigInteger value, IntType type) throws Unknown {
    if (type.unsigned()) {
      return new Int(wrap(value, type), type);
    }
    if (!literals.fits(value, type)) {
      throw new Unknown();
    }
    return new Int(value, type);
  }

  private BigInteger wrap(BigInteger value, IntType type) {
    return value.and(BigInteger.ONE.shiftLeft(literals.bits(type)).subtract(BigInteger.ONE));
  }

  private Int convert(Int value, IntType type) throws Unknown {
    return result(value.value(), type);
  }

  /** The usual arithmetic conversions (C17 6.3.1.8). */
  private IntType common(IntType a, IntType b) {
    IntType high = a.ordinal() / 2 >= b.ordinal() / 2 ? a : b;
    IntType low = high == a ? b : a;
    if (high.ordinal() / 2 == low.ordinal() / 2) {
      return high.unsigned() ? high : low.unsigned() ? low : high;
    }
    if (high.unsigned() || !low.unsigned()) {
      return high;
    }
    return literals.bits(high) > literals.bits(low) ? high : high.toUnsigned();
  }

  private Int unary() throws Unknown {
    if (++depth > MAX_DEPTH) {
      throw new Unknown();
    }
    try {
      if (accept("-")) {
        Int value = unary();
        return result(value.value().negate(), value.type());
      }
      if (accept("+")) {
        return unary();
      }
      if (accept("~")) {
        Int value = unary();
        return result(value.value().not(), value.type());
      }
      if (accept("!")) {
        return truth(unary().value().signum() == 0);
      }
      return primary();
    } finally {
      depth--;
    }
  }

  private Int primary() throws Unknown {
    if (accept("(")) {
      Int value = conditional();
      expect(")");
      return value;
    }
    if (at == tokens.size()) {
      throw new Unknown();
    }
    CToken token = tokens.get(at++);
    return switch (token.kind()) {
      case NUMBER -> literals.integer(token.text()).orElseThrow(Unknown::new);
      case CHARACTER -> {
        ConstantValue.Int value = literals.character(token.text()).orElseThrow(Unknown::new);
        // Smaller types are promoted to int; char32_t and wchar_t may be unsigned int.
        yield new Int(
            value.value(),
            value.ctype() == dev.ligature.idl.CType.U32 ? IntType.UINT : IntType.INT);
      }
      default -> throw new Unknown();
    };
  }

  private boolean accept(String punctuator) {
    if (at < tokens.size() && tokens.get(at).is(punctuator)) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(String punctuator) throws Unknown {
    if (!accept(punctuator)) {
      throw new Unknown();
    }
  }
}
