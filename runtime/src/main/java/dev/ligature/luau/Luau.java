package dev.ligature.luau;

import dev.ligature.luau.compile.Compiler;
import dev.ligature.luau.lib.StandardLibrary;
import dev.ligature.luau.modules.BuiltinModule;
import dev.ligature.luau.modules.ModuleResolver;
import dev.ligature.luau.modules.Require;
import dev.ligature.luau.syntax.ParseError;
import dev.ligature.luau.vm.LuauClosure;
import dev.ligature.luau.vm.LuauCoroutine;
import dev.ligature.luau.vm.LuauError;
import dev.ligature.luau.vm.LuauFunction;
import dev.ligature.luau.vm.LuauState;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauTable;
import dev.ligature.luau.vm.Metamethod;
import dev.ligature.luau.vm.Operators;
import dev.ligature.luau.vm.Results;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * A virtual machine: globals, loaded modules, running scripts. Made by {@link #builder()}; see the
 * package for an example and the rules for threads.
 *
 * <p>Scripts are sandboxed: the standard library can't be changed by them, each script has globals
 * of its own on top of it, and nothing of the host is in reach but what the host gives them.
 */
public final class Luau {
  private final LuauState state = new LuauState();
  private final OptionalLong memoryLimit;

  /** The thread that runs the script, null while none does; and how deep its calls are nested. */
  private final AtomicReference<Thread> user = new AtomicReference<>();

  private int depth;

  /** What an interrupted script is to end with. */
  private final AtomicReference<LuauException> stop = new AtomicReference<>();

  private Luau(Builder builder) {
    memoryLimit = builder.memoryLimit;
    state.output = builder.output;
    state.interruptible = builder.interruptible || memoryLimit.isPresent();
    state.onInterrupt = this::stopScript;
    memoryLimit.ifPresent(bytes -> state.allocationLimit = bytes);
    state.loader = new Compiler(state);
    StandardLibrary.open(state);
    state.globals.set(
        LuauString.interned("require"),
        new Require(state, builder.resolver, builder.modules, this::newGlobals));
    builder.globals.forEach(
        (name, value) -> {
          Object converted =
              value instanceof HostFunction function
                  ? new HostFunctionAdapter(name, function)
                  : JavaValues.toLuau(value);
          state.globals.set(LuauString.interned(name), converted);
        });
    builder.libraries.forEach(
        (name, library) -> state.globals.set(LuauString.interned(name), library.open(state)));
    if (builder.sandboxed) {
      Sandbox.close(state);
    }
  }

  /** {@return a machine with the standard library and nothing else} */
  public static Luau create() {
    return builder().build();
  }

  /** {@return a builder of machines} */
  public static Builder builder() {
    return new Builder();
  }

  /** What a machine is made of. */
  public static final class Builder {
    private final Map<String, Object> globals = new HashMap<>();
    private final Map<String, BuiltinModule> modules = new HashMap<>();
    private final Map<String, BuiltinModule> libraries = new HashMap<>();
    private ModuleResolver resolver =
        (requirer, path) ->
            new ModuleResolver.Resolution.Missing("require is not supported in this context");
    private OutputStream output = System.out;
    private OptionalLong memoryLimit = OptionalLong.empty();
    private boolean sandboxed = true;
    private boolean interruptible = true;

    private Builder() {}

    /**
     * Gives scripts a global variable.
     *
     * @param value a {@link HostFunction} or whatever {@link Luau#toLuau} takes
     */
    public Builder global(String name, Object value) {
      globals.put(Objects.requireNonNull(name), value);
      return this;
    }

    /** Gives scripts a function. */
    public Builder function(String name, HostFunction function) {
      return global(name, Objects.requireNonNull(function));
    }

    /** Gives scripts a global that is made for the state it belongs to. */
    public Builder library(String name, BuiltinModule library) {
      libraries.put(Objects.requireNonNull(name), Objects.requireNonNull(library));
      return this;
    }

    /** Says where {@code require} finds modules; without, it finds none but those of the host. */
    public Builder modules(ModuleResolver resolver) {
      this.resolver = Objects.requireNonNull(resolver);
      return this;
    }

    /**
     * Gives scripts a module of the host.
     *
     * @param path the whole argument of {@code require}, such as {@code @host/files}; upper and
     *     lower case are the same
     */
    public Builder module(String path, BuiltinModule module) {
      if (!path.startsWith("@")) {
        throw new IllegalArgumentException("a host's module starts with '@': " + path);
      }
      modules.put(path.toLowerCase(Locale.ROOT), Objects.requireNonNull(module));
      return this;
    }

    /** Says where {@code print} writes, bytes as they are; standard output without. */
    public Builder output(OutputStream output) {
      this.output = Objects.requireNonNull(output);
      return this;
    }

    /**
     * Says whether {@link Luau#interrupt()} can stop scripts, as it can without this. Scripts that
     * nobody will stop are a little faster, since their loops and calls need not look. A memory
     * limit keeps scripts interruptible.
     */
    public Builder interruptible(boolean interruptible) {
      this.interruptible = interruptible;
      return this;
    }

    /**
     * Bounds the memory of scripts: a single string, table or buffer beyond it is refused at once,
     * and a script during whose run the heap has grown by more is stopped. Other threads' garbage
     * counts too, since the JVM can't tell whose an object is.
     *
     * @param bytes more than 0
     */
    public Builder memoryLimit(long bytes) {
      if (bytes <= 0) {
        throw new IllegalArgumentException("not a memory limit: " + bytes);
      }
      memoryLimit = OptionalLong.of(bytes);
      return this;
    }

    /** Lets scripts change the standard library and share one table of globals. */
    public Builder unsandboxed() {
      sandboxed = false;
      return this;
    }

    /** {@return a machine} */
    public Luau build() {
      return new Luau(this);
    }
  }

  /**
   * Compiles a script without running it. It gets globals of its own.
   *
   * @param source the source text
   * @param chunkName its name in messages: {@code =name}, or {@code @path} of a file, which {@code
   *     require} starts from
   * @return the script as a function
   * @throws LuauSyntaxException if the source is no Luau
   */
  public LuauFunction load(byte[] source, String chunkName) {
    return load(source, chunkName, newGlobals());
  }

  /**
   * Compiles a script that shares its globals with others.
   *
   * @param globals a table that {@link #newGlobals()} made
   * @throws LuauSyntaxException if the source is no Luau
   */
  public LuauFunction load(byte[] source, String chunkName, LuauTable globals) {
    return use(() -> state.loader.load(source, chunkName, globals));
  }

  /** Compiles a script; see {@link #load(byte[], String)}. */
  public LuauFunction load(String source, String chunkName) {
    return load(source.getBytes(StandardCharsets.UTF_8), chunkName);
  }

  /**
   * Compiles and runs a script.
   *
   * @return its results as Luau values
   * @throws LuauException if it is no Luau, fails or is stopped
   */
  public Object[] run(String source, String chunkName, Object... arguments) {
    return call(load(source, chunkName), arguments);
  }

  /**
   * Calls a function on the current thread. May be called from a {@link HostFunction} too.
   *
   * @param arguments values as {@link #toLuau} takes them
   * @return the results as Luau values
   * @throws LuauException if the script fails or is stopped
   * @throws IllegalStateException if another thread uses this machine
   */
  public Object[] call(LuauFunction function, Object... arguments) {
    Object[] converted = new Object[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      converted[i] = JavaValues.toLuau(arguments[i]);
    }
    return use(
        () -> {
          if (depth == 1) {
            state.threadGlobals = globalsOf(function);
          }
          return Results.array(function.call(converted)).clone();
        });
  }

  /** {@return a coroutine that will call {@code function}; see {@link #resume}} */
  public LuauCoroutine coroutine(LuauFunction function) {
    return new LuauCoroutine(state, function, globalsOf(function));
  }

  /**
   * Runs a coroutine until it yields or ends, which its status tells.
   *
   * @return what it yields or returns
   * @throws LuauException if the script fails or is stopped
   */
  public Object[] resume(LuauCoroutine coroutine, Object... arguments) {
    Object[] converted = new Object[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      converted[i] = JavaValues.toLuau(arguments[i]);
    }
    return use(() -> Results.array(coroutine.resume(Results.of(converted))).clone());
  }

  private LuauTable globalsOf(LuauFunction function) {
    return function instanceof LuauClosure closure ? closure.environment : newGlobals();
  }

  /** {@return a function of the host as a Luau value} */
  public LuauFunction function(String name, HostFunction function) {
    return new HostFunctionAdapter(name, function);
  }

  /**
   * {@return the Luau value of a Java value}: null and booleans, numbers (a {@code long} which a
   * {@code double} can't hold becomes an {@code integer}), strings, byte arrays as strings of
   * bytes, lists and maps as new tables, {@link HostFunction}s; Luau values are themselves.
   *
   * @throws IllegalArgumentException for anything else
   */
  public Object toLuau(Object value) {
    return JavaValues.toLuau(value);
  }

  /**
   * {@return the Java value of a Luau value}: strings become {@link String}s (UTF-8), a table whose
   * keys are 1 to n a {@link java.util.List}, any other table a {@link Map}; tables inside it and
   * all other values are themselves.
   */
  public Object toJava(Object value) {
    return JavaValues.toJava(value);
  }

  /**
   * Stops the script that runs on another thread, soon after: its call ends with a {@link
   * LuauInterruptedException}. Without a script nothing happens. A host's function that waits is
   * not woken.
   *
   * @throws IllegalStateException if the machine was built not to be {@link Builder#interruptible}
   */
  public void interrupt() {
    if (!state.interruptible) {
      throw new IllegalStateException("this Luau was built with interruptible(false)");
    }
    stop(new LuauInterruptedException());
  }

  void stop(LuauException reason) {
    if (user.get() != null) {
      stop.compareAndSet(null, reason);
      state.interrupted = true;
    }
  }

  /** {@return the state behind this machine, for libraries written in Java} */
  public LuauState state() {
    return state;
  }

  /**
   * {@return globals for a script: an empty table over the frozen standard library, or the one
   * table of a machine that is not sandboxed}
   */
  public LuauTable newGlobals() {
    if (!state.globals.readonly) {
      return state.globals;
    }
    LuauTable meta = new LuauTable(0, 1);
    meta.set(Metamethod.INDEX.key, (Object) state.globals);
    meta.readonly = true;
    LuauTable environment = new LuauTable();
    environment.setMetatable(meta);
    return environment;
  }

  private void stopScript() {
    state.interrupted = false;
    LuauException reason = stop.getAndSet(null);
    if (reason != null) {
      throw reason;
    }
  }

  /** Runs something as the one user of this machine and turns its errors into exceptions. */
  private <T> T use(Supplier<T> action) {
    if (LuauState.current() == state) {
      return translate(action);
    }
    if (!user.compareAndSet(null, Thread.currentThread())) {
      throw new IllegalStateException("this Luau is in use by another thread");
    }
    LuauState before = state.enter();
    try (MemoryWatch _ = MemoryWatch.of(this, memoryLimit)) {
      return translate(action);
    } finally {
      LuauState.leave(before);
      user.set(null);
      stop.set(null);
      state.interrupted = false;
    }
  }

  private <T> T translate(Supplier<T> action) {
    int nativeCalls = state.nativeCalls;
    int yieldableCalls = state.yieldableCalls;
    int protectedCalls = state.protectedCalls;
    int calls = state.calls;
    int varargs = state.varargs;
    LuauFunction errorHandler = state.errorHandler;
    LuauCoroutine coroutine = state.coroutine;
    boolean outermost = depth++ == 0;
    if (outermost) {
      // The first call is the script's own stack; calls back into it can't be yielded across.
      state.protectedCalls = 0;
      state.calls = 1;
    } else {
      state.nativeCalls++;
    }
    state.errorHandler = null;
    try {
      return action.get();
    } catch (LuauError e) {
      throw new LuauRuntimeException(
          text(e), e.value(), e.traceback(), e.getCause() == null ? null : e.getCause());
    } catch (ParseError e) {
      throw new LuauSyntaxException(e);
    } catch (StackOverflowError e) {
      throw new LuauRuntimeException("stack overflow", LuauString.of("stack overflow"), "", null);
    } catch (OutOfMemoryError e) {
      throw new LuauOutOfMemoryException(e);
    } finally {
      depth--;
      state.nativeCalls = nativeCalls;
      state.yieldableCalls = yieldableCalls;
      state.protectedCalls = protectedCalls;
      state.calls = calls;
      state.varargs = varargs;
      state.errorHandler = errorHandler;
      state.coroutine = coroutine;
    }
  }

  private String text(LuauError error) {
    LuauState before = state.enter();
    try {
      return error.value() instanceof LuauTable || error.value() == null
          ? Operators.toText(error.value()).toString()
          : error.getMessage();
    } catch (LuauError e) {
      // Its __tostring fails.
      return Operators.typeName(error.value());
    } finally {
      LuauState.leave(before);
    }
  }
}
