package dev.ligature.generator.header;

import dev.ligature.generator.clang.Libclang;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The arguments for clang: the target, where its system headers are, and what the user adds.
 *
 * <p>For Linux and mingw targets the directories of system headers are looked for here, without
 * running a compiler: {@code /usr/include} and its kin for the host, {@code
 * /usr/aarch64-linux-gnu/include} for a cross target, {@code /usr/x86_64-w64-mingw32/include} for
 * Windows; below {@code --sysroot} if the user gives one. For other targets clang's own defaults
 * and the user's {@code -isysroot} count.
 */
final class ClangCommand {
  /** The name of the file that includes the headers; it is in no directory. */
  static final String MAIN = "bindgen-input.c";

  private final List<String> arguments = new ArrayList<>();
  private final List<String> userDirectories = new ArrayList<>();
  private final List<String> systemDirectories = new ArrayList<>();
  private final Set<String> shared = new HashSet<>();
  private final Set<String> defined = new HashSet<>();
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final String compilerDirectory;

  /** {@return the names of the macros that the user's arguments define} */
  Set<String> defined() {
    return defined;
  }

  ClangCommand(ParseRequest request, String triple) {
    Path resources = Libclang.get().resourceDirectory();
    compilerDirectory = slashes(resources.toString()) + "/";
    arguments.add("--target=" + triple);
    arguments.addAll(List.of("-x", "c", "-resource-dir", resources.toString()));
    // Ordinary comments are not asked for (-fparse-all-comments): one between a doc comment and its
    // declaration would hide the doc comment.
    arguments.add("-fretain-comments-from-system-headers");
    // The declaration of a function that clang knows keeps the type that clang has for it: unsigned
    // long where the header says size_t.
    arguments.add("-fno-builtin");
    arguments.add("-Wno-pragma-once-outside-header");
    arguments.add("-Wno-nullability-completeness");
    arguments.add("-Wno-nullability-completeness-on-arrays");
    if (triple.contains("mingw") || triple.contains("windows-gnu")) {
      // GCC for these targets takes them by default, and the headers rely on it: a struct with a
      // tag and no name is an anonymous member.
      arguments.add("-fms-extensions");
      arguments.add("-Wno-microsoft-anon-tag");
    }
    String sysroot = "";
    boolean ownDirectories = true;
    List<String> given = request.clangArguments();
    for (int i = 0; i < given.size(); i++) {
      String argument = given.get(i);
      String next = i + 1 < given.size() ? given.get(i + 1) : "";
      if (argument.equals("--sysroot") || argument.equals("-isysroot")) {
        sysroot = next;
      } else if (argument.startsWith("--sysroot=")) {
        sysroot = argument.substring("--sysroot=".length());
      } else if (argument.equals("-nostdinc") || argument.equals("-nostdlibinc")) {
        ownDirectories = false;
      }
      if (argument.startsWith("-D")) {
        String definition = argument.length() > 2 ? argument.substring(2) : next;
        int end = definition.indexOf('=');
        defined.add(end < 0 ? definition : definition.substring(0, end));
      }
      for (String flag : List.of("-isystem", "-iquote", "-idirafter", "-I")) {
        if (argument.equals(flag)) {
          userDirectories.add(slashes(next));
        } else if (argument.startsWith(flag)) {
          userDirectories.add(slashes(argument.substring(flag.length())));
          break;
        }
      }
    }
    arguments.addAll(given);
    List<String> found = ownDirectories ? systemDirectories(triple, sysroot) : List.of();
    if (!found.isEmpty()) {
      arguments.add("-nostdlibinc");
      for (String directory : found) {
        arguments.addAll(List.of("-Xclang", "-internal-externc-isystem", "-Xclang", directory));
      }
    }
    systemDirectories.addAll(found);
    for (String directory : found) {
      shared.add(directory + "/");
      shared.add(real(directory) + "/");
    }
    if (triple.contains("windows") || triple.contains("mingw")) {
      if (!request.fullIntrinsics()) {
        // Nothing but intrinsics is in it, and it is a third of the time windows.h takes.
        texts.put(resources.resolve("include").resolve("x86intrin.h").toString(), "");
      }
    }
  }

  private static String slashes(String path) {
    return path.replace(File.separatorChar, '/');
  }

  private static String real(String directory) {
    try {
      return slashes(Path.of(directory).toRealPath().toString());
    } catch (java.io.IOException e) {
      return directory;
    }
  }

  private static List<String> systemDirectories(String triple, String sysroot) {
    String[] parts = triple.split("-");
    String arch =
        switch (parts[0]) {
          case "arm64" -> "aarch64";
          case "amd64" -> "x86_64";
          case "i386", "i486", "i586", "x86" -> "i686";
          default -> parts[0];
        };
    List<String> candidates = new ArrayList<>();
    if (triple.contains("mingw") || triple.contains("windows-gnu")) {
      String mingw = arch + "-w64-mingw32";
      String root = sysroot.isEmpty() ? "/usr" : sysroot;
      candidates.add(root + "/" + mingw + "/include");
      candidates.add(root + "/" + mingw + "/sys-root/mingw/include");
      if (!sysroot.isEmpty()) {
        candidates.add(root + "/include");
      }
      return existing(candidates);
    }
    if (!triple.contains("linux")) {
      return List.of();
    }
    String multiarch = (arch.equals("i686") ? "i386" : arch) + "-linux-gnu";
    for (String part : parts) {
      if (part.startsWith("gnu") || part.startsWith("musl")) {
        multiarch = (arch.equals("i686") ? "i386" : arch) + "-linux-" + part;
      }
    }
    if (sysroot.isEmpty()) {
      candidates.add("/usr/" + multiarch + "/include");
    }
    candidates.add(sysroot + "/usr/local/include/" + multiarch);
    candidates.add(sysroot + "/usr/local/include");
    candidates.add(sysroot + "/usr/include/" + multiarch);
    candidates.add(sysroot + "/usr/include");
    candidates.add(sysroot + "/include");
    return existing(candidates);
  }

  private static List<String> existing(List<String> directories) {
    return directories.stream().filter(d -> Files.isDirectory(Path.of(d))).toList();
  }

  List<String> arguments() {
    return arguments;
  }

  /** {@return contents of files that clang is to read instead of those on disk} */
  Map<String, String> texts() {
    return texts;
  }

  /** {@return every directory that is searched for headers, as far as it is known} */
  List<String> searched() {
    List<String> all = new ArrayList<>(userDirectories);
    all.addAll(systemDirectories);
    all.add(compilerDirectory + "include");
    return all;
  }

  /** {@return whether it is, slash at its end, a directory in which all libraries meet} */
  boolean isSystemDirectory(String directory) {
    return shared.contains(directory) || shared.contains(real(directory) + "/");
  }

  boolean isCompilerHeader(String path) {
    return path.startsWith(compilerDirectory);
  }
}
