package dev.ligature.luau.syntax;

import java.nio.charset.StandardCharsets;

/** The names of one source file, found by their bytes without making a string first. */
final class SymbolTable {
  private Symbol[] slots;
  private int size;

  /**
   * @param length of the source in bytes
   */
  SymbolTable(int length) {
    // Large sources are lists of names, and growing step by step is slow where nothing is compiled.
    slots = new Symbol[Integer.highestOneBit(Math.clamp(length / 32, 256, 1 << 18))];
    for (int i = 0; i < Token.RESERVED.length; i++) {
      byte[] word = Token.RESERVED[i].getBytes(StandardCharsets.US_ASCII);
      insert(
          new Symbol(
              Token.RESERVED[i], Token.FIRST_RESERVED + i, hash(word, 0, word.length), word, 0));
    }
  }

  /** {@return the symbol of {@code length} ASCII bytes at {@code start}} */
  Symbol get(byte[] source, int start, int length) {
    int hash = hash(source, start, length);
    int mask = slots.length - 1;
    for (int slot = hash & mask; ; slot = (slot + 1) & mask) {
      Symbol symbol = slots[slot];
      if (symbol == null) {
        String text = new String(source, start, length, StandardCharsets.ISO_8859_1);
        Symbol added = new Symbol(text, Token.NAME, hash, source, start);
        insert(added);
        return added;
      }
      if (symbol.hash == hash && symbol.is(source, start, length)) {
        return symbol;
      }
    }
  }

  private void insert(Symbol symbol) {
    if (size * 2 >= slots.length) {
      Symbol[] old = slots;
      slots = new Symbol[old.length * 2];
      for (Symbol moved : old) {
        if (moved != null) {
          place(moved);
        }
      }
    }
    place(symbol);
    size++;
  }

  private void place(Symbol symbol) {
    int mask = slots.length - 1;
    int slot = symbol.hash & mask;
    while (slots[slot] != null) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = symbol;
  }

  private static int hash(byte[] source, int start, int length) {
    int hash = length;
    for (int i = start; i < start + length; i++) {
      hash = hash * 31 + source[i];
    }
    return hash ^ hash >>> 15;
  }
}
