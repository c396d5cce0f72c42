/**
 * What a library file exports: ELF shared objects, PE DLLs, COFF import libraries,
 * module-definition files, Mach-O dylibs and text-based stubs, one reader a format. Files are
 * untrusted: every read is bounds-checked, and what is malformed is an {@link
 * dev.ligature.generator.exports.ExportException} with the offset.
 */
package dev.ligature.generator.exports;
