package dev.ligature.generator.clang;

/** What is done with each child of a cursor. */
@FunctionalInterface
public interface CursorVisitor {
  /**
   * Looks at a child.
   *
   * @param cursor valid during this call only
   */
  void visit(Cursor cursor);
}
