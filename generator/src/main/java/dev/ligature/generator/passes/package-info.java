/** dev.ligature.generator.passes */
package dev.ligature.generator.passes;
