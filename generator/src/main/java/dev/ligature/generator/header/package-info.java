/** dev.ligature.generator.header */
package dev.ligature.generator.header;
