package dev.ligature.generator.header;

import dev.ligature.generator.clang.Place;
import dev.ligature.generator.clang.SourceFile;
import dev.ligature.idl.Location;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names files as they would be included: {@code "openssl/ssl.h"}. Nothing of the machine's own
 * directories gets into the IDL through it.
 */
final class FileNames {
  private final List<String> searched;
  private final Map<SourceFile, String> names = new HashMap<>();

  /**
   * @param searched the directories that clang searches, in any order
   */
  FileNames(List<String> searched) {
    this.searched = searched;
  }

  /** Names a file that the command line names. */
  void root(SourceFile file) {
    names.putIfAbsent(file, relative(file.path()));
  }

  /** Names a text that is in no file. */
  void text(SourceFile file, String name) {
    names.put(file, name);
  }

  /** Names a file after the directive that includes it first. */
  void included(SourceFile includer, SourceFile file, String spelling, boolean quoted) {
    if (names.containsKey(file)) {
      return;
    }
    String name = spelling.replace('\\', '/');
    if (name.startsWith("/") || name.contains(":/")) {
      name = relative(file.path());
    } else if (quoted) {
      String directory = directory(includer.path());
      if (normal(directory + name).equals(normal(file.path()))) {
        name = normal(directory(name(includer)) + name);
      }
    }
    names.put(file, normal(name));
  }

  String name(SourceFile file) {
    String name = names.get(file);
    return name == null ? relative(file.path()) : name;
  }

  Location location(Place place) {
    return new Location(name(place.file()), Math.max(place.line(), 1));
  }

  /** {@return the path below the deepest directory searched, or the last component alone} */
  private String relative(String path) {
    String normal = normal(Path.of(path).toAbsolutePath().toString().replace('\\', '/'));
    String best = "";
    for (String directory : searched) {
      String prefix =
          normal(Path.of(directory).toAbsolutePath().toString().replace('\\', '/')) + "/";
      if (normal.startsWith(prefix) && prefix.length() > best.length()) {
        best = prefix;
      }
    }
    return best.isEmpty()
        ? normal.substring(normal.lastIndexOf('/') + 1)
        : normal.substring(best.length());
  }

  /** {@return the directory of a path with its slash; empty if there is none} */
  static String directory(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  /** {@return the path without {@code .}, and without {@code x/..}} */
  static String normal(String path) {
    if (!path.contains("./") && !path.contains("//") && !path.endsWith("/.")) {
      return path;
    }
    List<String> parts = new ArrayList<>();
    for (String part : path.split("/")) {
      if (part.equals("..") && !parts.isEmpty() && !parts.getLast().equals("..")) {
        parts.removeLast();
      } else if (!part.equals(".") && !(part.isEmpty() && !parts.isEmpty())) {
        parts.add(part);
      }
    }
    return String.join("/", parts);
  }
}
