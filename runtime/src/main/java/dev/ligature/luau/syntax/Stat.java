package dev.ligature.luau.syntax;

import java.util.List;
import java.util.Optional;

/** A statement of Luau. */
public sealed interface Stat {

  /** {@return where it stands} */
  Span span();

  /** A block: {@code do … end} as a statement, or the body of another one. */
  record Block(Span span, List<Stat> body) implements Stat {}

  /**
   * {@code if}; an {@code elseif} is an {@code If} in the else part, whose nesting the parser keeps
   * below its recursion limit.
   */
  record If(Span span, Expr condition, Block thenBody, Optional<Stat> elseBody) implements Stat {}

  /** {@code while condition do … end} */
  record While(Span span, Expr condition, Block body) implements Stat {}

  /** {@code repeat … until condition}; the condition sees the locals of the body. */
  record Repeat(Span span, Block body, Expr condition) implements Stat {}

  /** {@code for variable = from, to, step do … end} */
  record NumericFor(
      Span span, LocalVar variable, Expr from, Expr to, Optional<Expr> step, Block body)
      implements Stat {}

  /** {@code for variables in values do … end} */
  record GenericFor(Span span, List<LocalVar> variables, List<Expr> values, Block body)
      implements Stat {}

  /** {@code break} */
  record Break(Span span) implements Stat {}

  /** {@code continue} */
  record Continue(Span span) implements Stat {}

  /** {@code return values} */
  record Return(Span span, List<Expr> values) implements Stat {}

  /** A call as a statement. */
  record Call(Span span, Expr.Call call) implements Stat {}

  /** {@code local} or {@code const} declaration. */
  record Local(Span span, List<LocalVar> variables, List<Expr> values) implements Stat {}

  /** {@code local function} or {@code const function}; the name is bound inside the body. */
  record LocalFunction(Span span, LocalVar variable, FunctionBody function) implements Stat {}

  /** {@code function a.b.c()} or {@code function a:b()}: an assignment to {@code target}. */
  record Function(Span span, Expr target, FunctionBody function) implements Stat {}

  /** Assignment; targets are {@link Expr.Local}, Global, Index or IndexName. */
  record Assign(Span span, List<Expr> targets, List<Expr> values) implements Stat {}

  /** {@code target op= value} */
  record CompoundAssign(Span span, BinaryOperator operator, Expr target, Expr value)
      implements Stat {}

  /**
   * The end of a chunk that exports values: freeze the table which {@code exports} holds and return
   * it. The parser has already turned the exported variables into fields of that table, whose
   * {@code local} declaration opens the chunk.
   */
  record ReturnExports(Span span, LocalVar exports) implements Stat {}

  /** {@code type Name<generics> = type}; nothing at run time. */
  record TypeAlias(Span span, String name, Generics generics, TypeExpr type, boolean exported)
      implements Stat {}

  /** {@code type function}: run by type checkers only, nothing at run time. */
  record TypeFunction(Span span, String name, FunctionBody function, boolean exported)
      implements Stat {}
}
