package dev.ligature.generator.exports;

import dev.ligature.ffi.exports.ExportException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A script of GNU ld that stands where a shared object is expected: {@code GROUP (
 * /lib/x86_64-linux-gnu/libc.so.6 /usr/lib/… )}. Its first shared object is the library meant.
 */
final class LinkerScript {
  private static final Pattern INPUTS = Pattern.compile("\\b(?:GROUP|INPUT)\\s*\\(([^)]*)");
  private static final Pattern SHARED = Pattern.compile("[^\\s,()]+\\.so(?:\\.[0-9.]+)?");

  private LinkerScript() {}

  static boolean isLinkerScript(String text) {
    return INPUTS.matcher(withoutComments(text)).find();
  }

  /** {@return the shared object that the script of that path names first} */
  static Path target(Path script, String text) throws ExportException {
    Matcher inputs = INPUTS.matcher(withoutComments(text));
    while (inputs.find()) {
      Matcher shared = SHARED.matcher(inputs.group(1));
      if (shared.find()) {
        Path named = Path.of(shared.group());
        Path beside = script.resolveSibling(named.getFileName());
        Optional<Path> found =
            Files.exists(named)
                ? Optional.of(named)
                : Files.exists(beside) ? Optional.of(beside) : Optional.empty();
        return found.orElseThrow(
            () -> new ExportException(script + " refers to " + named + ", which does not exist"));
      }
    }
    throw new ExportException(script + " is a linker script that names no shared library");
  }

  private static String withoutComments(String text) {
    return text.replaceAll("(?s)/\\*.*?\\*/", " ");
  }
}
