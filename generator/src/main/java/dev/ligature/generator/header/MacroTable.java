package dev.ligature.generator.header;

import dev.ligature.generator.clang.Place;
import dev.ligature.generator.clang.SourceFile;
import dev.ligature.generator.clang.TranslationUnit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;

/** The macros of a translation unit, read from the files' text: their last definitions count. */
final class MacroTable {
  /** Macros of the compiler's own that have no underscore in front, for one platform each. */
  private static final Set<String> HISTORIC =
      Set.of(
          "unix", "linux", "i386", "WIN32", "WIN64", "WINNT", "sun", "sparc", "mips", "hpux", "PPC",
          "vax");

  private final TranslationUnit unit;
  private final Set<String> defined;
  private final SequencedMap<String, Macro> macros = new LinkedHashMap<>();
  private final SequencedSet<SourceFile> files = new LinkedHashSet<>();
  private SourceFile lastFile = SourceFile.NONE;

  /** Null until somebody asks. */
  private Set<String> predefined;

  /**
   * @param defined the macros that the command line defines
   */
  MacroTable(TranslationUnit unit, Set<String> defined) {
    this.unit = unit;
    this.defined = defined;
  }

  /** Adds the definition whose name stands at a place. */
  void define(Place place) {
    byte[] bytes = unit.contents(place.file());
    int start = place.offset();
    int end = SourceText.identifierEnd(bytes, start);
    String name = new String(bytes, start, end - start, StandardCharsets.UTF_8);
    if (place.file() != lastFile) {
      lastFile = place.file();
      files.add(lastFile);
    }
    Macro macro = new Macro(name, place, end, bytes);
    macro.before = Optional.ofNullable(macros.putLast(name, macro));
  }

  /** {@return what stands for a macro that is defined before the first line of the headers} */
  Optional<List<CToken>> predefined(String name) {
    if (!name.startsWith("_") && !HISTORIC.contains(name) && !defined.contains(name)) {
      return Optional.empty();
    }
    if (predefined == null) {
      predefined = unit.predefinedMacros();
    }
    return predefined.contains(name)
        ? CToken.lex(String.join(" ", unit.predefinedMacro(name)))
        : Optional.empty();
  }

  /** {@return the files that define macros, in their order} */
  SequencedSet<SourceFile> files() {
    return files;
  }

  /** {@return the macros in the order of their last definitions} */
  List<Macro> all() {
    return new ArrayList<>(macros.values());
  }

  /** {@return the replacement list of a macro; empty if there is no such macro} */
  String text(String name) {
    Macro macro = macros.get(name);
    return macro == null ? "" : macro.text();
  }

  /** {@return whether there is a macro of that name} */
  boolean contains(String name) {
    return macros.containsKey(name);
  }

  /** {@return the macro of that name; the caller has asked {@link #contains}} */
  Macro get(String name) {
    return macros.get(name);
  }

  /** A macro at its last definition. */
  static final class Macro {
    final String name;
    final Place place;
    final boolean functionLike;

    /** The definition that this one replaces. */
    Optional<Macro> before = Optional.empty();

    private final byte[] bytes;
    private final int nameEnd;
    // Two threads may both find it missing: they make equal strings.
    private String text;
    private Optional<List<CToken>> tokens = Optional.empty();
    private boolean lexed;

    Macro(String name, Place place, int nameEnd, byte[] bytes) {
      this.name = name;
      this.place = place;
      this.nameEnd = nameEnd;
      this.bytes = bytes;
      this.functionLike = nameEnd < bytes.length && bytes[nameEnd] == '(';
    }

    SourceFile file() {
      return place.file();
    }

    /** {@return the tokens of {@link #text}; empty if it is not made of tokens} */
    Optional<List<CToken>> tokens() {
      if (!lexed) {
        tokens = CToken.lex(text());
        lexed = true;
      }
      return tokens;
    }

    /**
     * {@return the replacement list (with the parameters in front if function-like) on one line}
     */
    String text() {
      if (text == null) {
        text = replacement(bytes, nameEnd);
      }
      return text;
    }
  }

  /**
   * Reads to the end of a directive. Comments and runs of white space become single spaces, lines
   * that a backslash splices are one (translation phases 2 and 3, C17 5.1.1.2).
   */
  static String replacement(byte[] bytes, int from) {
    byte[] out = new byte[64];
    int length = 0;
    int i = from;
    byte quote = 0;
    while (i < bytes.length) {
      byte b = bytes[i];
      if (b == '\\' && isNewline(bytes, i + 1)) {
        i += bytes[i + 1] == '\r' && i + 2 < bytes.length && bytes[i + 2] == '\n' ? 3 : 2;
        continue;
      }
      if (b == '\n' || b == '\r') {
        break;
      }
      if (quote == 0 && b == '/' && i + 1 < bytes.length && bytes[i + 1] == '*') {
        i += 2;
        while (i < bytes.length
            && !(bytes[i] == '*' && i + 1 < bytes.length && bytes[i + 1] == '/')) {
          i++;
        }
        i += 2;
        b = ' ';
        i--;
      } else if (quote == 0 && b == '/' && i + 1 < bytes.length && bytes[i + 1] == '/') {
        while (i < bytes.length && bytes[i] != '\n' && bytes[i] != '\r') {
          if (bytes[i] == '\\' && isNewline(bytes, i + 1)) {
            i += 2;
          }
          i++;
        }
        break;
      }
      if (quote != 0) {
        if (b == '\\' && i + 1 < bytes.length) {
          out = room(out, length);
          out[length++] = b;
          b = bytes[++i];
        } else if (b == quote) {
          quote = 0;
        }
      } else if (b == '"' || b == '\'') {
        quote = b;
      } else if (b == '\t' || b == '\f' || b == 0x0b) {
        b = ' ';
      }
      i++;
      if (quote == 0 && b == ' ' && (length == 0 || out[length - 1] == ' ')) {
        continue;
      }
      out = room(out, length);
      out[length++] = b;
    }
    while (length > 0 && out[length - 1] == ' ') {
      length--;
    }
    return new String(out, 0, length, StandardCharsets.UTF_8);
  }

  private static byte[] room(byte[] out, int length) {
    return length + 2 < out.length ? out : java.util.Arrays.copyOf(out, out.length * 2);
  }

  private static boolean isNewline(byte[] bytes, int i) {
    return i < bytes.length && (bytes[i] == '\n' || bytes[i] == '\r');
  }
}
