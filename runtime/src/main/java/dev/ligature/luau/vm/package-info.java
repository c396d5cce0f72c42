/**
 * The values of the Luau engine and what can be done with them: strings, tables, functions,
 * vectors, buffers, metamethods, errors. A Luau value is a Java object: {@code null} is nil, {@link
 * Boolean} a boolean, {@link Double} a number, {@link Long} an {@code integer}; the rest are
 * classes of this package. Nothing here knows of source text or of bytecode.
 */
package dev.ligature.luau.vm;
