package dev.ligature.luau.syntax;

/**
 * Source text that is no Luau: the first error that the official compiler would report, in its
 * words.
 */
public final class ParseError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String chunkName;
  private final int line;
  private final int column;
  private final String description;

  ParseError(String chunkName, int line, int column, String description) {
    super(ChunkNames.display(chunkName) + ":" + line + ": " + description, null, false, false);
    this.chunkName = chunkName;
    this.line = line;
    this.column = column;
    this.description = description;
  }

  /** {@return the name of the chunk as it was given to the parser} */
  public String chunkName() {
    return chunkName;
  }

  /** {@return the line, from 1} */
  public int line() {
    return line;
  }

  /** {@return the column in bytes, from 1} */
  public int column() {
    return column;
  }

  /** {@return the message without its place; {@link #getMessage()} has both} */
  public String description() {
    return description;
  }
}
