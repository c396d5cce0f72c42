package dev.ligature.generator.clang;

/** What a pointer type says of NULL. */
public enum Nullability {
  UNSPECIFIED,
  NONNULL,
  NULLABLE
}
