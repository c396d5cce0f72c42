/**
 * The standard library of Luau: one class a library, and the algorithms they rest on (number
 * formatting and parsing, patterns, packing, noise, calendar). Everything works on bytes. Language
 * semantics (metamethods, calls, tables) live in {@code dev.ligature.luau.vm}.
 */
package dev.ligature.luau.lib;
