package dev.ligature.generator.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Says in one line why a file could not be read or written. */
final class FileErrors {
  private FileErrors() {}

  static UserException reading(Path path, IOException e) {
    return new UserException(ExitCode.INPUT_OUTPUT, "can't read '" + path + "': " + reason(e), e);
  }

  static UserException writing(Path path, IOException e) {
    return new UserException(ExitCode.INPUT_OUTPUT, "can't write '" + path + "': " + reason(e), e);
  }

  private static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "no such file or directory";
      case AccessDeniedException _ -> "permission denied";
      case NotDirectoryException _ -> "not a directory";
      case CharacterCodingException _ -> "not UTF-8 text";
      case FileSystemException f when f.getReason() != null -> f.getReason();
      default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    };
  }
}
