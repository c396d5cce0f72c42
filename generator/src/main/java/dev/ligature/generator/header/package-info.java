/**
 * From clang's cursors to the IDL: which files' declarations are wanted, declarations and their
 * layout, macro constants, doc comments, and what is skipped with its reason. Knows libclang only
 * through {@link dev.ligature.generator.clang}.
 */
package dev.ligature.generator.header;
