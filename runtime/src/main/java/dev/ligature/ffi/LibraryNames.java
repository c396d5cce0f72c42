package dev.ligature.ffi;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a library's name may mean, in the order in which it is tried.
 *
 * <p>A name with a directory in it is a path: relative to the script that loads it, then to the
 * working directory. A name without one is first what it says, then spelled as the platform spells
 * libraries ({@code z} is {@code libz.so}, {@code libz.dylib} or {@code z.dll}), then, on Linux,
 * the versions that the dynamic linker's cache knows ({@code libz.so.1}).
 */
final class LibraryNames {

  private LibraryNames() {}

  /**
   * {@return the spellings to try, without duplicates}
   *
   * @param name as the user wrote it
   * @param scriptDirectory the directory of the script that loads it, for relative paths
   */
  static List<String> candidates(String name, Path scriptDirectory) {
    Set<String> candidates = new LinkedHashSet<>();
    if (name.indexOf('/') >= 0 || name.indexOf('\\') >= 0) {
      Path path = Path.of(name);
      if (!path.isAbsolute()) {
        Path besideScript = scriptDirectory.resolve(path).normalize();
        if (Files.exists(besideScript)) {
          candidates.add(besideScript.toAbsolutePath().toString());
        }
        candidates.add(path.toAbsolutePath().normalize().toString());
      } else {
        candidates.add(name);
      }
      return List.copyOf(candidates);
    }
    candidates.add(name);
    Platform.Os os = Platform.host().os();
    String base = baseName(name);
    switch (os) {
      case WINDOWS -> candidates.add(base + ".dll");
      case MACOS -> {
        candidates.add("lib" + base + ".dylib");
        candidates.add(base + ".dylib");
      }
      case LINUX -> {
        candidates.add("lib" + base + ".so");
        candidates.add(base + ".so");
        candidates.addAll(versioned("lib" + base + ".so"));
      }
    }
    return List.copyOf(candidates);
  }

  /**
   * {@code libz.so}, {@code libz.dylib}, {@code z.dll} and {@code z} all have the base {@code z}.
   */
  private static String baseName(String name) {
    for (String suffix : List.of(".dll", ".dylib", ".so")) {
      if (name.endsWith(suffix)) {
        String stem = name.substring(0, name.length() - suffix.length());
        return stem.startsWith("lib") && !suffix.equals(".dll") ? stem.substring(3) : stem;
      }
    }
    return name;
  }

  private static List<String> versioned(String unversioned) {
    List<String> found = new ArrayList<>();
    for (String soname : LinkerCache.system().sonames()) {
      if (soname.startsWith(unversioned + ".")) {
        found.add(soname);
      }
    }
    return found;
  }
}
