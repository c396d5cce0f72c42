package dev.ligature.luau.syntax;

import java.util.Arrays;

/** A name of the source, one object a name, which also holds what the name means just now. */
final class Symbol {
  final String text;

  /** {@link Token#NAME} or the type of the reserved word. */
  final int type;

  final int hash;

  /** The local variable in scope, or null. */
  LocalVar binding;

  /** Where the name stands first. */
  private final byte[] source;

  private final int start;

  Symbol(String text, int type, int hash, byte[] source, int start) {
    this.text = text;
    this.type = type;
    this.hash = hash;
    this.source = source;
    this.start = start;
  }

  /** {@return whether these ASCII bytes are the name} */
  boolean is(byte[] other, int from, int length) {
    return Arrays.equals(source, start, start + text.length(), other, from, from + length);
  }
}
