package dev.ligature.luau.syntax;

import java.util.List;
import java.util.Set;

/**
 * A parsed source file.
 *
 * @param name the chunk name as given: {@code =name}, {@code @path} or the source itself
 * @param main the top level as a function with varargs
 * @param hotComments the {@code --!} comments, without those three bytes, in order
 * @param assignedGlobals the names of globals that it assigns, or of which it assigns a field
 * @param asksEnvironment whether it names {@code getfenv} or {@code setfenv}
 */
public record Chunk(
    String name,
    FunctionBody main,
    List<String> hotComments,
    Set<String> assignedGlobals,
    boolean asksEnvironment) {}
