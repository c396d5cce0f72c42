package dev.ligature.ffi;

import java.nio.file.Path;
import java.util.Optional;

/** The operating system's loader of shared libraries, one class a family of systems. */
sealed interface SystemLoader permits PosixLoader, WindowsLoader {

  /** A library that is loaded, or the system's word why it could not be. */
  sealed interface Attempt {
    /**
     * @param handle the system's handle, never 0
     */
    record Loaded(long handle) implements Attempt {}

    record Failed(String message) implements Attempt {}
  }

  /** {@return the outcome of loading the library of that name or path} */
  Attempt load(String name);

  /** {@return a handle that finds the symbols of the process itself} */
  long self();

  /** {@return the address of a symbol, or 0 if the library has none of that name} */
  long symbol(long handle, String name);

  /** Gives a handle back to the system. */
  void unload(long handle);

  /** {@return the file from which a library was loaded, where the system tells} */
  Optional<Path> file(long handle);

  /** {@return the loader of the running platform} */
  static SystemLoader host() {
    return Holder.HOST;
  }

  /** Initialised at first use: a script without native calls never touches the loader. */
  final class Holder {
    private static final SystemLoader HOST =
        switch (Platform.host().os()) {
          case WINDOWS -> new WindowsLoader();
          case LINUX, MACOS -> new PosixLoader();
        };

    private Holder() {}
  }
}
