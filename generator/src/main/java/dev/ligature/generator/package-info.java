/** dev.ligature.generator */
package dev.ligature.generator;
