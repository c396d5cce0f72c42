package dev.ligature.generator.header;

import dev.ligature.generator.clang.Cursor;
import dev.ligature.generator.clang.Place;
import dev.ligature.generator.clang.SourceFile;
import dev.ligature.idl.Doc;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Finds the doc comment of a declaration. */
final class DocReader {
  private final SourceText source;

  /** Where the declaration ends that a comment belongs to, by the comment's file and offset. */
  private final Map<SourceFile, Map<Integer, Integer>> owners = new HashMap<>();

  private final Map<SourceFile, DocPositions> positions = new HashMap<>();

  DocReader(SourceText source) {
    this.source = source;
  }

  SourceText source() {
    return source;
  }

  /**
   * {@return whether a member of a definition may have a doc comment}
   *
   * @param place where the definition's name stands
   */
  boolean mayHaveMembers(Place place, Cursor definition) {
    if (place.file() == SourceFile.NONE) {
      return false;
    }
    Place end = definition.end();
    return end.file() != place.file()
        || end.offset() < place.offset()
        || positions(place.file()).mayHave(place.offset(), end.offset());
  }

  private DocPositions positions(SourceFile file) {
    return positions.computeIfAbsent(file, key -> new DocPositions(source.contents(key)));
  }

  /** {@return the doc comment of a declaration whose name stands at a place} */
  Optional<Doc> read(Cursor cursor, Place place) {
    return place.file() != SourceFile.NONE && positions(place.file()).mayHave(place.offset())
        ? read(cursor)
        : Optional.empty();
  }

  /**
   * {@return the doc comment of a declaration}
   *
   * <p>Clang attaches a comment to all that follows it up to a semicolon. If a macro makes the
   * first declaration, that has none to stop at: so a comment belongs to the declaration next to
   * it, and to those that overlap with that one.
   */
  Optional<Doc> read(Cursor cursor) {
    String comment = cursor.comment();
    if (comment.isEmpty() || !DocComment.isDoc(comment)) {
      return Optional.empty();
    }
    Place start = cursor.commentStart();
    Place declaration = cursor.start();
    if (start.file() != declaration.file()) {
      return Optional.empty();
    }
    if (start.offset() < declaration.offset()) {
      int end = cursor.end().offset();
      Integer owner =
          owners
              .computeIfAbsent(start.file(), file -> new HashMap<>())
              .putIfAbsent(start.offset(), end);
      if (owner != null && declaration.offset() >= owner) {
        return Optional.empty();
      }
    } else if (isForAnother(start.file(), cursor.end().offset(), start.offset())) {
      return Optional.empty();
    }
    return DocComment.parse(comment);
  }

  /** {@return whether a further declaration stands between one and the comment on its line} */
  private boolean isForAnother(SourceFile file, int end, int comment) {
    byte[] bytes = source.contents(file);
    boolean ended = false;
    for (int i = end; i < comment && i < bytes.length; i++) {
      if (bytes[i] == '/' && i + 1 < comment && bytes[i + 1] == '*') {
        i += 2;
        while (i < comment && !(bytes[i - 1] == '*' && bytes[i] == '/')) {
          i++;
        }
      } else if (bytes[i] == ';' || bytes[i] == ',') {
        ended = true;
      } else if (ended && SourceText.isIdentifierPart(bytes[i])) {
        return true;
      }
    }
    return false;
  }
}
