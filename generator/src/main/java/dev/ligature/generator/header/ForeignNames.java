package dev.ligature.generator.header;

import dev.ligature.generator.clang.Cursor;
import dev.ligature.generator.clang.CursorKind;
import dev.ligature.generator.clang.Place;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the files declare that are not wanted. Nobody reads these declarations; their names tell
 * whether a name in a macro is declared at all.
 */
final class ForeignNames {

  /** What a name is, seen from afar. */
  enum Kind {
    NOTHING,
    FUNCTION,
    /** Something that the compiler has to tell of. */
    OTHER
  }

  private final SourceText source;
  private final MacroTable macros;
  private final Map<String, Kind> names = new HashMap<>();
  private final List<Place> bodies = new ArrayList<>();

  /** Whether macros made definitions whose enumerators no text shows. */
  private boolean hidden;

  ForeignNames(SourceText source, MacroTable macros) {
    this.source = source;
    this.macros = macros;
  }

  /** Takes note of a declaration. */
  void add(Cursor cursor, CursorKind kind, Place place) {
    switch (kind) {
      case FUNCTION, VARIABLE, TYPEDEF -> {
        String name = source.identifier(place);
        if (name.isEmpty() || macros.contains(name)) {
          // A macro made the declaration.
          name = cursor.spelling();
        }
        names.put(name, kind == CursorKind.FUNCTION ? Kind.FUNCTION : Kind.OTHER);
      }
      case ENUM, STRUCT, UNION -> bodies.add(place);
      default -> {}
    }
  }

  /** {@return what a name is that no declaration explains which was read} */
  Kind kind(String name) {
    if (name.indexOf(' ') > 0) {
      // A tag, which no expression begins with.
      return Kind.NOTHING;
    }
    bodies.forEach(this::enumerators);
    bodies.clear();
    Kind known = names.get(name);
    if (known != null) {
      return known;
    }
    // The compiler's own.
    return hidden || name.startsWith("__") ? Kind.OTHER : Kind.NOTHING;
  }

  /** Every word between braces may be an enumerator, or a macro that makes some. */
  private void enumerators(Place head) {
    byte[] bytes = source.contents(head.file());
    int i = head.offset();
    while (i < bytes.length && bytes[i] != '{' && bytes[i] != ';') {
      i++;
    }
    if (i == bytes.length || bytes[i] == ';') {
      hidden |= macros.contains(source.identifier(head));
      return;
    }
    int depth = 0;
    while (i < bytes.length) {
      depth += bytes[i] == '{' ? 1 : bytes[i] == '}' ? -1 : 0;
      if (depth == 0) {
        return;
      }
      int end = SourceText.identifierEnd(bytes, i);
      if (end > i) {
        names.putIfAbsent(new String(bytes, i, end - i, StandardCharsets.UTF_8), Kind.OTHER);
      }
      i = Math.max(end, i + 1);
    }
  }
}
