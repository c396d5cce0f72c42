package dev.ligature.luau.ffi;

import dev.ligature.ffi.FfiException;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;

/**
 * What native code a script may reach. Whoever may call any function of any library may do anything
 * that the process may; so a narrowed script gets neither other libraries nor addresses of its own
 * making, and what C returns is opaque to it unless the call says a size. What the functions of an
 * allowed library do with their arguments is the library's affair: allow none that a script must
 * not misuse.
 */
public sealed interface NativeAccess {

  /** Everything. */
  record Full() implements NativeAccess {}

  /** Nothing: requiring {@code @lune/ffi} fails. */
  record None() implements NativeAccess {}

  /**
   * The libraries whose name matches, and managed memory; no address that did not come from either,
   * no {@code ffi.unsafe}, no symbols of the process itself.
   *
   * @param libraries globs on what the script passes to {@code ffi.load}
   */
  record Libraries(List<String> libraries) implements NativeAccess {
    public Libraries {
      libraries = List.copyOf(libraries);
    }
  }

  /** Everything. */
  NativeAccess FULL = new Full();

  /** Nothing. */
  NativeAccess NONE = new None();

  /**
   * Checks that a library may be loaded.
   *
   * @param name what the script asked for; empty for the process itself
   * @throws FfiException if it may not
   */
  default void checkLibrary(String name) {
    switch (this) {
      case Full() -> {}
      case None() -> throw new FfiException("Native access is switched off");
      case Libraries(List<String> globs) -> {
        for (String glob : globs) {
          if (glob.equals(name) || !name.isEmpty() && matches(glob, name)) {
            return;
          }
        }
        throw new FfiException(
            name.isEmpty()
                ? "The process itself is not among the allowed libraries"
                : "Library '" + name + "' is not allowed: allow it with --allow-lib=" + name);
      }
    }
  }

  /**
   * Checks that the script may use an address of its own making.
   *
   * @throws FfiException if it may not
   */
  default void checkAddresses(String what) {
    if (!(this instanceof Full)) {
      throw new FfiException(what + " is not allowed: native access is narrowed");
    }
  }

  /** {@return whether the script may have C headers read, which may be any files} */
  default boolean allowsFiles() {
    return this instanceof Full;
  }

  /**
   * Checks that the script may have C headers read.
   *
   * @throws FfiException if it may not
   */
  default void checkFiles(String what) {
    if (!allowsFiles()) {
      throw new FfiException(what + " is not allowed: native access is narrowed");
    }
  }

  private static boolean matches(String glob, String name) {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
    try {
      return matcher.matches(Path.of(name));
    } catch (InvalidPathException e) {
      return false; // such as a name with a zero byte
    }
  }
}
