package dev.ligature.generator.clang;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Enumeration;
import java.util.List;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The directory into which native libraries and clang's own headers are extracted once: {@code
 * $LIGATURE_CACHE}, or {@code ligature} in the user's cache directory.
 *
 * <p>An entry is filled in a directory of another name and then renamed, so that two processes at
 * once, or one that dies half-way, never leave an entry that is incomplete.
 */
final class NativeCache {
  private NativeCache() {}

  /** The system property that names the cache directory, stronger than the environment. */
  static final String PROPERTY = "ligature.cache";

  private static Path root() {
    String property = System.getProperty(PROPERTY, "");
    if (!property.isEmpty()) {
      return Path.of(property);
    }
    String own = System.getenv().getOrDefault("LIGATURE_CACHE", "");
    if (!own.isEmpty()) {
      return Path.of(own);
    }
    for (String variable : List.of("XDG_CACHE_HOME", "LOCALAPPDATA")) {
      String value = System.getenv().getOrDefault(variable, "");
      if (!value.isEmpty() && Path.of(value).isAbsolute()) {
        return Path.of(value, "ligature");
      }
    }
    return Path.of(System.getProperty("user.home"), ".cache", "ligature");
  }

  /**
   * {@return the directory of an entry, filled from the jar of {@code resource} if it is not there}
   *
   * @param entry the entry's name, which must change whenever its contents do
   * @param resource a file in the jar; the entry holds the files below its directory
   * @param wanted which of them, by their paths below that directory
   */
  static Path entry(String entry, ClassLoader loader, String resource, Predicate<String> wanted) {
    Path target = root().resolve(entry);
    if (Files.isDirectory(target)) {
      return target;
    }
    URL url = loader.getResource(resource);
    if (url == null) {
      throw new ClangException(
          "no libclang for this platform on the class path (no "
              + resource
              + "); add the jar org.bytedeco:llvm with this platform's classifier");
    }
    Path temporary = null;
    try {
      Files.createDirectories(target.getParent());
      temporary = Files.createTempDirectory(target.getParent(), entry + ".tmp");
      extract(url, resource.substring(0, resource.lastIndexOf('/') + 1), wanted, temporary);
      try {
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        temporary = null;
      } catch (IOException e) {
        // Another process was first: its entry is as good as ours.
        if (!Files.isDirectory(target)) {
          throw e;
        }
      }
      return target;
    } catch (IOException e) {
      throw new ClangException(
          "cannot extract libclang to "
              + target
              + ": "
              + e
              + "; set LIGATURE_CACHE to a directory that can be written",
          e);
    } finally {
      if (temporary != null) {
        delete(temporary);
      }
    }
  }

  private static void extract(URL url, String prefix, Predicate<String> wanted, Path target)
      throws IOException {
    if (url.openConnection() instanceof JarURLConnection connection) {
      connection.setUseCaches(false);
      try (JarFile jar = connection.getJarFile()) {
        for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
          JarEntry entry = entries.nextElement();
          String name = entry.getName();
          if (entry.isDirectory() || !name.startsWith(prefix)) {
            continue;
          }
          String relative = name.substring(prefix.length());
          Path file = target.resolve(relative).normalize();
          if (!wanted.test(relative) || !file.startsWith(target)) {
            continue;
          }
          Files.createDirectories(file.getParent());
          try (InputStream in = jar.getInputStream(entry)) {
            Files.copy(in, file);
          }
        }
      }
      return;
    }
    Path source = Path.of(URI.create(url.toString())).getParent();
    try (var files = Files.walk(source)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        String relative = source.relativize(file).toString().replace('\\', '/');
        if (wanted.test(relative)) {
          Path copy = target.resolve(relative);
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy);
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void delete(Path directory) {
    try {
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path dir, IOException e) throws IOException {
              Files.delete(dir);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      // What is left in the cache is of no harm: nothing reads a directory of that name.
      directory.toFile().deleteOnExit();
    }
  }
}
