package dev.ligature.generator.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a set of files so that each is there as a whole or not at all: first all of them to
 * temporary files beside their places, then, when every byte is on the disk's side, moved. A full
 * disk or a missing permission leaves every old file as it was.
 */
final class OutputFiles implements AutoCloseable {
  private static final String SUFFIX = ".bindgen-tmp";

  /** Temporary file by final place; what is written in place maps to itself. */
  private final Map<Path, Path> staged = new LinkedHashMap<>();

  /** Text for pipes and devices, which cannot be replaced. */
  private final Map<Path, byte[]> direct = new LinkedHashMap<>();

  private final List<Path> createdDirectories = new ArrayList<>();

  /**
   * Writes {@code text} beside {@code path}.
   *
   * @throws UserException if that is not possible
   */
  void stage(Path path, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      Path place = resolveLinks(path);
      if (Files.exists(place) && !Files.isRegularFile(place)) {
        if (Files.isDirectory(place)) {
          throw new UserException(
              ExitCode.INPUT_OUTPUT, "can't write '" + path + "': it is a directory");
        }
        direct.put(place, bytes);
        return;
      }
      if (Files.exists(place) && !Files.isWritable(place)) {
        throw new UserException(
            ExitCode.INPUT_OUTPUT, "can't write '" + path + "': permission denied");
      }
      Path temporary = temporaryBeside(place);
      staged.put(place, temporary);
      try (OutputStream out = Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW)) {
        out.write(bytes);
      }
      keepPermissions(place, temporary);
    } catch (IOException e) {
      throw FileErrors.writing(path, e);
    }
  }

  /** Makes a directory for outputs, which goes away again if nothing comes of them. */
  void directory(Path directory) {
    try {
      List<Path> missing = new ArrayList<>();
      Path up = directory.toAbsolutePath();
      while (up != null && !Files.exists(up)) {
        missing.addFirst(up);
        up = up.getParent();
      }
      Files.createDirectories(directory);
      createdDirectories.addAll(missing);
    } catch (IOException e) {
      throw FileErrors.writing(directory, e);
    }
  }

  /** Puts all files in their places. */
  void commit() {
    direct.forEach(
        (place, bytes) -> {
          try (OutputStream out = Files.newOutputStream(place, StandardOpenOption.WRITE)) {
            out.write(bytes);
          } catch (IOException e) {
            throw FileErrors.writing(place, e);
          }
        });
    List<Path> places = new ArrayList<>(staged.keySet());
    for (Path place : places) {
      try {
        move(staged.get(place), place);
        staged.remove(place);
      } catch (IOException e) {
        throw FileErrors.writing(place, e);
      }
    }
    createdDirectories.clear();
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static Path resolveLinks(Path path) throws IOException {
    return Files.isSymbolicLink(path) && Files.exists(path) ? path.toRealPath() : path;
  }

  private static Path temporaryBeside(Path place) {
    String name = "." + place.getFileName() + "." + ProcessHandle.current().pid() + SUFFIX;
    return place.resolveSibling(name);
  }

  private static void keepPermissions(Path place, Path temporary) throws IOException {
    if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    PosixFileAttributeView old = Files.getFileAttributeView(place, PosixFileAttributeView.class);
    PosixFileAttributeView now =
        Files.getFileAttributeView(temporary, PosixFileAttributeView.class);
    if (old != null && now != null) {
      now.setPermissions(old.readAttributes().permissions());
    }
  }

  /** Removes what was staged and not moved. */
  @Override
  public void close() {
    for (Path temporary : staged.values()) {
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException e) {
        // Reported is what made the run fail; the leftover's name says what it is.
      }
    }
    for (Path directory : createdDirectories.reversed()) {
      try {
        Files.deleteIfExists(directory);
      } catch (IOException e) {
        // Not empty: somebody else put something there.
      }
    }
  }
}
