package dev.ligature.luau.syntax;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What a function captures: filled while its body is parsed, complete once that is done. */
public final class FunctionScope {
  private final Optional<FunctionScope> parent;
  private final int depth;
  private final List<LocalVar> upvalues = new ArrayList<>(0);
  private boolean calls;
  private boolean closures;

  FunctionScope(Optional<FunctionScope> parent) {
    this.parent = parent;
    this.depth = parent.isPresent() ? parent.get().depth + 1 : 0;
    parent.ifPresent(outer -> outer.closures = true);
  }

  /** {@return the scope of the enclosing function; empty for the main chunk} */
  public Optional<FunctionScope> parent() {
    return parent;
  }

  /** {@return how many functions enclose it} */
  public int depth() {
    return depth;
  }

  /**
   * {@return the variables of enclosing functions that this function or one inside it refers to, in
   * the order of first reference}
   */
  public List<LocalVar> upvalues() {
    return Collections.unmodifiableList(upvalues);
  }

  /** {@return whether the function calls anything, iterators included; metamethods don't count} */
  public boolean calls() {
    return calls;
  }

  /** {@return whether functions are written inside the function} */
  public boolean closures() {
    return closures;
  }

  void markCalls() {
    calls = true;
  }

  /** Notes a reference from this function to a variable of an enclosing one. */
  void capture(LocalVar variable) {
    variable.markCaptured();
    for (FunctionScope scope = this; scope.depth > variable.functionDepth(); ) {
      if (scope.upvalues.contains(variable)) {
        return;
      }
      scope.upvalues.add(variable);
      scope = scope.parent.orElseThrow();
    }
  }
}
