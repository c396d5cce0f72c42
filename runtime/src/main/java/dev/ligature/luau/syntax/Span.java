package dev.ligature.luau.syntax;

/**
 * A stretch of source text; lines and columns count from 1, columns in bytes, and the end lies
 * behind the last byte.
 */
public record Span(int beginLine, int beginColumn, int endLine, int endColumn) {

  /** {@return the span from the begin of {@code first} to the end of {@code last}} */
  public static Span of(Span first, Span last) {
    return new Span(first.beginLine, first.beginColumn, last.endLine, last.endColumn);
  }
}
