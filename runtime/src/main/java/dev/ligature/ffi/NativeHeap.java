package dev.ligature.ffi;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;

/**
 * The C library's heap. {@code calloc} rather than Panama's own allocation, because it leaves the
 * zeroing of large blocks to the system, which does it page by page when they are first touched.
 */
final class NativeHeap {
  /** What malloc guarantees on every 64-bit platform, in bytes. */
  static final long ALIGNMENT = 16;

  private static final MethodHandle CALLOC = function("calloc", JAVA_LONG, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle FREE = function("free", null, JAVA_LONG);
  private static final MethodHandle STRLEN = function("strlen", JAVA_LONG, JAVA_LONG);

  private NativeHeap() {}

  /**
   * {@return the address of so many zero bytes, aligned to {@link #ALIGNMENT}}
   *
   * @throws FfiException if there is no such memory
   */
  static long allocateZeroed(long size) {
    long address;
    try {
      address = (long) CALLOC.invokeExact(1L, size);
    } catch (Throwable e) {
      throw impossible(e);
    }
    if (address == 0) {
      throw new FfiException("Out of memory: cannot allocate " + size + " bytes");
    }
    return address;
  }

  static void free(long address) {
    try {
      FREE.invokeExact(address);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  /** {@return the bytes before the first zero byte at any address} */
  static long stringLength(long address) {
    try {
      return (long) STRLEN.invokeExact(address);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  @SuppressWarnings("restricted") // three functions of the C library, of known signatures
  private static MethodHandle function(String name, MemoryLayout ret, MemoryLayout... args) {
    Linker linker = Linker.nativeLinker();
    FunctionDescriptor descriptor =
        ret == null ? FunctionDescriptor.ofVoid(args) : FunctionDescriptor.of(ret, args);
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name), descriptor, Linker.Option.critical(false));
  }

  private static AssertionError impossible(Throwable e) {
    return new AssertionError("a function of the C library does not throw", e);
  }
}
