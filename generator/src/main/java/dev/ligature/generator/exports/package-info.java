/**
 * What the files that {@code --exports} names export: shared libraries and import libraries, which
 * {@link dev.ligature.ffi.exports} reads, and the text formats that stand for one, which only a
 * linker or a build reads. Files are untrusted; what is malformed is an {@link
 * dev.ligature.ffi.exports.ExportException} with the place.
 */
package dev.ligature.generator.exports;
