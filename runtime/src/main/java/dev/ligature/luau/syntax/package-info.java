/**
 * The front half of the Luau engine: {@link dev.ligature.luau.syntax.Lexer} and {@link
 * dev.ligature.luau.syntax.Parser} turn source bytes into a tree of sealed records, and {@link
 * dev.ligature.luau.syntax.Resolver} checks the limits of the language and lists each function's
 * upvalues. Nothing here runs code or knows of values; errors are {@link
 * dev.ligature.luau.syntax.ParseError}s worded as the official compiler words them.
 */
package dev.ligature.luau.syntax;
