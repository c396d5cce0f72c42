package dev.ligature.luau.syntax;

import java.util.List;
import java.util.Set;

/**
 * Parses Luau source, all of today's syntax of the official documentation. Names are resolved on
 * the way: a reference in the tree is a {@link LocalVar} or a global.
 */
public final class Parser {
  /**
   * Bytes of stack for sources that are nested deeper than the caller's stack allows; enough for
   * the parser's own limit of 1000 levels.
   */
  private static final long DEEP_STACK = 64L << 20;

  private Parser() {}

  /**
   * Parses a chunk.
   *
   * @param source the source bytes, UTF-8 or anything else inside strings and comments
   * @param chunkName the name for messages, as {@link ChunkNames} shows it
   * @throws ParseError with the first error that the official compiler would report
   */
  public static Chunk parse(byte[] source, String chunkName) {
    try {
      return parseHere(source, chunkName);
    } catch (StackOverflowError e) {
      return parseOnDeepStack(source, chunkName);
    }
  }

  private static Chunk parseHere(byte[] source, String chunkName) {
    Lexer lexer = new Lexer(source);
    StatementParser parser = new StatementParser(lexer, chunkName);
    FunctionBody main = parser.chunk();
    Resolver.check(main, chunkName);
    return new Chunk(
        chunkName,
        main,
        List.copyOf(lexer.hotComments()),
        Set.copyOf(parser.assignedGlobals),
        parser.asksEnvironment);
  }

  private static Chunk parseOnDeepStack(byte[] source, String chunkName) {
    Object[] outcome = new Object[1];
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                outcome[0] = parseHere(source, chunkName);
              } catch (ParseError e) {
                outcome[0] = e;
              }
            },
            "luau-parser",
            DEEP_STACK);
    thread.start();
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return switch (outcome[0]) {
      case ParseError e -> throw e;
      case Chunk chunk -> chunk;
      default -> throw new IllegalStateException("the parser's thread ended without a result");
    };
  }
}
