package dev.ligature.luau.syntax;

/**
 * A local variable, parameter or loop variable: one object a declaration, compared by identity. The
 * parser fills in what it learns of its use while it reads on, so the flags are final only once the
 * whole chunk is parsed.
 */
public final class LocalVar {
  private final String name;
  private final Span span;
  private final int functionDepth;
  private final boolean constant;

  /** What the name meant before, for the parser to return to at the end of the scope. */
  LocalVar shadowed;

  final Symbol symbol;

  /** Whether reads and writes go through the table of exported values. */
  boolean inExportTable;

  private boolean captured;
  private boolean reassigned;

  LocalVar(Symbol symbol, Span span, int functionDepth, boolean constant) {
    this.symbol = symbol;
    this.name = symbol.text;
    this.span = span;
    this.functionDepth = functionDepth;
    this.constant = constant;
  }

  /** {@return the name as written} */
  public String name() {
    return name;
  }

  /** {@return where the name stands in its declaration} */
  public Span span() {
    return span;
  }

  /** {@return how many functions enclose the declaration; 0 in the main chunk} */
  public int functionDepth() {
    return functionDepth;
  }

  /** {@return whether it was declared by {@code const}} */
  public boolean constant() {
    return constant;
  }

  /** {@return whether a function inside its own refers to it} */
  public boolean captured() {
    return captured;
  }

  /** {@return whether anything but its declaration assigns it} */
  public boolean reassigned() {
    return reassigned;
  }

  void markCaptured() {
    captured = true;
  }

  void markReassigned() {
    reassigned = true;
  }

  @Override
  public String toString() {
    return name + "@" + span.beginLine() + ":" + span.beginColumn();
  }
}
