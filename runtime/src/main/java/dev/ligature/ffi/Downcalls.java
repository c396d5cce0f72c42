package dev.ligature.ffi;

import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Method handles that call C functions, one a {@link CallShape}.
 *
 * <p>A handle takes, in this order: the function's address as a long; the memory for the result as
 * a {@link java.lang.foreign.SegmentAllocator} if the shape returns a record; {@link
 * ErrorNumber#state} if it captures errno; then the arguments. Scalars travel as boolean, byte,
 * short, int, long, float and double, unsigned ones in the signed type of their width, pointers and
 * strings as long addresses, records as {@link MemorySegment}.
 */
public final class Downcalls {
  private static final ConcurrentHashMap<CallShape, MethodHandle> HANDLES =
      new ConcurrentHashMap<>();
  private static final MethodHandle OF_ADDRESS;

  static {
    try {
      OF_ADDRESS =
          MethodHandles.lookup()
              .findStatic(
                  MemorySegment.class,
                  "ofAddress",
                  MethodType.methodType(MemorySegment.class, long.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private Downcalls() {}

  /**
   * {@return the handle that calls functions of that shape}
   *
   * @throws FfiException if the linker cannot call such a function
   */
  public static MethodHandle handle(CallShape shape) {
    MethodHandle known = HANDLES.get(shape);
    return known != null ? known : HANDLES.computeIfAbsent(shape, Downcalls::link);
  }

  @SuppressWarnings("restricted") // calling C is what this package is for; hosts gate it above
  private static MethodHandle link(CallShape shape) {
    try {
      MethodHandle handle =
          Linker.nativeLinker().downcallHandle(shape.descriptor(), shape.options());
      return MethodHandles.filterArguments(handle, 0, OF_ADDRESS);
    } catch (IllegalArgumentException | UnsupportedOperationException e) {
      throw new FfiException("Cannot call a function of this signature: " + e.getMessage());
    }
  }
}
