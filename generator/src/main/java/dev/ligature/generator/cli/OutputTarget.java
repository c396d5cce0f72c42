package dev.ligature.generator.cli;

import dev.ligature.generator.cli.Settings.Language;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * One {@code -o}: a place and the language that goes there.
 *
 * @param text as the user gave it, for messages and the depfile
 */
record OutputTarget(Kind kind, Language language, String text) {

  /** The shapes of outputs. */
  enum Kind {
    FILE,
    /** A folder of modules. */
    FOLDER,
    /** Standard output. */
    STREAM
  }

  /**
   * Reads an {@code -o}.
   *
   * @param language what {@code --lang} says; a known suffix wins over it
   */
  static OutputTarget of(String text, Optional<Language> language) {
    if (text.equals("-")) {
      return new OutputTarget(Kind.STREAM, language.orElse(Language.LUAU), text);
    }
    if (text.isEmpty()) {
      throw new UserException(ExitCode.USAGE, "-o needs a name");
    }
    if (text.endsWith("/") || text.endsWith("\\") || Files.isDirectory(Path.of(text))) {
      Language folder = language.orElse(Language.LUAU);
      if (folder == Language.JSON) {
        throw new UserException(
            ExitCode.USAGE,
            "-o '" + text + "': the IDL is one file, not a folder: name it, as in -o idl.json");
      }
      return new OutputTarget(Kind.FOLDER, folder, text);
    }
    String name = Path.of(text).getFileName().toString();
    int dot = name.lastIndexOf('.');
    String suffix = dot < 0 ? "" : name.substring(dot).toLowerCase(Locale.ROOT);
    Optional<Language> bySuffix =
        switch (suffix) {
          case ".luau", ".lua" -> Optional.of(Language.LUAU);
          case ".java" -> Optional.of(Language.JAVA);
          case ".json" -> Optional.of(Language.JSON);
          default -> language;
        };
    return new OutputTarget(
        Kind.FILE,
        bySuffix.orElseThrow(
            () ->
                new UserException(
                    ExitCode.USAGE,
                    "can't tell what to write to '"
                        + text
                        + "': end it in .luau, .java, .json or /, or say --lang")),
        text);
  }

  Path path() {
    return Path.of(text);
  }

  /** {@return the name without directories and suffix; empty for a stream} */
  String stem() {
    Path name = kind == Kind.STREAM ? null : path().toAbsolutePath().normalize().getFileName();
    if (name == null) {
      return "";
    }
    int dot = name.toString().lastIndexOf('.');
    return kind == Kind.FILE && dot > 0 ? name.toString().substring(0, dot) : name.toString();
  }
}
