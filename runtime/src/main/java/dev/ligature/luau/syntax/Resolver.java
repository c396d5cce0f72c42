package dev.ligature.luau.syntax;

final class Resolver {
  private Resolver() {}

  static Chunk check(Chunk chunk) {
    return chunk;
  }
}
