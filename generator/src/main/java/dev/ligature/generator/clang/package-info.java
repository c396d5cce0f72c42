/**
 * A thin typed handle on libclang: loading it next to HotSpot without harm, translation units,
 * cursors, types, diagnostics. JavaCPP's types do not leave this package.
 */
package dev.ligature.generator.clang;
