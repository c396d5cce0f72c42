package dev.ligature.luau.vm;

import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * One VM: its globals, the metatables of the basic types, its output and limits. A state is used by
 * one thread at a time.
 */
public final class LuauState {
  private static final ThreadLocal<LuauState> CURRENT = new ThreadLocal<>();

  /** The globals that the standard library fills and new chunks get. */
  public final LuauTable globals = new LuauTable(0, Shape.MAX_FIELDS + 1);

  /** The globals of the running script, which {@code loadstring} gives to what it loads. */
  public LuauTable threadGlobals = globals;

  /** Results of {@code require} by resolved module, and whatever else a library keeps. */
  public final Map<Object, Object> registry = new HashMap<>();

  /** The metatable of strings, null until the string library is open. */
  public LuauTable stringMetatable;

  /** The metatable of vectors, null until the vector library is open. */
  public LuauTable vectorMetatable;

  /** The metatable of {@code integer} values, null if they have none. */
  public LuauTable integerMetatable;

  /** The metatable of buffers, null if they have none. */
  public LuauTable bufferMetatable;

  /** The metatable of booleans, null if they have none. */
  public LuauTable booleanMetatable;

  /** The metatable of numbers, null if they have none. */
  public LuauTable numberMetatable;

  /** The metatable of functions, null if they have none. */
  public LuauTable functionMetatable;

  /** The metatable of coroutines, null if they have none. */
  public LuauTable threadMetatable;

  /** The metatable of nil, null if it has none. */
  public LuauTable nilMetatable;

  /** The running coroutine, null in the main one. */
  public LuauCoroutine coroutine;

  /** Where {@code print} writes. */
  public OutputStream output = System.out;

  /** How deep calls may nest, as {@code LUAI_MAXCALLS}. */
  public static final int MAX_CALLS = 20_000;

  /**
   * How many calls of closures and of {@code pcall} are under way in the running coroutine; the
   * coroutine itself is the first. Closures count up and down, who catches an error puts the count
   * back. Calls that can't recurse, and those of functions known to the compiler that call nothing
   * else, are not counted: their recursion ends where the thread's stack does.
   */
  public int calls = 1;

  /**
   * How many values the extra arguments of calls under way hold, as far as they came in arrays;
   * part of what the official VM has room for on its stack.
   */
  public int varargs;

  /** How deep calls may nest through Java code, as {@code LUAI_MAXCCALLS}. */
  public static final int MAX_NATIVE_CALLS = 200;

  /**
   * How many calls from Java code into functions are under way: metamethods, comparators, resumed
   * coroutines; the host's own call of the script is the first.
   */
  public int nativeCalls = 1;

  /**
   * The value of {@link #nativeCalls} at which a coroutine may yield: no call through Java code has
   * begun since it was resumed.
   */
  public int yieldableCalls = 1;

  /**
   * How many {@code pcall}s and resumed coroutines would catch an error here; without any, an error
   * notes the call stack for the host.
   */
  public int protectedCalls;

  /**
   * The handler of the innermost protected call if that is an {@code xpcall}, else null. An error
   * calls it where it is raised, so that it sees the call stack.
   */
  public LuauFunction errorHandler;

  /** Makes functions of source text. */
  public ChunkLoader loader;

  /** The most bytes that one string, table or buffer may take; requests beyond it fail. */
  public long allocationLimit = 1L << 30;

  /** The closure whose code asked for its own level last; see {@code getfenv} and friends. */
  public LuauClosure caller;

  /** The closures under way in the running coroutine that are noted, null before the first. */
  public ClosureStack closures;

  /** The method name of the running {@code __namecall}. */
  public LuauString namecall;

  /** Whether code that is loaded from now on looks at {@link #interrupted} in loops and calls. */
  public boolean interruptible;

  /** Set from any thread to have {@link #onInterrupt} run on the script's thread. */
  public volatile boolean interrupted;

  /** What an interrupted script does; it may throw, or return to go on. */
  public Runnable onInterrupt = () -> {};

