package dev.ligature.luau.vm;

/** The metamethods, with their names as keys of a metatable. */
public enum Metamethod {
  INDEX("__index"),
  NEWINDEX("__newindex"),
  MODE("__mode"),
  NAMECALL("__namecall"),
  CALL("__call"),
  ITER("__iter"),
  LEN("__len"),
  EQ("__eq"),
  ADD("__add"),
  SUB("__sub"),
  MUL("__mul"),
  DIV("__div"),
  IDIV("__idiv"),
  MOD("__mod"),
  POW("__pow"),
  UNM("__unm"),
  LT("__lt"),
  LE("__le"),
  CONCAT("__concat"),
  TYPE("__type"),
  METATABLE("__metatable"),
  TOSTRING("__tostring");

  /** The key in the metatable. */
  public final LuauString key;

  /** The name without its underscores, as messages show it. */
  public final String word;

  Metamethod(String name) {
    this.key = LuauString.interned(name);
    this.word = name.substring(2);
  }

  private static final Metamethod[] ALL = values();

  static int count() {
    return ALL.length;
  }

  static Metamethod at(int ordinal) {
    return ALL[ordinal];
  }
}
