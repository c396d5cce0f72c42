package dev.ligature.luau.compile;

import dev.ligature.luau.vm.CallStack;
import dev.ligature.luau.vm.ChunkEnvironment;
import dev.ligature.luau.vm.LuauClosure;
import dev.ligature.luau.vm.LuauFunction;
import dev.ligature.luau.vm.Prototype;
import dev.ligature.luau.vm.StepCode;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassHierarchyResolver.ClassHierarchyInfo;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The classes of one chunk, each generated when the JVM first asks for it. When nothing refers to
 * the chunk's functions any more, the loader goes and the classes with it.
 */
public final class ChunkClassLoader extends CallStack.CodeLoader {
  private static final String CLOSURE_SUFFIX = "$closure";
  private static final ClassHierarchyResolver ENGINE =
      ClassHierarchyResolver.ofClassLoading(ChunkClassLoader.class.getClassLoader()).cached();

  private final Analysis analysis;
  private final ChunkEnvironment environment;
  private final Map<String, FunctionUnit> bodies = new HashMap<>();
  private final Map<String, byte[]> waiting = new HashMap<>();
  private final Map<String, Object[]> constants = new HashMap<>();
  private final ClassFile classFile =
      ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(this::hierarchy));
  private final Map<String, Optional<StepCode>> steps = new HashMap<>();
  private LuauClosure main;

  ChunkClassLoader(Analysis analysis, ChunkEnvironment environment) {
    this.analysis = analysis;
    this.environment = environment;
    for (FunctionUnit unit : analysis.units()) {
      bodies.put(name(unit.bodyClass), unit);
    }
  }

  static String name(ClassDesc type) {
    return type.packageName() + "." + type.displayName();
  }

  @Override
  protected ChunkEnvironment environment() {
    return environment;
  }

  /** {@return the main function of the chunk} */
  LuauClosure main() {
    try {
      Class.forName(name(analysis.units().get(0).closureClass), true, this);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
    return main;
  }

  /** Takes the closure of a main chunk; called by its generated class. */
  public static void created(LuauClosure closure) {
    ((ChunkClassLoader) closure.getClass().getClassLoader()).main = closure;
  }

  /** {@return the constants of a generated class, for its initialiser} */
  public static Object[] constants(Class<?> type) {
    return ((ChunkClassLoader) type.getClassLoader()).constants.remove(type.getName());
  }

  /** {@return the code in steps of a class of closures, null if it has none} */
  public static StepCode steps(Class<?> closure) {
    return ((ChunkClassLoader) closure.getClassLoader()).stepsOf(closure.getName());
  }

  private StepCode stepsOf(String closureClass) {
    Optional<StepCode> known = steps.get(closureClass);
    if (known == null) {
      String body = closureClass.substring(0, closureClass.length() - CLOSURE_SUFFIX.length());
      FunctionUnit unit = bodies.get(body);
      known =
          new BodyClass(analysis, environment, unit, classFile)
              .steps()
              .map(generated -> instance(unit, generated));
      steps.put(closureClass, known);
    }
    return known.orElse(null);
  }

  private StepCode instance(FunctionUnit unit, BodyClass.Generated generated) {
    String name = name(generated.type());
    constants.put(name, generated.constants());
    bodies.put(name, unit);
    try {
      return (StepCode)
          defineClass(name, generated.bytes(), 0, generated.bytes().length)
              .getConstructor()
              .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith("luau.")) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      return known != null ? known : findClass(name);
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] parts = waiting.remove(name);
    if (parts != null) {
      return defineClass(name, parts, 0, parts.length);
    }
    boolean closure = name.endsWith(CLOSURE_SUFFIX);
    FunctionUnit unit =
        bodies.get(closure ? name.substring(0, name.length() - CLOSURE_SUFFIX.length()) : name);
    if (unit == null) {
      throw new ClassNotFoundException(name);
    }
    byte[] bytes = closure ? closure(unit) : body(unit);
    return defineClass(name, bytes, 0, bytes.length);
  }

  private byte[] closure(FunctionUnit unit) {
    ClosureClass generator = new ClosureClass(analysis, unit);
    byte[] bytes = classFile.build(unit.closureClass, cb -> generator.generate(cb, environment));
    constants.put(name(unit.closureClass), generator.pool().values());
    return bytes;
  }

  private byte[] body(FunctionUnit unit) {
    List<BodyClass.Generated> classes =
        new BodyClass(analysis, environment, unit, classFile).generate();
    for (BodyClass.Generated generated : classes) {
      String name = name(generated.type());
      constants.put(name, generated.constants());
      if (generated.type().equals(unit.bodyClass)) {
        continue;
      }
      waiting.put(name, generated.bytes());
      bodies.put(name, unit);
    }
    return classes.get(0).bytes();
  }

  private Optional<ClassHierarchyInfo> generated(ClassDesc type) {
    if (!type.isClassOrInterface() || !type.packageName().equals("luau")) {
      return Optional.empty();
    }
    return Optional.of(
        ClassHierarchyInfo.ofClass(
            type.displayName().endsWith(CLOSURE_SUFFIX) ? Names.CLOSURE : ConstantDescs.CD_Object));
  }

  private ClassHierarchyInfo hierarchy(ClassDesc type) {
    return generated(type).orElseGet(() -> ENGINE.getClassInfo(type));
  }

  @Override
  protected Optional<Prototype> prototype(String className) {
    return Optional.ofNullable(bodies.get(className)).map(unit -> unit.prototype);
  }

  @Override
  protected Optional<LuauFunction> closure(String className) {
    FunctionUnit unit = bodies.get(className);
    if (!ClosureClass.isShared(unit)) {
      return Optional.empty();
    }
    try {
      Class<?> type = Class.forName(name(unit.closureClass), true, this);
      return Optional.ofNullable((LuauFunction) type.getField(ClosureClass.LATEST).get(null));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no closure class of " + className, e);
    }
  }

  @Override
  protected boolean notesClosures() {
    return analysis.asksLevels();
  }

  @Override
  protected int line(String className, String methodName, int lineNumber) {
    FunctionUnit unit = bodies.get(className);
    return lineNumber + FunctionCompiler.lineBase(unit);
  }

  @Override
  protected boolean part(String methodName) {
    return !methodName.equals("body");
  }
}
