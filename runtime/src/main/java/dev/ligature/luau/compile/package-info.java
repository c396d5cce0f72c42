/**
 * The compiler: the syntax tree of a chunk becomes JVM classes, two a function, generated when they
 * are first needed. {@link dev.ligature.luau.compile.Analysis} infers once a chunk what types its
 * local variables can have; {@link dev.ligature.luau.compile.ChunkClassLoader} generates the class
 * of a closure when one is made and the class of a body when it first runs. There is no
 * interpreter.
 */
package dev.ligature.luau.compile;
