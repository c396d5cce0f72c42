package dev.ligature.luau.syntax;

/** A name of the source, one object a name, which also holds what the name means just now. */
final class Symbol {
  final String text;

  /** {@link Token#NAME} or the type of the reserved word. */
  final int type;

  final int hash;

  /** The local variable in scope, or null. */
  LocalVar binding;

  Symbol(String text, int type, int hash) {
    this.text = text;
    this.type = type;
    this.hash = hash;
  }
}
