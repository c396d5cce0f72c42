package dev.ligature.luau.vm;

/** A Luau error on its way to the {@code pcall} that catches it; any value may be thrown. */
public final class LuauError extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final LuauString OUT_OF_MEMORY = LuauString.of("not enough memory");
  private static final LuauString HANDLER_FAILED = LuauString.of("error in error handling");

  private final transient Object value;
  private transient String traceback = "";
  private boolean handled;

  /** Makes an error of any value; it gets no position. */
  public LuauError(Object value) {
    this(value, null);
  }

  /** Makes an error of any value that stands for an exception of Java code, or null for none. */
  public LuauError(Object value, Throwable cause) {
    super(null, cause, false, false);
    LuauState state = LuauState.current();
    if (state != null && state.errorHandler != null) {
      handled = true;
      this.value = handle(state, state.errorHandler, value);
    } else {
      this.value = value;
    }
    if (state != null && state.coroutine != null) {
      state.coroutine.noteError();
    }
    if (state != null && state.protectedCalls == 0) {
      traceback = Traceback.of(0);
    }
  }

  /**
   * {@return what the handler of an {@code xpcall} makes of an error} An error of its own becomes
   * the text "error in error handling".
   */
  public static Object handle(LuauState state, LuauFunction handler, Object value) {
    int mark = state.nativeMark();
    int calls = state.calls;
    state.errorHandler = null;
    state.protectedCalls++;
    try {
      state.beginNative();
      Object result = Results.first(handler.call(value));
      state.endNative();
      return result;
    } catch (LuauError e) {
      state.resetNative(mark);
      // Who is out of memory stays so.
      return OUT_OF_MEMORY.equals(value) && OUT_OF_MEMORY.equals(e.value)
          ? OUT_OF_MEMORY
          : HANDLER_FAILED;
    } catch (StackOverflowError e) {
      state.resetNative(mark);
      return HANDLER_FAILED;
    } finally {
      state.calls = calls;
      state.protectedCalls--;
      state.errorHandler = handler;
    }
  }

  /** {@return whether the value is already what an {@code xpcall}'s handler made of it} */
  public boolean handled() {
    return handled;
  }

  /** {@return the value that was thrown} */
  public Object value() {
    return value;
  }

  /** {@return the Luau call stack where it was thrown, empty if nobody noted it} */
  public String traceback() {
    return traceback;
  }

  /** Notes the call stack, for the message of an error that nothing catches. */
  public void setTraceback(String text) {
    traceback = text;
  }

  /**
   * {@return an error of the engine itself: the message with the position of the running function
   * if that is a Luau function, as {@code luaG_runerror}}
   */
  public static LuauError runtime(String message) {
    return new LuauError(LuauString.of(CallStack.where(0) + message));
  }

  /**
   * {@return an error of a builtin: the message with the position of the builtin's caller, as
   * {@code luaL_error}}
   */
  public static LuauError builtin(String message) {
    return new LuauError(LuauString.of(CallStack.whereCalled() + message));
  }

  /**
   * {@return the message with the position of the function at {@code level}; 1 calls the builtin}
   */
  public static LuauError at(int level, String message) {
    return new LuauError(LuauString.of(CallStack.where(level) + message));
  }

  @Override
  public String getMessage() {
    return value instanceof LuauString text
        ? text.toString()
        : value == null ? "nil" : Operators.toText(value).toString();
  }
}
