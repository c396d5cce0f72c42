package dev.ligature.luau.compile;

import dev.ligature.luau.vm.ChunkEnvironment;
import dev.ligature.luau.vm.LuauClosure;
import dev.ligature.luau.vm.LuauTable;
import dev.ligature.luau.vm.Prototype;
import java.lang.reflect.InvocationTargetException;

/**
 * A closure whose class is generated at its first call. Constructors that run as data make these,
 * so that a table of thousands of functions costs no class for those nobody calls.
 */
public final class LateClosure extends LuauClosure {
  private final FunctionUnit unit;
  private final ChunkClassLoader loader;
  private Object[] captured;
  private LuauClosure target;

  LateClosure(
      FunctionUnit unit, ChunkClassLoader loader, LuauTable environment, Object[] captured) {
    this.unit = unit;
    this.loader = loader;
    this.environment = environment;
    this.captured = captured;
  }

  @Override
  public LuauClosure code() {
    LuauClosure made = target;
    return made != null ? made : make();
  }

  private LuauClosure make() {
    Object[] arguments = new Object[captured.length + 1];
    arguments[0] = environment;
    System.arraycopy(captured, 0, arguments, 1, captured.length);
    try {
      Class<?> type = loader.loadClass(ChunkClassLoader.name(unit.closureClass));
      LuauClosure made = (LuauClosure) type.getConstructors()[0].newInstance(arguments);
      if (ClosureClass.isShared(unit)) {
        type.getField(ClosureClass.LATEST).set(null, this);
      }
      target = made;
      captured = null;
      return made;
    } catch (InvocationTargetException e) {
      // Constructors only store their arguments, so all that can come is out of memory or stack.
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no closure class of " + unit.bodyClass, e);
    }
  }

  @Override
  public void setEnvironment(LuauTable table) {
    super.setEnvironment(table);
    if (target != null) {
      target.setEnvironment(table);
    }
  }

  @Override
  public Prototype prototype() {
    return unit.prototype;
  }

  @Override
  public ChunkEnvironment chunkEnvironment() {
    return loader.environment();
  }

  @Override
  public Object call(Object[] arguments) {
    return code().call(arguments);
  }

  @Override
  public Object call() {
    return code().call();
  }

  @Override
  public Object call(Object a) {
    return code().call(a);
  }

  @Override
  public Object call(Object a, Object b) {
    return code().call(a, b);
  }

  @Override
  public Object call(Object a, Object b, Object c) {
    return code().call(a, b, c);
  }

  @Override
  public Object call(Object a, Object b, Object c, Object d) {
    return code().call(a, b, c, d);
  }
}
