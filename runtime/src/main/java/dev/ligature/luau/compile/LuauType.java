package dev.ligature.luau.compile;

/** Sets of the types that a value may have, as bits; 0 is the type of what is never evaluated. */
final class LuauType {
  static final int NIL = 1;
  static final int BOOLEAN = 2;
  static final int NUMBER = 4;
  static final int STRING = 8;
  static final int TABLE = 16;
  static final int FUNCTION = 32;
  static final int OTHER = 64;
  static final int ANY = 127;

  /** Types without metatable and without conversion to numbers: arithmetic on them fails. */
  private static final int PLAIN = NIL | BOOLEAN | NUMBER;

  private LuauType() {}

  static boolean isNumber(int type) {
    return type == NUMBER;
  }

  static boolean mayBeNumber(int type) {
    return (type & NUMBER) != 0;
  }

  /** {@return the type of an arithmetic operation, if it succeeds} */
  static int arithmetic(int left, int right) {
    if (left == 0 || right == 0) {
      return 0;
    }
    return ((left | right) & ~PLAIN) == 0 ? NUMBER : ANY;
  }

  /** {@return the type of {@code left and right}} */
  static int and(int left, int right) {
    boolean truthy = (left & ~(NIL | BOOLEAN)) != 0 || (left & BOOLEAN) != 0;
    return (left & (NIL | BOOLEAN)) | (truthy || left == 0 ? right : 0);
  }

  /** {@return the type of {@code left or right}} */
  static int or(int left, int right) {
    boolean falsy = (left & (NIL | BOOLEAN)) != 0;
    return (left & ~NIL) | (falsy ? right : 0);
  }
}
