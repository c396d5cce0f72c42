package dev.ligature.luau.syntax;

/** How a chunk's name shows in messages, as {@code luaO_chunkid} of the official VM does it. */
public final class ChunkNames {
  /** Bytes of the official buffer, with its closing zero. */
  private static final int SIZE = 256;

  private ChunkNames() {}

  /**
   * {@return the name for messages: the rest of {@code =name} and {@code @path}, else the first
   * line of the source as {@code [string "…"]}}
   */
  public static String display(String chunkName) {
    if (chunkName.startsWith("=")) {
      String rest = chunkName.substring(1);
      return rest.length() < SIZE ? rest : rest.substring(0, SIZE - 1);
    }
    if (chunkName.startsWith("@")) {
      String rest = chunkName.substring(1);
      return rest.length() < SIZE ? rest : "..." + rest.substring(rest.length() - (SIZE - 4));
    }
    int line = 0;
    while (line < chunkName.length()
        && chunkName.charAt(line) != '\n'
        && chunkName.charAt(line) != '\r') {
      line++;
    }
    int room = SIZE - "[string \"...\"]".length() - 1;
    int shown = Math.min(line, room);
    return shown < chunkName.length()
        ? "[string \"" + chunkName.substring(0, shown) + "...\"]"
        : "[string \"" + chunkName + "\"]";
  }
}
