package dev.ligature.generator.header;

import dev.ligature.generator.clang.Place;
import dev.ligature.generator.clang.SourceFile;
import dev.ligature.generator.clang.TranslationUnit;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** The text of the files as clang read them, for what cursors do not tell. */
final class SourceText {

  /** What an attribute is about, as far as the IDL has words for it. */
  enum AttributeKind {
    NORETURN,
    NONNULL,
    AVAILABILITY,
    OTHER
  }

  private final TranslationUnit unit;
  private final Function<String, String> macroText;
  private final Map<String, AttributeKind> attributes = new HashMap<>();

  /**
   * @param macroText the replacement list of a macro, or an empty string
   */
  SourceText(TranslationUnit unit, Function<String, String> macroText) {
    this.unit = unit;
    this.macroText = macroText;
  }

  byte[] contents(SourceFile file) {
    return unit.contents(file);
  }

  /** {@return the parts that the preprocessor left out, as offsets of their starts and ends} */
  int[] skipped(SourceFile file) {
    return unit.skipped(file);
  }

  /** {@return the identifier at a place, or an empty string} */
  String identifier(Place place) {
    byte[] bytes = contents(place.file());
    int end = identifierEnd(bytes, place.offset());
    return end <= place.offset()
        ? ""
        : new String(bytes, place.offset(), end - place.offset(), StandardCharsets.UTF_8);
  }

  static int identifierEnd(byte[] bytes, int start) {
    int i = start;
    while (i < bytes.length && isIdentifierPart(bytes[i])) {
      i++;
    }
    return i;
  }

  static boolean isIdentifierPart(byte b) {
    return b == '_'
        || b == '$'
        || (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || b < 0;
  }

  /** {@return whether the {@code #include} at a place has quotes} */
  boolean isQuotedInclude(Place directive) {
    byte[] bytes = contents(directive.file());
    for (int i = directive.offset(); i < bytes.length; i++) {
      switch (bytes[i]) {
        case '"' -> {
          return true;
        }
        case '<', '\n' -> {
          return false;
        }
        default -> {}
      }
    }
    return false;
  }

  /** {@return what stands between the parentheses after the identifier at a place} */
  String arguments(Place place) {
    byte[] bytes = contents(place.file());
    int i = identifierEnd(bytes, place.offset());
    while (i < bytes.length && (bytes[i] == ' ' || bytes[i] == '\t')) {
      i++;
    }
    if (i >= bytes.length || bytes[i] != '(') {
      return "";
    }
    int depth = 0;
    int start = i + 1;
    for (int end = i; end < bytes.length && end < i + 500; end++) {
      if (bytes[end] == '(') {
        depth++;
      } else if (bytes[end] == ')' && --depth == 0) {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
      }
    }
    return "";
  }

  /** {@return what an attribute, or a macro that expands to one, is about} */
  AttributeKind attributeKind(String name) {
    return attributes.computeIfAbsent(
        name,
        key -> {
          AttributeKind direct = kindOf(key);
          return direct == AttributeKind.OTHER ? kindOf(macroText.apply(key)) : direct;
        });
  }

  private static AttributeKind kindOf(String text) {
    if (text.contains("nonnull")) {
      return AttributeKind.NONNULL;
    }
    // What only the static analyser believes says nothing about the call.
    if ((text.contains("noreturn") && !text.contains("analyzer_noreturn"))
        || text.contains("_Noreturn")) {
      return AttributeKind.NORETURN;
    }
    return text.contains("availability") ? AttributeKind.AVAILABILITY : AttributeKind.OTHER;
  }
}
