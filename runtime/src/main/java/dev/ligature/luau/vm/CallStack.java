package dev.ligature.luau.vm;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Luau call stack, read off the Java stack: frames of compiled Luau code and of builtins. Level
 * 0 is the running function, so for a builtin that asks, itself.
 */
public final class CallStack {
  private static final StackWalker WALKER = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);

  private CallStack() {}

  /** A loader of compiled Luau code, which knows what its frames stand for. */
  public abstract static class CodeLoader extends ClassLoader {
    /** Makes a loader that sees the engine. */
    protected CodeLoader() {
      super(CodeLoader.class.getClassLoader());
    }

    /** {@return the function of a class of compiled bodies, empty for other generated classes} */
    protected abstract Optional<Prototype> prototype(String className);

    /** {@return the last closure over a class of bodies that captures nothing} */
    protected abstract Optional<LuauFunction> closure(String className);

    /**
     * {@return whether running functions put their closures on the state's {@link ClosureStack}}
     */
    protected abstract boolean notesClosures();

    /** {@return what the functions of the chunk share} */
    protected abstract ChunkEnvironment environment();

    /** {@return the source line of a frame in a class of compiled bodies} */
    protected abstract int line(String className, String methodName, int lineNumber);

    /** {@return whether a method is an outlined part of a function, no call of its own} */
    protected abstract boolean part(String methodName);
  }

  /** A frame of the Luau call stack; the prototype is empty for a builtin, whose line is -1. */
  public record Frame(
      Optional<Prototype> prototype, String name, int line, Optional<Class<?>> code) {
    /**
     * {@return the function that runs, where its code has but one: it captures nothing} For others
     * the Java stack doesn't tell.
     */
    public Optional<LuauFunction> function() {
      return loader().flatMap(loader -> loader.closure(code.orElseThrow().getName()));
    }

    /** {@return what the functions of the frame's chunk share, empty for a builtin} */
    public Optional<ChunkEnvironment> environment() {
      return loader().map(CodeLoader::environment);
    }

    private boolean notesClosure() {
      return loader().filter(CodeLoader::notesClosures).isPresent();
    }

    private Optional<CodeLoader> loader() {
      return code.map(Class::getClassLoader)
          .filter(CodeLoader.class::isInstance)
          .map(CodeLoader.class::cast);
    }

    /** {@return {@code chunk:line: } of a Luau function, empty text for a builtin} */
    public String position() {
      return prototype.map(p -> p.chunk() + ":" + line + ": ").orElse("");
    }
  }

  /**
   * {@return {@code chunk:line: } of the function at a level, empty if that is no Luau function}
   */
  public static String where(int level) {
    return WALKER.walk(
        frames -> {
          Scan scan = new Scan(level);
          frames.anyMatch(scan::accept);
          return scan.found().map(Frame::position).orElse("");
        });
  }

  /**
   * {@return {@code chunk:line: } of the Luau function that called the running builtin, empty if no
   * Luau function did} Compiled code calls some builtins without a frame of their own: then it is
   * the running function.
   */
  public static String whereCalled() {
    return WALKER.walk(
        frames -> {
          Scan scan = new Scan(1);
          frames.anyMatch(scan::accept);
          return scan.frames().stream()
              .limit(2)
              .filter(frame -> frame.prototype().isPresent())
              .findFirst()
              .map(Frame::position)
              .orElse("");
        });
  }

  /** {@return the frame at a level} */
  public static Optional<Frame> at(int level) {
    return WALKER.walk(
        frames -> {
          Scan scan = new Scan(level);
          frames.anyMatch(scan::accept);
          return scan.found();
        });
  }

  /**
   * {@return the function at a level of the running coroutine, from 1, where that is a Luau
   * function of which the closure is known} It is if its chunk asks for functions by level, if it
   * is the caller of the builtin that asks, or captures nothing.
   */
  public static Optional<LuauClosure> function(LuauState state, int level) {
    List<Frame> frames = from(1, level);
    if (frames.size() < level) {
      return Optional.empty();
    }
    Frame frame = frames.get(level - 1);
    if (frame.notesClosure()) {
      long above = frames.stream().limit(level - 1L).filter(Frame::notesClosure).count();
      return Optional.of(state.closures.fromTop((int) above));
    }
    LuauClosure caller = state.caller;
    if (level == 1
        && caller != null
        && frame.prototype().filter(p -> p == caller.prototype()).isPresent()) {
      return Optional.of(caller);
    }
    return frame.function().map(LuauClosure.class::cast);
  }

  /** {@return the frames from a level on, at most {@code limit}} */
  public static List<Frame> from(int level, int limit) {
    return WALKER.walk(frames -> collect(frames, level, limit));
  }

  /** {@return the frames of a suspended stack from a level on, at most {@code limit}} */
  static List<Frame> from(StackWalker suspended, int level, int limit) {
    return suspended.walk(frames -> collect(frames, level, limit));
  }

  /** {@return the frames of a function that runs in steps and has yielded} */
  static List<Frame> yielding(LuauClosure closure, StepCode code, int line) {
    Prototype prototype = closure.prototype();
    return List.of(
        new Frame(Optional.empty(), "", -1, Optional.empty()),
        new Frame(Optional.of(prototype), prototype.name(), line, Optional.of(code.getClass())));
  }

  /**
   * {@return {@code chunk:line: } of the innermost Luau function in the trace of an error of the
   * JVM itself, empty if there is none}
   */
  public static String where(Throwable thrown) {
    for (StackTraceElement element : thrown.getStackTrace()) {
      if (element.getClassName().startsWith("luau.") && element.getFileName() != null) {
        return element.getFileName() + ":" + element.getLineNumber() + ": ";
      }
    }
    return "";
  }

  private static List<Frame> collect(Stream<StackFrame> frames, int level, int limit) {
    Scan scan = new Scan(level + limit - 1);
    frames.anyMatch(scan::accept);
    List<Frame> all = scan.frames();
    return level >= all.size() ? List.of() : List.copyOf(all.subList(level, all.size()));
  }

  /** Groups Java frames into Luau frames until it has the wanted level. */
  private static final class Scan {
    private final int level;
    private final List<Frame> frames = new ArrayList<>();
    private Class<?> builtin;
    private int partLine = -1;

    Scan(int level) {
      this.level = level;
    }

    Optional<Frame> found() {
      return level >= 0 && frames.size() > level
          ? Optional.of(frames.get(level))
          : Optional.empty();
    }

    List<Frame> frames() {
      return frames;
    }

    boolean accept(StackFrame frame) {
      Class<?> type = frame.getDeclaringClass();
      if (type == LuauCoroutine.class && frame.getMethodName().startsWith("body")) {
        return true;
      }
      if (type.getClassLoader() instanceof CodeLoader loader) {
        Optional<Prototype> prototype = loader.prototype(type.getName());
        if (prototype.isPresent()) {
          builtin = null;
          int line = loader.line(type.getName(), frame.getMethodName(), frame.getLineNumber());
          if (loader.part(frame.getMethodName())) {
            partLine = partLine < 0 ? line : partLine;
          } else {
            frames.add(
                new Frame(
                    prototype,
                    prototype.get().name(),
                    partLine < 0 ? line : partLine,
                    Optional.of(type)));
            partLine = -1;
          }
        }
      } else if (LuauBuiltin.class.isAssignableFrom(type) && type != LuauBuiltin.class) {
        Class<?> kind = ForeignFunction.class.isAssignableFrom(type) ? ForeignFunction.class : type;
        if (!frame.getMethodName().equals("call")) {
          builtin = null;
        } else if (kind != builtin) {
          builtin = kind;
          frames.add(new Frame(Optional.empty(), "", -1, Optional.empty()));
        }
      }
      return frames.size() > level;
    }
  }
}
