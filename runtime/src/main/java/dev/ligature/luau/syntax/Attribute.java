package dev.ligature.luau.syntax;

import java.util.List;

/** An attribute of a function, such as {@code @native} or {@code @[deprecated {use = "f"}]}. */
public record Attribute(Span span, Kind kind, List<Expr> arguments) {

  /** The attributes that Luau knows. */
  public enum Kind {
    CHECKED("checked"),
    NATIVE("native"),
    DEPRECATED("deprecated");

    final String word;

    Kind(String word) {
      this.word = word;
    }
  }
}