  /** Runs what the host wants done, for compiled code that saw {@link #interrupted}. */
  public void interrupt() {
    onInterrupt.run();
  }

  /** Turns source text into functions. */
  public interface ChunkLoader {
    /**
     * {@return the main function of a chunk}
     *
     * @param source the source text
     * @param chunkName {@code =name}, {@code @path} or the source itself
     * @param environment the globals
     * @throws dev.ligature.luau.syntax.ParseError if the source is no Luau
     */
    LuauClosure load(byte[] source, String chunkName, LuauTable environment);
  }

  /** {@return the state that runs on this thread} */
  public static LuauState current() {
    return CURRENT.get();
  }

  /** Makes this the state that runs on this thread; {@return the one before, or null} */
  public LuauState enter() {
    LuauState before = CURRENT.get();
    CURRENT.set(this);
    return before;
  }

  /** Goes back to the state that {@link #enter} returned. */
  public static void leave(LuauState before) {
    CURRENT.set(before);
  }

  /**
   * Begins a call from Java code which can't be yielded across; to be ended by {@link #endNative}.
   * An error may skip that, since who catches it goes back to the {@link #nativeMark}.
   *
   * @throws LuauError "C stack overflow" at the 200th level
   */
  public void beginNative() {
    if (++nativeCalls >= MAX_NATIVE_CALLS) {
      nativeOverflow();
    }
  }

  /**
   * Fails because {@link #calls} is beyond its limit, if it is not an error handler's turn.
   *
   * @throws LuauError "stack overflow" at the place of the call
   */
  public void callOverflow() {
    if (calls == MAX_CALLS + 1) {
      throw LuauError.runtime("stack overflow");
    }
    // Some room is left to those who handle that error.
    if (calls > MAX_CALLS + MAX_CALLS / 8) {
      throw new LuauError(LuauString.of("error in error handling"));
    }
  }

  private void nativeOverflow() {
    if (nativeCalls == MAX_NATIVE_CALLS) {
      throw LuauError.runtime("C stack overflow");
    }
    // Some room is left to those who handle that error.
    if (nativeCalls >= MAX_NATIVE_CALLS + MAX_NATIVE_CALLS / 8) {
      throw new LuauError(LuauString.of("error in error handling"));
    }
  }

  /** Ends a call that {@link #beginNative} began. */
  public void endNative() {
    nativeCalls--;
  }

  /**
   * {@return how deep calls through Java code are nested here, for {@link #resetNative} when an
   * error was caught} It is counted from the last resume, whose own depth may be another one by
   * then.
   */
  public int nativeMark() {
    return nativeCalls - yieldableCalls;
  }

  /** Goes back to the depth of a mark. */
  public void resetNative(int mark) {
    nativeCalls = yieldableCalls + mark;
  }

  /** {@return whether the builtins in a table of globals can be taken for the original ones} */
  public boolean trusts(LuauTable table) {
    return table == globals
        || table.metatable != null
            && table.metatable.get(Metamethod.INDEX.key) == globals
            && globals.readonly;
  }

  /** {@return the metatable of any value, null if it has none} */
  public LuauTable metatable(Object value) {
    return switch (value) {
      case null -> nilMetatable;
      case LuauTable table -> table.metatable;
      case LuauString s -> stringMetatable;
      case LuauUserdata u -> u.metatable;
      case Double d -> numberMetatable;
      case LuauVector v -> vectorMetatable;
      case LuauFunction f -> functionMetatable;
      case Boolean b -> booleanMetatable;
      case Long l -> integerMetatable;
      case LuauBuffer b -> bufferMetatable;
      case LuauCoroutine c -> threadMetatable;
      default -> null;
    };
  }

  /**
   * Fails if an object of so many bytes must not be made.
   *
   * @throws LuauError "not enough memory"
   */
  public void reserve(long bytes) {
    if (bytes > allocationLimit) {
      throw new LuauError(LuauString.of("not enough memory"));
    }
  }
}
