package dev.ligature.luau.syntax;

import java.util.List;

/** An expression of Luau. */
public sealed interface Expr {

  /** {@return where it stands} */
  Span span();

  /** {@code nil}. */
  record Nil(Span span) implements Expr {}

  /** {@code true} or {@code false}. */
  record Bool(Span span, boolean value) implements Expr {}

  /** A number literal. */
  record Number(Span span, double value) implements Expr {}

  /** An integer literal such as {@code 1i}. */
  record Int(Span span, long value) implements Expr {}

  /** A string literal as bytes, escapes resolved; the array is not to be modified. */
  record Str(Span span, byte[] value) implements Expr {}

  /**
   * A reference to a local variable.
   *
   * @param upvalue whether the variable belongs to an enclosing function
   */
  record Local(Span span, LocalVar variable, boolean upvalue) implements Expr {}

  /** A name that no local variable binds. */
  record Global(Span span, String name) implements Expr {}

  /** {@code ...} */
  record Varargs(Span span) implements Expr {}

  /** An expression in parentheses, which cuts several results to one. */
  record Group(Span span, Expr inner) implements Expr {}

  /**
   * A call; with {@code self} the callee is an {@link IndexName} and its object the first argument.
   */
  record Call(Span span, Expr callee, List<Expr> arguments, boolean self, Span argumentsSpan)
      implements Expr {}

  /** {@code object.name}, or the callee of {@code object:name()}. */
  record IndexName(Span span, Expr object, String name, Span nameSpan) implements Expr {}

  /** {@code object[key]} */
  record Index(Span span, Expr object, Expr key) implements Expr {}

  /** A function expression. */
  record Function(FunctionBody body) implements Expr {
    @Override
    public Span span() {
      return body.span();
    }
  }

  /** A table constructor. */
  record Table(Span span, List<TableItem> items) implements Expr {}

  /** A unary operation. */
  record Unary(Span span, UnaryOperator operator, Expr operand) implements Expr {}

  /** A binary operation, {@code and} and {@code or} included. */
  record Binary(Span span, BinaryOperator operator, Expr left, Expr right) implements Expr {}

  /** {@code operand :: type}; at run time the operand cut to one value. */
  record TypeAssertion(Span span, Expr operand, TypeExpr type) implements Expr {}

  /** {@code if condition then whenTrue else whenFalse} */
  record IfElse(Span span, Expr condition, Expr whenTrue, Expr whenFalse) implements Expr {}

  /**
   * An interpolated string: {@code parts.get(0)}, {@code expressions.get(0)}, {@code parts.get(1)},
   * …; always one part more than expressions.
   */
  record Interpolated(Span span, List<byte[]> parts, List<Expr> expressions) implements Expr {}

  /** {@code function<<types>>}; at run time the function cut to one value. */
  record Instantiate(Span span, Expr function, List<TypeOrPack> types) implements Expr {}
}
