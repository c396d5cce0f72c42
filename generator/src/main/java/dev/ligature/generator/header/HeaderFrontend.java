package dev.ligature.generator.header;

import dev.ligature.generator.clang.ClangException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Reads C headers with libclang and says what they declare. */
public final class HeaderFrontend {
  /** Bytes of stack, for types nested as deep as clang itself takes them. */
  private static final long STACK = 256L << 20;

  /**
   * Parses the headers of a request.
   *
   * @return the declarations and clang's diagnostics; errors in a header are no exception
   * @throws HeaderException if a header cannot be read at all
   */
  public ParsedHeaders parse(ParseRequest request) {
    Objects.requireNonNull(request, "request");
    // What was read is handed over before clang tidies up, which takes a while.
    CompletableFuture<ParsedHeaders> task =
        Background.start(
            "header-frontend", STACK, result -> new ParseRun(request).run(result::complete));
    try {
      return task.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case HeaderException cause -> throw cause;
        case ClangException cause -> throw new HeaderException(cause.getMessage(), cause);
        case StackOverflowError cause ->
            throw new HeaderException("the header nests types too deeply", cause);
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        default -> throw new IllegalStateException(e.getCause());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HeaderException("interrupted", e);
    }
  }
}
