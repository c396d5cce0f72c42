package dev.ligature.ffi;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** {@code dlopen} and its family (POSIX.1-2017; {@code dlinfo} of glibc and musl). */
final class PosixLoader implements SystemLoader {
  /** The same on Linux and macOS. */
  private static final int RTLD_LAZY = 1;

  private static final int RTLD_DI_LINKMAP = 2;

  /** Offset of {@code l_name} in glibc's and musl's {@code struct link_map}. */
  private static final long LINK_MAP_NAME = 8;

  private final MethodHandle dlopen = function("dlopen", JAVA_LONG, ADDRESS, JAVA_INT);
  private final MethodHandle dlsym = function("dlsym", JAVA_LONG, JAVA_LONG, ADDRESS);
  private final MethodHandle dlclose = function("dlclose", JAVA_INT, JAVA_LONG);
  private final MethodHandle dlerror = function("dlerror", JAVA_LONG);
  private final Optional<MethodHandle> dlinfo =
      Platform.host().os() == Platform.Os.LINUX
          ? Optional.of(function("dlinfo", JAVA_INT, JAVA_LONG, JAVA_INT, ADDRESS))
          : Optional.empty();

  @Override
  public Attempt load(String name) {
    try (Arena arena = Arena.ofConfined()) {
      long handle = (long) dlopen.invokeExact(arena.allocateFrom(name), RTLD_LAZY);
      return handle == 0 ? new Attempt.Failed(lastError()) : new Attempt.Loaded(handle);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  @Override
  public long self() {
    try {
      return (long) dlopen.invokeExact(MemorySegment.NULL, RTLD_LAZY);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  @Override
  public long symbol(long handle, String name) {
    try (Arena arena = Arena.ofConfined()) {
      return (long) dlsym.invokeExact(handle, arena.allocateFrom(name));
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  @Override
  public void unload(long handle) {
    try {
      int ignored = (int) dlclose.invokeExact(handle);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  @Override
  public Optional<Path> file(long handle) {
    if (dlinfo.isEmpty()) {
      return Optional.empty();
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(ADDRESS);
      if ((int) dlinfo.get().invokeExact(handle, RTLD_DI_LINKMAP, out) != 0) {
        return Optional.empty();
      }
      long linkMap = out.get(JAVA_LONG, 0);
      String name = text(Memory.Unchecked.readLong(linkMap + LINK_MAP_NAME));
      return name.isEmpty() ? Optional.empty() : Optional.of(Path.of(name));
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  private String lastError() throws Throwable {
    long message = (long) dlerror.invokeExact();
    return message == 0 ? "unknown error" : text(message);
  }

  private static String text(long address) {
    return new String(Memory.cString(Block.UNMANAGED, address), StandardCharsets.UTF_8);
  }

  @SuppressWarnings("restricted") // functions of the C library, of known signatures
  private static MethodHandle function(String name, MemoryLayout ret, MemoryLayout... args) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(ret, args));
  }

  private static AssertionError impossible(Throwable e) {
    return new AssertionError("a function of the C library does not throw", e);
  }
}
