/** Rules that the sources themselves keep: who may depend on whom, names, formatting. */
package dev.ligature.tests.house;
