package dev.ligature.luau.ffi;

import dev.ligature.ffi.Block;
import dev.ligature.ffi.CallShape;
import dev.ligature.ffi.Downcalls;
import dev.ligature.ffi.FfiException;
import dev.ligature.ffi.Lifetime;
import dev.ligature.ffi.Memory;
import dev.ligature.ffi.NativeType;
import dev.ligature.luau.vm.LuauTable;
import dev.ligature.luau.vm.Results;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Makes the method handle behind a {@link NativeFunction}: the linker's handle with a conversion
 * before each argument and behind the result.
 *
 * <pre>
 *   (NativeFunction f, Object a, Object b) ->
 *       ofI32(f, downcall(address(f), toI32(f, a, 1), toPointer(f, b, 2)))
 * </pre>
 */
final class CallTarget {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  private CallTarget() {}

  /**
   * {@return a handle of type {@code (NativeFunction, Object...)Object}, one Object an argument}
   */
  static MethodHandle of(Signature signature, CallShape shape) {
    MethodHandle handle = Downcalls.handle(shape);
    Class<?> carrier = handle.type().returnType();
    // From the right to the left, so that positions on the left stay.
    int position = handle.type().parameterCount() - 1;
    for (int i = signature.args().size() - 1; i >= 0; i--, position--) {
      MethodHandle conversion =
          argument(signature.args().get(i), handle.type().parameterType(position), i + 1);
      handle = MethodHandles.collectArguments(handle, position, conversion);
    }
    if (shape.errno()) {
      handle = supply(handle, position--, "errnoState", MemorySegment.class);
    }
    if (shape.returnsRecord()) {
      boolean held = shape.ret().byteSize() <= StructView.MOST_HELD;
      handle =
          supply(
              handle, position--, held ? "heldResults" : "recordResults", SegmentAllocator.class);
    }
    handle = supply(handle, 0, "address", long.class);
    handle =
        MethodHandles.collectArguments(
            result(signature, carrier), carrier == void.class ? 0 : 1, handle);
    MethodHandle host = find("host", MethodType.methodType(FfiHost.class, NativeFunction.class));
    for (int i = 0; i < handle.type().parameterCount(); i++) {
      if (handle.type().parameterType(i) == FfiHost.class) {
        handle = MethodHandles.filterArguments(handle, i, host);
      }
    }
    return shareFunction(handle, signature.args().size());
  }

  /** {@return whether a call takes temporary memory: for strings, for records} */
  static boolean needsScratch(Signature signature, CallShape shape) {
    return shape.returnsRecord()
        || signature.args().stream()
            .anyMatch(type -> !(type instanceof ElementType.Scalar(NativeType s)) || s.isAddress());
  }

  /** {@return which arguments are integers that a Java int holds} */
  static BitSet ints(Signature signature) {
    BitSet ints = new BitSet();
    for (int i = 0; i < signature.args().size(); i++) {
      if (signature.args().get(i) instanceof ElementType.Scalar(NativeType type)
          && type.isInteger()
          && type.maximum() >>> 31 == 0) {
        ints.set(i);
      }
    }
    return ints;
  }

  /** The most arguments for which {@link #whole} has a way. */
  static final int MOST_DIRECT = 4;

  /**
   * {@return all that {@link NativeFunctionClass} puts into a method, as a handle} HotSpot always
   * compiles handles into their callers, but methods only if they are small.
   *
   * @param target {@code (NativeFunction, Object...)Object}, of at most {@link #MOST_DIRECT}
   *     arguments
   */
  static MethodHandle whole(MethodHandle target, boolean scratch, boolean leaf) {
    int args = target.type().parameterCount() - 1;
    MethodType cleanup =
        MethodType.genericMethodType(args)
            .insertParameterTypes(
                0,
                boolean.class,
                boolean.class,
                Throwable.class,
                Object.class,
                int.class,
                NativeFunction.class);
    MethodHandle enter =
        MethodHandles.insertArguments(
            find(
                "enter",
                MethodType.methodType(
                    int.class, boolean.class, boolean.class, NativeFunction.class)),
            0,
            scratch,
            leaf);
    return MethodHandles.foldArguments(
        MethodHandles.tryFinally(
            MethodHandles.dropArguments(target, 0, int.class),
            MethodHandles.insertArguments(find("end", cleanup), 0, scratch, leaf)),
        enter);
  }

