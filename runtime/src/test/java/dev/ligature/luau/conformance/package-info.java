/** Runs the conformance scripts of the official Luau repository, which is fetched by hand. */
package dev.ligature.luau.conformance;
