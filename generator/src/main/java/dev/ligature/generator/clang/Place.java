package dev.ligature.generator.clang;

/**
 * Where something stands in the source.
 *
 * @param file {@link SourceFile#NONE} if in no file
 * @param line 1-based
 * @param column 1-based, in bytes
 * @param offset bytes from the start of the file
 */
public record Place(SourceFile file, int line, int column, int offset) {}
