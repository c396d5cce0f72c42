package dev.ligature.ffi;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/**
 * A loaded shared library, several that are searched as one, or the process itself. It is unloaded
 * by {@link #close}, never by the garbage collector: C code may have kept pointers into it.
 */
public final class NativeLibrary {
  private final List<Part> parts;

  /** Why those of several could not be loaded that could not; empty if all could. */
  private final String missing;

  private final Lifetime lifetime = new Lifetime(null);

  /** One file; its path is empty for the process itself. */
  private record Part(String path, long handle) {}

  private NativeLibrary(List<Part> parts, String missing) {
    this.parts = List.copyOf(parts);
    this.missing = missing;
  }

  /**
   * {@return what a name, or several with commas between them, stands for}
   *
   * @param text as {@code bindgen --library} has it
   * @param scriptDirectory where relative paths start
   */
  public static List<String> names(String text, Path scriptDirectory) {
    if (text.indexOf(',') < 0 || isFile(text, scriptDirectory)) {
      return List.of(text);
    }
    List<String> names = new ArrayList<>();
    for (String name : text.split(",", -1)) {
      names.add(name.strip());
    }
    return names;
  }

  private static boolean isFile(String text, Path scriptDirectory) {
    try {
      return Files.exists(scriptDirectory.resolve(text)) || Files.exists(Path.of(text));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /**
   * {@return the library of that name} Of several names, with commas between them, a symbol is in
   * the first that has it; one that can't be loaded is named when a symbol is in none of the
   * others.
   *
   * @param text a path or a bare name, or several; a bare name is also tried in the platform's
   *     spelling
   * @param scriptDirectory where relative paths start
   * @throws FfiException naming everything that was tried, if none of it could be loaded
   */
  public static NativeLibrary load(String text, Path scriptDirectory) {
    List<Part> parts = new ArrayList<>();
    StringBuilder failures = new StringBuilder();
    for (String name : names(text, scriptDirectory)) {
      load(name, scriptDirectory, parts, failures);
    }
    if (parts.isEmpty()) {
      throw new FfiException(failures.toString());
    }
    return new NativeLibrary(parts, failures.toString());
  }

  private static void load(
      String name, Path scriptDirectory, List<Part> parts, StringBuilder failures) {
    failures.append(failures.isEmpty() ? "" : "\n");
    int start = failures.length();
    failures.append("Failed to load library '").append(name).append("':");
    if (name.isEmpty() || name.indexOf('\0') >= 0) {
      failures.append(" not a file name");
      return;
    }
    for (String candidate : LibraryNames.candidates(name, scriptDirectory)) {
      switch (SystemLoader.host().load(candidate)) {
        case SystemLoader.Attempt.Loaded(long handle) -> {
          parts.add(new Part(candidate, handle));
          failures.setLength(Math.max(0, start - 1));
          return;
        }
        case SystemLoader.Attempt.Failed(String message) ->
            failures.append("\n  tried '").append(candidate).append("': ").append(message);
      }
    }
  }

  /** {@return the process itself: the C library and whatever else is linked into it} */
  public static NativeLibrary process() {
    return new NativeLibrary(List.of(new Part("", SystemLoader.host().self())), "");
  }

  /**
   * {@return the spelling under which it was loaded, several with commas between them; empty for
   * the process itself}
   */
  public String path() {
    return parts.stream().map(Part::path).collect(Collectors.joining(","));
  }

  /** {@return the files behind it, where the system tells} */
  public List<Path> files() {
    requireOpen();
    List<Path> files = new ArrayList<>();
    for (Part part : parts) {
      SystemLoader.host().file(part.handle()).ifPresent(files::add);
    }
    return files;
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
    for (Part part : parts) {
      long address = SystemLoader.host().symbol(part.handle(), symbol);
      if (address != 0) {
        return OptionalLong.of(address);
      }
    }
    return OptionalLong.empty();
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
                        + (path().isEmpty() ? "the process" : "'" + path() + "'")
                        + (missing.isEmpty() ? "" : "\n" + missing)));
  }

  /** {@return what ends when the library is closed; its functions check it} */
  public Lifetime lifetime() {
    return lifetime;
  }

  /** Unloads it. Its functions raise from now on. Closing it again does nothing. */
  public void close() {
    close(Runnable::run);
  }

  /**
   * Closes it and has the code unloaded.
   *
   * @param unloader unloads when no code of the library runs any more
   */
  public void close(Executor unloader) {
    if (lifetime.isAlive()) {
      lifetime.end("library '" + path() + "' was closed");
      unloader.execute(() -> parts.forEach(part -> SystemLoader.host().unload(part.handle())));
    }
  }

  private void requireOpen() {
    if (!lifetime.isAlive()) {
      throw new FfiException("Library '" + path() + "' is closed");
    }
  }
}
