package dev.ligature.generator.header;

import dev.ligature.generator.clang.SourceFile;

/**
 * An {@code #include}.
 *
 * @param includer the file that has it
 * @param file the file it includes
 * @param spelling between quotes or angle brackets
 * @param quoted whether quotes
 */
record Inclusion(SourceFile includer, SourceFile file, String spelling, boolean quoted) {}
