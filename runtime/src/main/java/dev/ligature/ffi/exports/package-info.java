/**
 * What a library file exports: ELF shared objects, PE DLLs, COFF import libraries and Mach-O
 * dylibs, one reader a format. Files are untrusted: every read is bounds-checked, and what is
 * malformed is an {@link dev.ligature.ffi.exports.ExportException} with the offset.
 */
package dev.ligature.ffi.exports;
