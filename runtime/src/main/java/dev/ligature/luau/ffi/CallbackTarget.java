package dev.ligature.luau.ffi;

import dev.ligature.ffi.Block;
import dev.ligature.ffi.FfiException;
import dev.ligature.ffi.Lifetime;
import dev.ligature.ffi.NativeType;
import dev.ligature.ffi.Upcall;
import dev.ligature.luau.vm.LuauFunction;
import dev.ligature.luau.vm.Results;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;

/**
 * Makes the method handle that C's call of a callback runs: conversions of the arguments, the Luau
 * function, conversion of its result, and round it a net that catches everything, since nothing may
 * be thrown through C.
 */
final class CallbackTarget {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  /** The arities for which there is a method of its own. */
  private static final int MOST_POSITIONAL = 4;

  private CallbackTarget() {}

  /** {@return the target for {@link Upcall}} */
  static MethodHandle of(CallbackObject callback, LuauFunction function, Signature signature) {
    MethodType type = Upcall.targetType(signature.shape(-1));
    List<ElementType> args = signature.args();
    MethodHandle run = run(callback, function, args.size());
    for (int i = 0; i < args.size(); i++) {
      run =
          MethodHandles.filterArguments(
              run, i, fromC(args.get(i), type.parameterType(i), callback.host));
    }
    run =
        MethodHandles.filterReturnValue(
            run, toC(signature.ret(), type.returnType(), callback.host));
    MethodHandle zero = zero(signature.ret(), type.returnType());
    MethodHandle failed =
        find(CallbackObject.class, "failed", MethodType.methodType(void.class, Throwable.class))
            .bindTo(callback);
    MethodHandle handler = MethodHandles.collectArguments(zero, 0, failed);
    return MethodHandles.catchException(
        run, Throwable.class, MethodHandles.dropArguments(handler, 1, type.parameterList()));
  }

  /**
   * {@return {@code (Object...)Object}, which runs the function} The function is a constant of the
   * handle, so that HotSpot compiles it into the call.
   */
  private static MethodHandle run(CallbackObject callback, LuauFunction function, int arity) {
    boolean positional = arity <= MOST_POSITIONAL;
    MethodType type =
        positional
            ? MethodType.genericMethodType(arity)
            : MethodType.methodType(Object.class, Object[].class);
    MethodHandle call =
        MethodHandles.filterReturnValue(
            find(LuauFunction.class, "call", type).bindTo(function),
            find(Results.class, "first", MethodType.genericMethodType(1)));
    MethodHandle leave =
        find(
            CallbackTarget.class,
            "leave",
            MethodType.methodType(
                Object.class, CallbackObject.class, Throwable.class, Object.class, int.class));
    MethodHandle framed =
        MethodHandles.foldArguments(
            MethodHandles.tryFinally(
                MethodHandles.dropArguments(call, 0, int.class),
                MethodHandles.insertArguments(leave, 0, callback)),
            find(CallbackObject.class, "enter", MethodType.methodType(int.class)).bindTo(callback));
    MethodHandle entry =
        find(CallbackEntry.class, "call", type.insertParameterTypes(0, MethodHandle.class))
            .bindTo(framed);
    return positional ? entry : entry.asCollector(Object[].class, arity);
  }

  static Object leave(CallbackObject callback, Throwable e, Object result, int before) {
    callback.leave(before);
    return result;
  }

  private static MethodHandle find(Class<?> owner, String name, MethodType type) {
    try {
      return owner == CallbackObject.class || owner == LuauFunction.class
          ? LOOKUP.findVirtual(owner, name, type)
          : LOOKUP.findStatic(owner, name, type);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("no method " + name + type, e);
    }
  }

  // ---- arguments: C to Luau, with the conversions of results of calls ----

  private static MethodHandle fromC(ElementType type, Class<?> carrier, FfiHost host) {
    return switch (type) {
      case ElementType.Scalar(NativeType scalar) ->
          MethodHandles.insertArguments(
              find(
                  CallTarget.class,
                  "of" + scalar.name(),
                  MethodType.methodType(Object.class, FfiHost.class, carrier)),
              0,
              host);
      case StructDefinition definition ->
          MethodHandles.insertArguments(
              find(
                  CallbackTarget.class,
                  "recordFromC",
                  MethodType.methodType(
                      Object.class, FfiHost.class, StructDefinition.class, MemorySegment.class)),
              0,
              host,
              definition);
      case ElementType.Array array -> throw new FfiException("C passes no array by value");
    };
  }

  /** The segment is C's for the duration of the call; the script gets a copy that it may keep. */
  static Object recordFromC(FfiHost host, StructDefinition definition, MemorySegment value) {
    MemorySegment copy =
        host.recordResults.allocate(
            definition.layout().byteSize(), definition.layout().byteAlignment());
    copy.copyFrom(value);
    Block block = Block.of(copy.address(), copy.byteSize(), new Lifetime(copy));
    return new StructView(host, definition, copy.address(), block);
  }

  // ---- result: Luau to C ----

  private static MethodHandle toC(ElementType type, Class<?> carrier, FfiHost host) {
    if (type instanceof StructDefinition definition) {
      return MethodHandles.insertArguments(
          find(
              CallbackTarget.class,
              "recordToC",
              MethodType.methodType(
                  MemorySegment.class, FfiHost.class, StructDefinition.class, Object.class)),
          0,
          host,
          definition);
    }
    NativeType scalar = ((ElementType.Scalar) type).type();
    if (scalar == NativeType.VOID) {
      return MethodHandles.empty(MethodType.methodType(void.class, Object.class));
    }
    return MethodHandles.insertArguments(
        find(
            CallTarget.class,
            "to" + CallTarget.methodName(carrier, scalar),
            MethodType.methodType(
                carrier, NativeType.class, int.class, FfiHost.class, Object.class)),
        0,
        scalar,
        Place.RESULT,
        host);
  }

  static MemorySegment recordToC(FfiHost host, StructDefinition definition, Object value) {
    long size = definition.layout().byteSize();
    MemorySegment result = host.recordResults.allocate(size, definition.layout().byteAlignment());
    Block block = Block.of(result.address(), size, new Lifetime(result));
    ValueAccess.write(host, definition, block, result.address(), value);
    return result;
  }

  private static MethodHandle zero(ElementType type, Class<?> carrier) {
    if (type instanceof StructDefinition definition) {
      MemorySegment zeros =
          Arena.ofAuto()
              .allocate(definition.layout().byteSize(), definition.layout().byteAlignment());
      return MethodHandles.constant(MemorySegment.class, zeros);
    }
    return carrier == void.class
        ? MethodHandles.empty(MethodType.methodType(void.class))
        : MethodHandles.zero(carrier);
  }
}
