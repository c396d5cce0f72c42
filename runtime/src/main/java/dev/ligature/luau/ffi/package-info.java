/**
 * {@code @lune/ffi}: the Luau face of {@link dev.ligature.ffi}. Userdata for pointers, views,
 * arenas, libraries and callbacks, one set of conversions between Luau values and C values for all
 * of them, and the functions of the module. Scripts see every mistake as an error with a position.
 */
package dev.ligature.luau.ffi;
