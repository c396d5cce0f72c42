package dev.ligature.luau.syntax;

import java.util.List;

/**
 * A parsed source file.
 *
 * @param name the chunk name as given: {@code =name}, {@code @path} or the source itself
 * @param main the top level as a function with varargs
 * @param hotComments the {@code --!} comments, without those three bytes, in order
 */
public record Chunk(String name, FunctionBody main, List<String> hotComments) {}
