/** dev.ligature.generator.cli */
package dev.ligature.generator.cli;
