/**
 * Luau modules over {@code @lune/ffi}: one module a header set, or a folder with one module a
 * header.
 */
package dev.ligature.templates.luau;
