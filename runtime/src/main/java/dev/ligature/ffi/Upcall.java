package dev.ligature.ffi;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;

/**
 * A C function pointer that calls a method handle. The handle must not throw: an exception in an
 * upcall ends the JVM. Whoever makes it catches everything and hands errors over to the caller of
 * the C function.
 */
public final class Upcall {
  private final MemorySegment stub;
  private boolean valid = true;

  /**
   * Makes the pointer.
   *
   * @param target takes the arguments and gives the result as {@link Downcalls} describes them
   * @throws FfiException if the linker cannot make such a function
   */
  @SuppressWarnings("restricted") // being called by C is what this class is for
  public Upcall(CallShape shape, MethodHandle target) {
    try {
      this.stub = Linker.nativeLinker().upcallStub(target, shape.descriptor(), Arena.ofAuto());
    } catch (IllegalArgumentException | UnsupportedOperationException e) {
      throw impossible(e);
    }
  }

  /**
   * {@return the type that a target for that shape must have}
   *
   * @throws FfiException if the linker knows no such function
   */
  public static MethodType targetType(CallShape shape) {
    try {
      return shape.descriptor().toMethodType();
    } catch (IllegalArgumentException e) {
      throw impossible(e);
    }
  }

  private static FfiException impossible(RuntimeException e) {
    return new FfiException("Cannot make a callback of this signature: " + e.getMessage());
  }

  /** {@return the C function pointer} */
  public long address() {
    return stub.address();
  }

  /** {@return whether C may still call it} */
  public boolean isValid() {
    return valid;
  }

  /**
   * Declares it unusable. The code that C may still point to stays until this object is
   * unreachable, so that a late call arrives at the target, which refuses it, instead of crashing.
   */
  public void free() {
    valid = false;
  }
}
