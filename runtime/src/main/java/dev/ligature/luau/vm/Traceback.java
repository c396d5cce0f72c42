package dev.ligature.luau.vm;

import java.util.List;

/** The Luau call stack as text, in the form of the official {@code lua_debugtrace}. */
public final class Traceback {
  /** Frames shown of either end of a deep stack. */
  private static final int SHOWN = 10;

  private Traceback() {}

  /** {@return a line for each frame from {@code level} on, innermost first} */
  public static String of(int level) {
    return of(CallStack.from(level, Integer.MAX_VALUE - 1 - level));
  }

  /** {@return a line for each frame} */
  public static String of(List<CallStack.Frame> frames) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < frames.size(); i++) {
      if (i == SHOWN && frames.size() > 2 * SHOWN) {
        int skipped = frames.size() - 2 * SHOWN;
        text.append("... (+").append(skipped).append(" frames)\n");
        i += skipped;
      }
      CallStack.Frame frame = frames.get(i);
      text.append(frame.prototype().map(Prototype::chunk).orElse("[C]"));
      if (frame.line() > 0) {
        text.append(':').append(frame.line());
      }
      if (!frame.name().isEmpty()) {
        text.append(" function ").append(frame.name());
      }
      text.append('\n');
    }
    return text.toString();
  }
}
