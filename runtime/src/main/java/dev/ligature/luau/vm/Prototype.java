package dev.ligature.luau.vm;

/**
 * What is known of a function's source once it is compiled.
 *
 * @param source the chunk name as given to the loader
 * @param chunk the chunk name as messages show it
 * @param name the function's name, empty if it has none or is the main chunk
 * @param line the line of its definition
 * @param parameters how many named parameters it has
 * @param vararg whether it takes more than these
 * @param main whether it is the main function of a chunk
 */
public record Prototype(
    String source,
    String chunk,
    String name,
    int line,
    int parameters,
    boolean vararg,
    boolean main) {}
