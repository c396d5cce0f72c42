package dev.ligature.ffi;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A loaded shared library, or the process itself. It is unloaded by {@link #close}, never by the
 * garbage collector: C code may have kept pointers into it.
 */
public final class NativeLibrary {
  private final String path;
  private final long handle;
  private final Lifetime lifetime;

  private NativeLibrary(String path, long handle) {
    this.path = path;
    this.handle = handle;
    this.lifetime = new Lifetime(null);
  }

  /**
   * {@return the library of that name}
   *
   * @param name a path or a bare name; a bare name is also tried in the platform's spelling
   * @param scriptDirectory where relative paths start
   * @throws FfiException naming everything that was tried, if none of it could be loaded
   */
  public static NativeLibrary load(String name, Path scriptDirectory) {
    if (name.isEmpty() || name.indexOf('\0') >= 0) {
      throw new FfiException("Failed to load library '" + name + "': not a file name");
    }
    List<String> candidates = LibraryNames.candidates(name, scriptDirectory);
    StringBuilder tried = new StringBuilder();
    for (String candidate : candidates) {
      switch (SystemLoader.host().load(candidate)) {
        case SystemLoader.Attempt.Loaded(long handle) -> {
          return new NativeLibrary(candidate, handle);
        }
        case SystemLoader.Attempt.Failed(String message) ->
            tried.append("\n  tried '").append(candidate).append("': ").append(message);
      }
    }
    throw new FfiException("Failed to load library '" + name + "':" + tried);
  }

  /** {@return the process itself: the C library and whatever else is linked into it} */
  public static NativeLibrary process() {
    return new NativeLibrary("", SystemLoader.host().self());
  }

  /** {@return the spelling under which it was loaded; empty for the process itself} */
  public String path() {
    return path;
  }

  /** {@return the file behind it, where the system tells} */
  public Optional<Path> file() {
    requireOpen();
    return SystemLoader.host().file(handle);
  }

  /**
   * {@return the address of a symbol, or empty if the library has none of that name}
   *
   * @throws FfiException if the library is closed
   */
  public OptionalLong find(String symbol) {
    requireOpen();
    if (symbol.indexOf('\0') >= 0) {
      return OptionalLong.empty();
    }
    long address = SystemLoader.host().symbol(handle, symbol);
    return address == 0 ? OptionalLong.empty() : OptionalLong.of(address);
  }

  /**
   * {@return the address of a symbol}
   *
   * @throws FfiException if the library has none of that name, or is closed
   */
  public long require(String symbol) {
    return find(symbol)
        .orElseThrow(
            () ->
                new FfiException(
                    "Symbol '"
                        + symbol
                        + "' not found in "
                        + (path.isEmpty() ? "the process" : "'" + path + "'")));
  }

  /** {@return what ends when the library is closed; its functions check it} */
  public Lifetime lifetime() {
    return lifetime;
  }

  /** Unloads it. Its functions raise from now on. Closing it again does nothing. */
  public void close() {
    if (lifetime.isAlive()) {
      lifetime.end("library '" + path + "' was closed");
      SystemLoader.host().unload(handle);
    }
  }

  private void requireOpen() {
    if (!lifetime.isAlive()) {
      throw new FfiException("Library '" + path + "' is closed");
    }
  }
}
