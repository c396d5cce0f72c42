/**
 * {@code require}: which module a path means ({@link dev.ligature.luau.modules.ModuleResolver},
 * {@link dev.ligature.luau.modules.FileModules}) and running it once. Modules of the host itself,
 * such as {@code @lune/process}, are {@link dev.ligature.luau.modules.BuiltinModule}s.
 */
package dev.ligature.luau.modules;
