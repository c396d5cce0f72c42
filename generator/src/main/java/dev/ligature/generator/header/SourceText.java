package dev.ligature.generator.header;

import dev.ligature.generator.clang.Place;
import dev.ligature.generator.clang.SourceFile;
import dev.ligature.generator.clang.TranslationUnit;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
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

  /** {@return the parts that the preprocessor left out, by file: their starts and ends} */
  Map<SourceFile, List<int[]>> skipped() {
    return unit.skipped();
  }

  /** {@return whether a file is read once however often it is included} */
  boolean isGuarded(SourceFile file) {
    return unit.isGuarded(file);
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

  /**
   * {@return whether only a tag stands between a place in the head of an enum and its members: no
   * type, no attribute, no macro with arguments}
   */
  boolean isPlainEnum(Place head) {
    byte[] bytes = contents(head.file());
    for (int i = head.offset(); i < bytes.length; i++) {
      byte b = bytes[i];
      if (b == '{') {
        return true;
      }
      if (b == '/' && i + 1 < bytes.length && bytes[i + 1] == '*') {
        i = commentEnd(bytes, i) - 1;
        continue;
      }
      if (!isIdentifierPart(b) && b > ' ') {
        return false;
      }
    }
    return false;
  }

  /** {@return the offset behind the comment that begins at one; a line's end is not part of it} */
  static int commentEnd(byte[] bytes, int start) {
    int i = start + 2;
    if (bytes[start + 1] == '/') {
      while (i < bytes.length && bytes[i] != '\n') {
        i++;
      }
      return i;
    }
    while (i + 1 < bytes.length && !(bytes[i] == '*' && bytes[i + 1] == '/')) {
      i++;
    }
    return Math.min(i + 2, bytes.length);
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
