/**
 * Passes: pure functions from an IDL to a smaller, renamed or annotated IDL. Each says what it left
 * out as {@link dev.ligature.idl.Skip} values; none changes its input, reads clang or writes files.
 */
package dev.ligature.generator.passes;
