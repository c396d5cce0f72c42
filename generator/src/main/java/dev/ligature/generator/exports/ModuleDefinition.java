package dev.ligature.generator.exports;

import dev.ligature.ffi.exports.Export;
import dev.ligature.ffi.exports.ExportException;
import dev.ligature.ffi.exports.ExportTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A module-definition file ({@code .def}).
 *
 * <pre>
 *   LIBRARY kernel32.dll
 *   EXPORTS
 *     Sleep                       ; a function
 *     Alias = Real @12            ; Alias is what the DLL exports
 *     Forward = NTDLL.RtlZero
 *     Counter DATA
 *     Hidden @7 NONAME            ; by its number only
 *     Sleep@4 == Sleep            ; GNU: the linker's name, the DLL's name
 * </pre>
 *
 * Source: Microsoft's linker reference, "Module-Definition (.Def) Files"; the manual of GNU
 * dlltool.
 */
final class ModuleDefinition {
  private final String what;
  private final List<Export> exports = new ArrayList<>();
  private Optional<String> library = Optional.empty();
  private int line;

  private ModuleDefinition(String what) {
    this.what = what;
  }

  static ExportTable read(String text, String what) throws ExportException {
    return new ModuleDefinition(what).table(text);
  }

  private ExportTable table(String text) throws ExportException {
    boolean inExports = false;
    boolean sawExports = false;
    for (String raw : text.split("\r\n|\r|\n", -1)) {
      line++;
      List<String> words = words(raw);
      if (words.isEmpty()) {
        continue;
      }
      switch (words.getFirst().toUpperCase(Locale.ROOT)) {
        case "LIBRARY", "NAME" -> {
          inExports = false;
          if (words.size() > 1 && !words.get(1).toUpperCase(Locale.ROOT).startsWith("BASE")) {
            library = Optional.of(withExtension(words.get(1)));
          }
        }
        case "EXPORTS" -> {
          inExports = true;
          sawExports = true;
          if (words.size() > 1) {
            entry(words.subList(1, words.size()));
          }
        }
        case "DESCRIPTION",
            "STACKSIZE",
            "HEAPSIZE",
            "VERSION",
            "STUB",
            "SECTIONS",
            "SEGMENTS",
            "CODE",
            "DATA",
            "IMPORTS" ->
            inExports = false;
        default -> {
          if (inExports) {
            entry(words);
          } else if (!sawExports) {
            throw error("'" + words.getFirst() + "' is no statement of a .def file");
          }
        }
      }
    }
    if (!sawExports) {
      throw new ExportException(what + " has no EXPORTS statement");
    }
    return new ExportTable(ExportTable.Format.COFF, Optional.empty(), library, exports);
  }

  private static String withExtension(String name) {
    return name.indexOf('.') >= 0 ? name : name + ".dll";
  }

  private void entry(List<String> words) throws ExportException {
    String name = words.getFirst();
    String loaderName = name;
    Optional<String> forwarder = Optional.empty();
    OptionalInt ordinal = OptionalInt.empty();
    boolean noName = false;
    Export.Kind kind = Export.Kind.FUNCTION;
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      switch (word.toUpperCase(Locale.ROOT)) {
        case "=" -> {
          String internal = operand(words, ++i, word);
          if (internal.indexOf('.') > 0) {
            forwarder = Optional.of(internal);
          }
        }
        case "==" -> loaderName = operand(words, ++i, word);
        case "NONAME" -> noName = true;
        case "DATA", "CONSTANT" -> kind = Export.Kind.DATA;
        case "PRIVATE", "RESIDENTNAME" -> {
          // Not in the import library, but the loader finds it.
        }
        default -> {
          if (word.startsWith("@")) {
            String digits = word.length() > 1 ? word.substring(1) : operand(words, ++i, word);
            ordinal = OptionalInt.of(ordinal(digits));
          } else {
            throw error("'" + word + "' after '" + name + "'");
          }
        }
      }
    }
    exports.add(new Export(loaderName, name, kind, ordinal, noName, forwarder, Optional.empty()));
  }

  private String operand(List<String> words, int index, String after) throws ExportException {
    if (index >= words.size()) {
      throw error("nothing after '" + after + "'");
    }
    return words.get(index);
  }

  private int ordinal(String digits) throws ExportException {
    try {
      int ordinal = Integer.parseInt(digits);
      if (ordinal >= 0 && ordinal <= 0xffff) {
        return ordinal;
      }
    } catch (NumberFormatException e) {
      // reported below with its place
    }
    throw error("'" + digits + "' is no ordinal (0 to 65535)");
  }

  /** Splits at blanks and around {@code =} and {@code ==}; quotes hold a word together. */
  private List<String> words(String text) throws ExportException {
    List<String> words = new ArrayList<>();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == ';') {
        break;
      } else if (Character.isWhitespace(c) || c == ',') {
        i++;
      } else if (c == '=') {
        int end = text.startsWith("==", i) ? i + 2 : i + 1;
        words.add(text.substring(i, end));
        i = end;
      } else if (c == '"' || c == '\'') {
        int end = text.indexOf(c, i + 1);
        if (end < 0) {
          throw error("a quote without an end");
        }
        words.add(text.substring(i + 1, end));
        i = end + 1;
      } else {
        int end = i + 1;
        while (end < text.length() && " \t,;=".indexOf(text.charAt(end)) < 0) {
          end++;
        }
        words.add(text.substring(i, end));
        i = end;
      }
    }
    return words;
  }

  private ExportException error(String problem) {
    return new ExportException(what + ":" + line + ": " + problem);
  }
}
