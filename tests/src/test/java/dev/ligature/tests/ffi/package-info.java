/** {@code @lune/ffi} as scripts see it, against a C library made for these tests. */
package dev.ligature.tests.ffi;
