package dev.ligature.luau.modules;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Modules as files, by the rules of the official {@code require}: {@code ./} and {@code ../} from
 * the requiring file, {@code @self} for what lies below an {@code init.luau}, aliases of {@code
 * .luaurc} files up the tree; {@code .luau} and {@code .lua} files and folders with an {@code init}
 * file are modules, and a path that could mean two of them is an error.
 */
public final class FileModules implements ModuleResolver {
  private static final List<String> SUFFIXES = List.of(".luau", ".lua");

  private final Path root;

  /** Makes a resolver of modules whose relative chunk names start at {@code root}. */
  public FileModules(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  /** The reason why there is no module. */
  private static final class UnresolvedException extends Exception {
    private static final long serialVersionUID = 1L;

    UnresolvedException(String reason) {
      super(reason, null, false, false);
    }
  }

  @Override
  public Resolution resolve(String requirer, String path) {
    try {
      Navigator navigator = new Navigator(requirer);
      navigator.navigate(path.replace('\\', '/'));
      Path file = absolute(navigator.file);
      if (!Files.isRegularFile(file)) {
        return new Resolution.Missing("no module present at resolved path");
      }
      return new Resolution.Found(
          file.normalize().toString(), "@" + navigator.file, Files.readAllBytes(file));
    } catch (UnresolvedException e) {
      return new Resolution.Missing("error requiring module \"" + path + "\": " + e.getMessage());
    } catch (IOException e) {
      return new Resolution.Missing(
          "error requiring module \"" + path + "\": could not read file (" + e + ")");
    }
  }

  /** {@return the chunk name of a script that is started by its path} */
  public static String chunkName(String file) {
    return "@" + FilePath.normalize(file.replace('\\', '/'));
  }

  private Path absolute(String path) {
    return root.resolve(path);
  }

  private boolean isFile(String path) {
    return Files.isRegularFile(absolute(path));
  }

  private enum Status {
    SUCCESS,
    AMBIGUOUS,
    NOT_FOUND
  }

  /** A place in the tree of modules. */
  private final class Navigator {
    private final String requirer;

    /** The module's path without suffix, and its file or folder. */
    private String module;

    private String file;

    Navigator(String requirer) {
      this.requirer = requirer;
    }

    void navigate(String path) throws UnresolvedException {
      if (path.startsWith("./") || path.startsWith("../")) {
        reset();
        parent("requiring context");
        follow(path);
      } else if (path.startsWith("@")) {
        String alias = alias(path).toLowerCase(Locale.ROOT);
        reset();
        Map<String, String> aliases = findAliases(alias);
        if (aliases.containsKey(alias)) {
          followAlias(alias, aliases, new ArrayList<>());
        } else if (alias.equals("self")) {
          reset();
        } else {
          throw new UnresolvedException("@" + alias + " is not a valid alias");
        }
        follow(behindAlias(path));
      } else {
        throw new UnresolvedException("require path must start with a valid prefix: ./, ../, or @");
      }
    }

    private String alias(String path) {
      int end = path.indexOf('/');
      return path.substring(1, end < 0 ? path.length() : end);
    }

    private String behindAlias(String path) {
      int end = path.indexOf('/');
      return end < 0 ? "" : path.substring(end + 1);
    }

    private void reset() throws UnresolvedException {
      // A chunk that is no file, such as a REPL's, requires from the root.
      String start = requirer.startsWith("@") ? requirer.substring(1) : "./stdin";
      Status status = jump(start);
      if (status == Status.AMBIGUOUS) {
        throw new UnresolvedException("could not reset to requiring context (ambiguous)");
      }
    }

    private Status jump(String path) {
      file = FilePath.normalize(path.replace('\\', '/'));
      module = FilePath.module(file);
      return locate();
    }

    /** Finds the file or folder of the module. */
    private Status locate() {
      List<String> found = new ArrayList<>(2);
      String name = module.substring(module.lastIndexOf('/') + 1);
      if (!name.equals("init")) {
        for (String suffix : SUFFIXES) {
          if (isFile(module + suffix)) {
            found.add(module + suffix);
          }
        }
      }
      if (Files.isDirectory(absolute(module))) {
        boolean initialized = false;
        for (String suffix : SUFFIXES) {
          String init = module + (module.endsWith("/") ? "init" : "/init") + suffix;
          if (isFile(init)) {
            found.add(init);
            initialized = true;
          }
        }
        if (!initialized) {
          found.add(module);
        }
      }
      if (found.size() == 1) {
        file = found.getFirst();
      }
      return switch (found.size()) {
        case 0 -> Status.NOT_FOUND;
        case 1 -> Status.SUCCESS;
        default -> Status.AMBIGUOUS;
      };
    }

    /** Goes up; false at the root. */
    private boolean up() {
      Path path = absolute(module).normalize();
      Path above = path.getParent();
      if (above == null || above.getParent() == null) {
        return false;
      }
      module = FilePath.normalize(module + "/..");
      if (locate() != Status.SUCCESS) {
        file = module;
      }
      return true;
    }

    private void parent(String of) throws UnresolvedException {
      if (!up()) {
        throw new UnresolvedException("could not get parent of " + of);
      }
    }

    private void follow(String path) throws UnresolvedException {
      String previous = "";
      for (String component : path.split("/")) {
        if (component.isEmpty() || component.equals(".")) {
          continue;
        }
        if (component.equals("..")) {
          parent(previous.isEmpty() ? "requiring context" : "component \"" + previous + "\"");
        } else {
          child(component);
        }
        previous = component;
      }
    }

    private void child(String name) throws UnresolvedException {
      module = FilePath.normalize(module + "/" + name);
      Status status = locate();
      if (status != Status.SUCCESS) {
        throw new UnresolvedException(
            "could not resolve child component \""
                + name
                + "\""
                + (status == Status.AMBIGUOUS ? " (ambiguous)" : ""));
      }
    }

    /** The aliases of the nearest configuration upwards that has {@code alias}, and goes there. */
    private Map<String, String> findAliases(String alias) throws UnresolvedException {
      while (up()) {
        String configuration = FilePath.normalize(module + "/.luaurc");
        if (isFile(configuration)) {
          Map<String, String> aliases = readAliases(configuration);
          if (aliases.containsKey(alias)) {
            return aliases;
          }
        }
      }
      return Map.of();
    }

    private Map<String, String> readAliases(String configuration) throws UnresolvedException {
      try {
        byte[] bytes = Files.readAllBytes(absolute(configuration));
        return AliasConfiguration.parse(new String(bytes, StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UnresolvedException("could not read " + configuration + " (" + e + ")");
      } catch (AliasConfiguration.MalformedException e) {
        throw new UnresolvedException(configuration + ": " + e.getMessage());
      }
    }

    private void followAlias(String alias, Map<String, String> aliases, List<String> seen)
        throws UnresolvedException {
      String value = aliases.get(alias).replace('\\', '/');
      if (value.startsWith("./") || value.startsWith("../")) {
        follow(value);
      } else if (value.startsWith("@")) {
        if (seen.contains(alias)) {
          List<String> cycle = new ArrayList<>(seen.subList(seen.indexOf(alias), seen.size()));
          cycle.add(alias);
          throw new UnresolvedException(
              "detected alias cycle (@" + String.join(" -> @", cycle) + ")");
        }
        seen.add(alias);
        String next = alias(value).toLowerCase(Locale.ROOT);
        if (aliases.containsKey(next)) {
          followAlias(next, aliases, seen);
        } else {
          Map<String, String> above = findAliases(next);
          if (!above.containsKey(next)) {
            throw new UnresolvedException("@" + next + " is not a valid alias");
          }
          followAlias(next, above, new ArrayList<>());
        }
        follow(behindAlias(value));
      } else if (FilePath.isAbsolute(value)) {
        Status status = jump(value);
        if (status != Status.SUCCESS) {
          throw new UnresolvedException(
              "could not jump to alias \""
                  + value
                  + "\""
                  + (status == Status.AMBIGUOUS ? " (ambiguous)" : ""));
        }
      } else {
        throw new UnresolvedException("could not jump to alias \"" + value + "\"");
      }
    }
  }
}