  /**
   * {@return the same call behind a test whether some arguments are ints}, which decides nothing:
   * it makes HotSpot convert them before anything else is tested. Where a loop hands the result of
   * one call to the next, the conversions are then the first thing in it, and only there HotSpot
   * sees that an int goes to a double and back.
   *
   * @param call {@code (Object...)Object}
   */
  static MethodHandle expectingInts(MethodHandle call, int[] positions) {
    if (positions.length == 0) {
      return call;
    }
    MethodHandle test =
        find(
            "areInts",
            MethodType.genericMethodType(positions.length).changeReturnType(boolean.class));
    return MethodHandles.guardWithTest(
        MethodHandles.permuteArguments(
            test, call.type().changeReturnType(boolean.class), positions),
        call,
        call);
  }

  static boolean areInts(Object a) {
    return a instanceof Double d && (int) d.doubleValue() == d.doubleValue();
  }

  static boolean areInts(Object a, Object b) {
    return areInts(a) && areInts(b);
  }

  static boolean areInts(Object a, Object b, Object c) {
    return areInts(a) && areInts(b) && areInts(c);
  }

  static boolean areInts(Object a, Object b, Object c, Object d) {
    return areInts(a) && areInts(b) && areInts(c) && areInts(d);
  }

  static int enter(boolean scratch, boolean leaf, NativeFunction f) {
    return f.enter(scratch, leaf);
  }

  /** Ends a call; the arguments stay reachable until here. */
  static Object end(
      boolean scratch, boolean leaf, Throwable e, Object result, int mark, NativeFunction f) {
    if (e != null) {
      throw f.fail(mark, scratch, e);
    }
    f.leave(mark, scratch, leaf);
    return result;
  }

  static Object end(
      boolean scratch,
      boolean leaf,
      Throwable e,
      Object result,
      int mark,
      NativeFunction f,
      Object a) {
    Reference.reachabilityFence(a);
    return end(scratch, leaf, e, result, mark, f);
  }

  static Object end(
      boolean scratch,
      boolean leaf,
      Throwable e,
      Object result,
      int mark,
      NativeFunction f,
      Object a,
      Object b) {
    Reference.reachabilityFence(a);
    Reference.reachabilityFence(b);
    return end(scratch, leaf, e, result, mark, f);
  }

  static Object end(
      boolean scratch,
      boolean leaf,
      Throwable e,
      Object result,
      int mark,
      NativeFunction f,
      Object a,
      Object b,
      Object c) {
    Reference.reachabilityFence(a);
    Reference.reachabilityFence(b);
    Reference.reachabilityFence(c);
    return end(scratch, leaf, e, result, mark, f);
  }

  static Object end(
      boolean scratch,
      boolean leaf,
      Throwable e,
      Object result,
      int mark,
      NativeFunction f,
      Object a,
      Object b,
      Object c,
      Object d) {
    Reference.reachabilityFence(a);
    Reference.reachabilityFence(b);
    Reference.reachabilityFence(c);
    Reference.reachabilityFence(d);
    return end(scratch, leaf, e, result, mark, f);
  }

  /** Each conversion asks for the function or its host; let all of them take the first argument. */
  private static MethodHandle shareFunction(MethodHandle handle, int args) {
    MethodType type =
        MethodType.genericMethodType(args + 1).changeParameterType(0, NativeFunction.class);
    int[] order = new int[handle.type().parameterCount()];
    int next = 1;
    for (int i = 0; i < order.length; i++) {
      order[i] = handle.type().parameterType(i) == NativeFunction.class ? 0 : next++;
    }
    return MethodHandles.permuteArguments(handle, type, order);
  }

