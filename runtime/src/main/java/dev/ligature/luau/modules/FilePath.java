package dev.ligature.luau.modules;

import java.util.ArrayList;
import java.util.List;

/** Paths with slashes, as modules name each other on every platform. */
final class FilePath {
  private FilePath() {}

  /** Whether a path starts at the root, or at a drive of Windows. */
  static boolean isAbsolute(String path) {
    return path.startsWith("/") || path.matches("^[A-Za-z]:/.*");
  }

  /**
   * {@return the path without {@code .}, empty and needless {@code ..} components} Relative ones
   * start with {@code ./} or {@code ../}.
   */
  static String normalize(String path) {
    boolean absolute = isAbsolute(path);
    String root = absolute ? path.substring(0, path.indexOf('/') + 1) : "";
    List<String> components = new ArrayList<>();
    for (String component : path.substring(root.length()).split("/")) {
      if (component.equals("..")) {
        if (!components.isEmpty() && !components.getLast().equals("..")) {
          components.removeLast();
        } else if (!absolute) {
          components.add(component);
        }
      } else if (!component.isEmpty() && !component.equals(".")) {
        components.add(component);
      }
    }
    boolean upwards = !components.isEmpty() && components.getFirst().equals("..");
    String prefix = absolute ? root : upwards ? "" : "./";
    return prefix + String.join("/", components);
  }

  /** {@return the file's path without what tells files of one module apart} */
  static String module(String file) {
    for (String suffix : List.of("/init.luau", "/init.lua", ".luau", ".lua")) {
      if (file.endsWith(suffix)) {
        return file.substring(0, file.length() - suffix.length());
      }
    }
    return file;
  }
}
