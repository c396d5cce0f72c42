/**
 * Native memory, types, records, libraries and callbacks over {@code java.lang.foreign}, with no
 * Luau in it. Memory that this package hands out is managed: every access is checked against the
 * bounds and the lifetime of the allocation that it belongs to, so that a script's mistake is an
 * {@link dev.ligature.ffi.FfiException} and never a crash. Memory at an address that somebody else
 * supplied is unmanaged, as in C.
 */
package dev.ligature.ffi;
