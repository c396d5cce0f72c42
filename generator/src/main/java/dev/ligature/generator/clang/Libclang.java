package dev.ligature.generator.clang;

import static org.bytedeco.llvm.global.clang.clang_createIndex;
import static org.bytedeco.llvm.global.clang.clang_toggleCrashRecovery;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.llvm.clang.CXIndex;

/**
 * Libclang in this process: loads it once, in a way that leaves HotSpot alone and costs as little
 * as can be.
 *
 * <p>Clang's crash recovery would put a SIGSEGV handler over HotSpot's, which needs that signal for
 * its own ends; so it is switched off before and after an index is made.
 */
@SuppressWarnings("restricted")
public final class Libclang {
  private static final String DISABLE = "LIBCLANG_DISABLE_CRASH_RECOVERY";

  private final String platform;
  private final Path directory;

  private static final class Holder {
    static final Libclang INSTANCE = new Libclang();
  }

  /**
   * {@return libclang, loaded}
   *
   * @throws ClangException if it cannot be
   */
  public static Libclang get() {
    try {
      return Holder.INSTANCE;
    } catch (ExceptionInInitializerError e) {
      if (e.getCause() instanceof ClangException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private Libclang() {
    // These are read when JavaCPP's classes initialise. Its memory accounting makes each callback
    // several times slower, its own loader takes twice as long as four loads by hand, and what this
    // package allocates it frees itself.
    setDefault("org.bytedeco.javacpp.maxPhysicalBytes", "0");
    setDefault("org.bytedeco.javacpp.maxBytes", "0");
    setDefault("org.bytedeco.javacpp.nopointergc", "true");
    System.setProperty("org.bytedeco.javacpp.loadlibraries", "false");
    disableCrashRecovery();

    platform = Loader.getPlatform();
    String version = version();
    ClassLoader loader = Libclang.class.getClassLoader();
    List<String> libraries =
        List.of(
            System.mapLibraryName("LLVM"),
            System.mapLibraryName("clang"),
            System.mapLibraryName("jniclang"));
    directory =
        NativeCache.entry(
            "llvm-" + version + "-" + platform,
            loader,
            "org/bytedeco/llvm/" + platform + "/" + libraries.get(2),
            path -> libraries.contains(path) || isBuiltinHeader(path));
    String javacpp = System.mapLibraryName("jnijavacpp");
    Path javacppDirectory =
        NativeCache.entry(
            "javacpp-" + version + "-" + platform,
            loader,
            "org/bytedeco/javacpp/" + platform + "/" + javacpp,
            javacpp::equals);
    try {
      load(directory.resolve(libraries.get(0)));
      load(directory.resolve(libraries.get(1)));
      load(javacppDirectory.resolve(javacpp));
      load(directory.resolve(libraries.get(2)));
    } catch (UnsatisfiedLinkError e) {
      throw new ClangException("cannot load libclang from " + directory + ": " + e.getMessage(), e);
    }
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  private static boolean isBuiltinHeader(String path) {
    return path.startsWith("lib/clang/") && path.contains("/include/");
  }

  private static void load(Path library) {
    // Some platforms' libclang has libLLVM in it.
    if (Files.exists(library)) {
      System.load(library.toAbsolutePath().toString());
    }
  }

  private static String version() {
    String version = CXIndex.class.getPackage().getImplementationVersion();
    return version == null ? "unversioned" : version;
  }

  /**
   * Sets the variable in the environment of the C library, where a launcher has not done it: Java
   * can't, and libclang reads it with {@code getenv}.
   */
  private static void disableCrashRecovery() {
    if (System.getenv(DISABLE) != null) {
      return;
    }
    Linker linker = Linker.nativeLinker();
    SymbolLookup lookup = linker.defaultLookup();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocateFrom(DISABLE);
      MemorySegment value = arena.allocateFrom("1");
      var setenv = lookup.find("setenv");
      if (setenv.isPresent()) {
        int result =
            (int)
                linker
                    .downcallHandle(
                        setenv.get(),
                        FunctionDescriptor.of(
                            ValueLayout.JAVA_INT,
                            ValueLayout.ADDRESS,
                            ValueLayout.ADDRESS,
                            ValueLayout.JAVA_INT))
                    .invokeExact(name, value, 1);
        check(result);
        return;
      }
      var putenv = lookup.find("_putenv_s");
      if (putenv.isPresent()) {
        int result =
            (int)
                linker
                    .downcallHandle(
                        putenv.get(),
                        FunctionDescriptor.of(
                            ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS))
                    .invokeExact(name, value);
        check(result);
        return;
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new ClangException("cannot set " + DISABLE, e);
    }
    throw new ClangException(
        "set "
            + DISABLE
            + "=1 in the environment: this platform's C library"
            + " offers no way to do it from here");
  }

  private static void check(int result) {
    if (result != 0) {
      throw new ClangException("cannot set " + DISABLE + ": the C library says " + result);
    }
  }

  /** {@return a new index, to be disposed of; each translation unit has its own thread's} */
  CXIndex newIndex() {
    CXIndex index = clang_createIndex(0, 0);
    clang_toggleCrashRecovery(0);
    return index;
  }

  /** {@return the triple of the platform this runs on} */
  public String hostTriple() {
    return switch (platform) {
      case "linux-x86_64" -> "x86_64-unknown-linux-gnu";
      case "linux-arm64" -> "aarch64-unknown-linux-gnu";
      case "windows-x86_64" -> "x86_64-w64-windows-gnu";
      case "macosx-x86_64" -> "x86_64-apple-macosx";
      case "macosx-arm64" -> "arm64-apple-macosx";
      default -> throw new ClangException("no default target on " + platform + "; name one");
    };
  }

  /** {@return the directory with clang's own headers, for {@code -resource-dir}} */
  public Path resourceDirectory() {
    Path versions = directory.resolve("lib/clang");
    try (var list = Files.list(versions)) {
      return list.findFirst()
          .orElseThrow(() -> new ClangException("no clang headers in " + versions));
    } catch (java.io.IOException e) {
      throw new ClangException("no clang headers in " + versions + ": " + e, e);
    }
  }
}
