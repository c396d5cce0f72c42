package dev.ligature.generator.clang;

/** What clang's constant evaluator makes of an initializer. */
public sealed interface Evaluation {

  /**
   * An integer of at most 64 bits.
   *
   * @param bits the value, or the bits of it if it is unsigned
   */
  record Int(long bits, boolean unsigned) implements Evaluation {}

  /** A floating value; a {@code long double} is rounded. */
  record Float(double value) implements Evaluation {}

  /** A string literal; its elements are to be asked for one by one. */
  enum Text implements Evaluation {
    INSTANCE
  }

  /** No constant, or none that the evaluator knows. */
  enum Unknown implements Evaluation {
    INSTANCE
  }
}
