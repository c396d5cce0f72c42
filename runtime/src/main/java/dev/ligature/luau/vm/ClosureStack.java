package dev.ligature.luau.vm;

import java.util.Arrays;

/**
 * The closures under way in a coroutine, as far as they come from chunks that ask for environments
 * by level: the Java stack tells the code of a frame, but not which closure runs it.
 */
public final class ClosureStack {
  private static final int FIRST_SIZE = 16;

  private LuauClosure[] closures = new LuauClosure[FIRST_SIZE];
  private int depth;

  ClosureStack() {}

  /** Notes that a closure begins. {@return what {@link #leave} wants back} */
  public static int enter(LuauState state, LuauClosure closure) {
    ClosureStack stack = state.closures;
    if (stack == null) {
      stack = new ClosureStack();
      state.closures = stack;
    }
    int before = stack.depth;
    if (before == stack.closures.length) {
      stack.closures = Arrays.copyOf(stack.closures, before * 2);
    }
    stack.closures[before] = closure;
    stack.depth = before + 1;
    return before;
  }

  /** Notes that the closure has ended which began at {@code before}, with all that it called. */
  public static void leave(LuauState state, int before) {
    ClosureStack stack = state.closures;
    Arrays.fill(stack.closures, before, stack.depth, null);
    stack.depth = before;
  }

  /** {@return the closure that has {@code above} others above it} */
  LuauClosure fromTop(int above) {
    return closures[depth - 1 - above];
  }
}