  private static MethodHandle supply(
      MethodHandle handle, int position, String method, Class<?> type) {
    return MethodHandles.collectArguments(
        handle, position, find(method, MethodType.methodType(type, NativeFunction.class)));
  }

  // ---- arguments ----

  private static MethodHandle argument(ElementType type, Class<?> carrier, int place) {
    return switch (type) {
      case ElementType.Scalar(NativeType scalar) ->
          MethodHandles.insertArguments(
              find(
                  "to" + methodName(carrier, scalar),
                  MethodType.methodType(
                      carrier, NativeType.class, int.class, FfiHost.class, Object.class)),
              0,
              scalar,
              place);
      case StructDefinition definition ->
          MethodHandles.insertArguments(
              find(
                  "toRecord",
                  MethodType.methodType(
                      MemorySegment.class,
                      StructDefinition.class,
                      int.class,
                      FfiHost.class,
                      Object.class)),
              0,
              definition,
              place);
      case ElementType.Array array ->
          throw new FfiException("An array cannot be passed by value: pass a pointer to it");
    };
  }

  static String methodName(Class<?> carrier, NativeType type) {
    if (type.isAddress()) {
      return "Address";
    }
    String name = carrier.getName();
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  static byte toByte(NativeType type, int place, FfiHost host, Object value) {
    return (byte) Conversions.integer(type, value, place);
  }

  static short toShort(NativeType type, int place, FfiHost host, Object value) {
    return (short) Conversions.integer(type, value, place);
  }

  static int toInt(NativeType type, int place, FfiHost host, Object value) {
    return (int) Conversions.integer(type, value, place);
  }

  static long toLong(NativeType type, int place, FfiHost host, Object value) {
    return Conversions.integer(type, value, place);
  }

  static boolean toBoolean(NativeType type, int place, FfiHost host, Object value) {
    return Conversions.bool(value);
  }

  static float toFloat(NativeType type, int place, FfiHost host, Object value) {
    return (float) Conversions.floating(type, value, place);
  }

  static double toDouble(NativeType type, int place, FfiHost host, Object value) {
    return Conversions.floating(type, value, place);
  }

  static long toAddress(NativeType type, int place, FfiHost host, Object value) {
    if (place == Place.RESULT) {
      if (value instanceof Double || value instanceof Long) {
        host.access.checkAddresses("Returning a number as a pointer");
      }
      return Conversions.address(type, value, place);
    }
    return Conversions.argumentAddress(host, type, value, place);
  }

  static MemorySegment toRecord(
      StructDefinition definition, int place, FfiHost host, Object value) {
    long size = definition.layout().byteSize();
    if (value instanceof StructView view && view.definition().layout() == definition.layout()) {
      if (view.isHeld()) {
        long address = host.scratch.allocate(StructView.MOST_HELD);
        Memory.Unchecked.writeLong(address, view.held(0));
        Memory.Unchecked.writeLong(address + 8, view.held(8));
        return Memory.Unchecked.segment(address, size);
      }
      view.block().checkRead(view.address(), size);
      return Memory.Unchecked.segment(view.address(), size);
    }
    if (value instanceof LuauTable) {
      long address = host.scratch.allocate(size);
      Memory.Unchecked.fill(address, size, (byte) 0);
      Block block = Block.of(address, size, host.scratchLifetime);
      ValueAccess.write(host, definition, block, address, value);
      return Memory.Unchecked.segment(address, size);
    }
    throw new FfiException(
        Place.describe(place)
            + ": a record takes a view of its own definition or a table of fields, got "
            + Describe.value(value));
  }

  static FfiHost host(NativeFunction f) {
    return f.host;
  }

  static long address(NativeFunction f) {
    return f.address;
  }

  static MemorySegment errnoState(NativeFunction f) {
    return f.host.errorNumber.state();
  }

  static SegmentAllocator recordResults(NativeFunction f) {
    return f.host.recordResults;
  }

  static SegmentAllocator heldResults(NativeFunction f) {
    return f.host.heldResults;
  }

  // ---- results ----

  private static MethodHandle result(Signature signature, Class<?> carrier) {
    if (signature.size().isPresent()) {
      return MethodHandles.insertArguments(
          find(
              "ofBoundedPOINTER",
              MethodType.methodType(Object.class, long.class, FfiHost.class, long.class)),
          0,
          signature.size().getAsLong());
    }
    return switch (signature.ret()) {
      case ElementType.Scalar(NativeType scalar) -> {
        List<Class<?>> parameters = new ArrayList<>(List.of(FfiHost.class));
        if (carrier != void.class) {
          parameters.add(carrier);
        }
        yield find("of" + scalar.name(), MethodType.methodType(Object.class, parameters));
      }
      case StructDefinition definition ->
          MethodHandles.insertArguments(
              find(
                  definition.layout().byteSize() <= StructView.MOST_HELD
                      ? "ofHeldRecord"
                      : "ofRecord",
                  MethodType.methodType(
                      Object.class, StructDefinition.class, FfiHost.class, MemorySegment.class)),
              0,
              definition);
      case ElementType.Array array -> throw new FfiException("No C function returns an array");
    };
  }

  static Object ofVOID(FfiHost host) {
    return Results.NONE;
  }

  static Object ofBOOL(FfiHost host, boolean value) {
    return value;
  }

  static Object ofI8(FfiHost host, byte value) {
    return (double) value;
  }

  static Object ofU8(FfiHost host, byte value) {
    return (double) (value & 0xff);
  }

  static Object ofI16(FfiHost host, short value) {
    return (double) value;
  }

  static Object ofU16(FfiHost host, short value) {
    return (double) (value & 0xffff);
  }

  static Object ofI32(FfiHost host, int value) {
    return (double) value;
  }

  static Object ofU32(FfiHost host, int value) {
    return (double) (value & 0xffff_ffffL);
  }

  static Object ofI64(FfiHost host, long value) {
    return Conversions.ofSigned(value);
  }

  static Object ofU64(FfiHost host, long value) {
    return Conversions.ofUnsigned(value);
  }

  static Object ofISIZE(FfiHost host, long value) {
    return Conversions.ofSigned(value);
  }

  static Object ofUSIZE(FfiHost host, long value) {
    return Conversions.ofUnsigned(value);
  }

  static Object ofF32(FfiHost host, float value) {
    return (double) value;
  }

  static Object ofF64(FfiHost host, double value) {
    return value;
  }

  static Object ofPOINTER(FfiHost host, long value) {
    return Conversions.ofAddress(host, value);
  }

  static Object ofBoundedPOINTER(long size, FfiHost host, long value) {
    return Conversions.ofAddress(host, value, size);
  }

  static Object ofSTRING(FfiHost host, long value) {
    return Conversions.ofString(host, value);
  }

  static Object ofRecord(StructDefinition definition, FfiHost host, MemorySegment result) {
    Block block = Block.of(result.address(), result.byteSize(), new Lifetime(result));
    return new StructView(host, definition, result.address(), block);
  }

  static Object ofHeldRecord(StructDefinition definition, FfiHost host, MemorySegment result) {
    long address = result.address();
    return StructView.holding(
        host,
        definition,
        Memory.Unchecked.readLong(address),
        Memory.Unchecked.readLong(address + 8));
  }

  private static MethodHandle find(String name, MethodType type) {
    try {
      return LOOKUP.findStatic(CallTarget.class, name, type);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("no conversion " + name + type, e);
    }
  }
}
