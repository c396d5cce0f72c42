/**
 * C for running scripts: what {@code ffi.cdef} and {@code ffi.include} declare becomes the same
 * Luau module that {@code bindgen} would write.
 */
package dev.ligature.generator.cdef;
