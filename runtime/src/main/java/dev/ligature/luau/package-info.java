/**
 * The Luau engine for hosts. {@link dev.ligature.luau.Luau} is a virtual machine of its own; this
 * program lets a script call into Java and reads its result:
 *
 * {@snippet file="EmbeddingExample.java" region="example"}
 *
 * <h2>Threads</h2>
 *
 * A {@code Luau} and all values that came from it belong to one thread at a time. It may move from
 * one thread to another as any object may, that is with a happens-before edge between; two threads
 * at once are refused with an {@link java.lang.IllegalStateException}. {@link
 * dev.ligature.luau.Luau#interrupt()} alone may be called from any thread at any time. Different
 * {@code Luau}s share nothing and run side by side.
 *
 * <p>A script recurses on the stack of the thread that calls it. A thread of Java's usual size has
 * room for some thousand levels, {@link dev.ligature.luau.LargeStack} for as many as the official
 * VM allows. Beyond that the script gets the error "stack overflow" and the engine stays usable.
 */
package dev.ligature.luau;
