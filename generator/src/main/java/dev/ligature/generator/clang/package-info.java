/** dev.ligature.generator.clang */
package dev.ligature.generator.clang;
