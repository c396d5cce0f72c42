/** What compiled code does, script by script. */
package dev.ligature.luau.compile;
