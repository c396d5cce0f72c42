/**
 * The modules of Lune that binding scripts use beside {@code @lune/ffi}: {@code @lune/process} and {@code
 * @lune/task}, with the scheduler that runs tasks. No more of Lune than that belongs here.
 */
package dev.ligature.luau.lune;
