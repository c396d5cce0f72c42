package dev.ligature.generator.header;

import dev.ligature.generator.clang.SourceFile;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Decides which files' declarations are wanted.
 *
 * <p>By default a header named on the command line brings
 *
 * <ul>
 *   <li>itself;
 *   <li>its own tree: every file it pulls in from its directory or below ({@code openssl/ssl.h}
 *       brings {@code openssl/**}) — unless that directory is one that many libraries share: a
 *       directory of the system's include path ({@code /usr/include}) or one of the C library's
 *       ({@code sys}, {@code net}, …);
 *   <li>what a wanted file includes in quotes, or as a part of it by name ({@code foo.h} and {@code
 *       foo_types.h} or {@code foo/core.h});
 *   <li>for a header of the C library, the private parts that it includes ({@code bits/fcntl.h});
 *   <li>for a Windows target and a header of the system's include directory, all that it pulls in
 *       from there except the C runtime: {@code windows.h} is the Windows API.
 * </ul>
 */
final class OwnFiles {
  /** Directories of the C library and the kernel, in which no library has a tree of its own. */
  private static final Set<String> SHARED =
      Set.of(
          "sys",
          "bits",
          "net",
          "netinet",
          "arpa",
          "asm",
          "asm-generic",
          "linux",
          "rpc",
          "protocols",
          "scsi",
          "gnu",
          "mach",
          "machine",
          "psdk_inc",
          "sec_api",
          "sdks");

  /** The C runtime among the headers of mingw-w64. */
  private static final Pattern C_RUNTIME =
      Pattern.compile(
          "(sys|sec_api|sdks|psdk_inc|ssp|c\\+\\+)/.*"
              + "|_?(mingw|bsd|cygwin|timeval|fd_types|corecrt|crt)[a-z0-9_]*\\.h|corecrt.*"
              + "|(assert|complex|conio|crtdbg|crtdefs|ctype|dir|direct|dirent|dos|errno|fcntl|fenv"
              + "|float|getopt|inttypes|io|iso646|libgen|limits|locale|malloc|math|mbctype|mbstring"
              + "|memory|mm_malloc|new|process|pthread.*|sched|search|semaphore|setjmp|setjmpex"
              + "|share|signal|stdalign|stdarg|__stdarg.*|stdatomic|stdbool|stddef|__stddef.*|stdint"
              + "|stdio|stdlib|stdnoreturn|string|strings|strmif_crt|swprintf|tchar|tgmath|threads"
              + "|time|uchar|unistd|utime|vadefs|varargs|wchar|wctype|intrin|.*intrin|mm3dnow"
              + "|cpuid)\\.(h|inl)");

  private static final Pattern PRIVATE_PART =
      Pattern.compile(
          "bits/(?!types|wordsize|timesize|time64|libc-header|long-double|endian|floatn)[^/]*");

  private static final Pattern KERNEL_PART = Pattern.compile("(asm|asm-generic|linux)/[^/]*");

  private final Selection selection;
  private final List<Pattern> globs;
  private final Set<SourceFile> own = new HashSet<>();
  private final FileNames names;
  private final Set<SourceFile> compiler = new HashSet<>();

  OwnFiles(
      Selection selection,
      FileNames names,
      ClangCommand command,
      List<SourceFile> roots,
      List<Inclusion> inclusions,
      boolean windows) {
    this.selection = selection;
    this.names = names;
    this.globs = selection.allowHeaders().stream().map(OwnFiles::glob).toList();
    Set<String> trees = new HashSet<>();
    Set<String> flatTrees = new HashSet<>();
    for (SourceFile root : roots) {
      own.add(root);
      String directory = FileNames.directory(absolute(root));
      if (!command.isSystemDirectory(directory)) {
        if (!isShared(names.name(root))) {
          trees.add(directory);
        }
      } else if (windows && !C_RUNTIME.matcher(names.name(root)).matches()) {
        flatTrees.add(directory);
      }
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Inclusion inclusion : inclusions) {
        SourceFile file = inclusion.file();
        String path = absolute(file);
        if (command.isCompilerHeader(path)) {
          compiler.add(file);
          continue;
        }
        if (own.contains(file)) {
          continue;
        }
        boolean wanted =
            trees.stream().anyMatch(path::startsWith)
                || (flatTrees.stream().anyMatch(path::startsWith)
                    && !C_RUNTIME.matcher(names.name(file)).matches())
                || (own.contains(inclusion.includer()) && isPart(inclusion, windows));
        if (wanted) {
          own.add(file);
          changed = true;
        }
      }
    }
  }

  private static String absolute(SourceFile file) {
    String path = file.path();
    boolean absolute = path.startsWith("/") || path.indexOf(':') == 1;
    return FileNames.normal(
        absolute ? path : Path.of(path).toAbsolutePath().toString().replace('\\', '/'));
  }

  private boolean isPart(Inclusion inclusion, boolean windows) {
    String name = names.name(inclusion.file());
    String includer = names.name(inclusion.includer());
    if (windows && C_RUNTIME.matcher(name).matches() && !C_RUNTIME.matcher(includer).matches()) {
      return false;
    }
    if (inclusion.quoted()) {
      return true;
    }
    String stem = includer.endsWith(".h") ? includer.substring(0, includer.length() - 2) : includer;
    if (name.startsWith(stem + "/") || name.startsWith(stem + "_") || name.startsWith(stem + "-")) {
      return true;
    }
    return PRIVATE_PART.matcher(name).matches()
        || (KERNEL_PART.matcher(name).matches()
            && (PRIVATE_PART.matcher(includer).matches()
                || KERNEL_PART.matcher(includer).matches()));
  }

  private static boolean isShared(String name) {
    int slash = name.indexOf('/');
    return slash > 0 && SHARED.contains(name.substring(0, slash));
  }

  /** {@return whether the declarations of that file are wanted} */
  boolean contains(SourceFile file) {
    if (file == SourceFile.NONE) {
      return false;
    }
    if (selection.everything()) {
      return true;
    }
    if (globs.isEmpty()) {
      return own.contains(file);
    }
    String name = names.name(file);
    String last = name.substring(name.lastIndexOf('/') + 1);
    for (int i = 0; i < globs.size(); i++) {
      boolean whole = selection.allowHeaders().get(i).contains("/");
      if (globs.get(i).matcher(whole ? name : last).matches()) {
        return true;
      }
    }
    return false;
  }

  /** {@return whether it is one of clang's own headers} */
  boolean isCompilerHeader(SourceFile file) {
    return compiler.contains(file);
  }

  /** {@return the pattern of a glob: {@code *} within a component, {@code **} across, {@code ?}} */
  static Pattern glob(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      if (c == '*' && i + 1 < glob.length() && glob.charAt(i + 1) == '*') {
        i++;
        if (i + 1 < glob.length() && glob.charAt(i + 1) == '/') {
          i++;
          regex.append("(.*/)?");
        } else {
          regex.append(".*");
        }
      } else if (c == '*') {
        regex.append("[^/]*");
      } else if (c == '?') {
        regex.append("[^/]");
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString());
  }
}
