package dev.ligature.ffi;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_CHAR;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** {@code LoadLibraryW} and its family of kernel32. */
final class WindowsLoader implements SystemLoader {
  private static final int MAX_LONG_PATH = 32_767;
  private static final StructLayout CAPTURED = Linker.Option.captureStateLayout();
  private static final VarHandle LAST_ERROR =
      CAPTURED.varHandle(MemoryLayout.PathElement.groupElement("GetLastError"));

  @SuppressWarnings("restricted") // kernel32 is in every process
  private final SymbolLookup kernel32 = SymbolLookup.libraryLookup("kernel32", Arena.global());

  private final MethodHandle loadLibrary =
      function(
          "LoadLibraryW",
          FunctionDescriptor.of(JAVA_LONG, ADDRESS),
          Linker.Option.captureCallState("GetLastError"));
  private final MethodHandle getModuleHandle =
      function("GetModuleHandleW", FunctionDescriptor.of(JAVA_LONG, ADDRESS));
  private final MethodHandle getProcAddress =
      function("GetProcAddress", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, ADDRESS));
  private final MethodHandle freeLibrary =
      function("FreeLibrary", FunctionDescriptor.of(JAVA_INT, JAVA_LONG));
  private final MethodHandle getModuleFileName =
      function("GetModuleFileNameW", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, ADDRESS, JAVA_INT));

  @Override
  public Attempt load(String name) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment captured = arena.allocate(CAPTURED);
      MemorySegment wide = arena.allocateFrom(name, StandardCharsets.UTF_16LE);
      long handle = (long) loadLibrary.invokeExact(captured, wide);
      return handle == 0
          ? new Attempt.Failed("system error " + (int) LAST_ERROR.get(captured, 0L))
          : new Attempt.Loaded(handle);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  @Override
  public long self() {
    try {
      return (long) getModuleHandle.invokeExact(MemorySegment.NULL);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  @Override
  public long symbol(long handle, String name) {
    try (Arena arena = Arena.ofConfined()) {
      return (long) getProcAddress.invokeExact(handle, arena.allocateFrom(name));
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  @Override
  public void unload(long handle) {
    try {
      int ignored = (int) freeLibrary.invokeExact(handle);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  @Override
  public Optional<Path> file(long handle) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(JAVA_CHAR, MAX_LONG_PATH);
      int length = (int) getModuleFileName.invokeExact(handle, buffer, MAX_LONG_PATH);
      return length == 0
          ? Optional.empty()
          : Optional.of(Path.of(buffer.getString(0, StandardCharsets.UTF_16LE)));
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  @SuppressWarnings("restricted") // functions of kernel32, of known signatures
  private MethodHandle function(
      String name, FunctionDescriptor descriptor, Linker.Option... options) {
    return Linker.nativeLinker().downcallHandle(kernel32.findOrThrow(name), descriptor, options);
  }

  private static AssertionError impossible(Throwable e) {
    return new AssertionError("a function of kernel32 does not throw", e);
  }
}
