/**
 * {@code bindgen}: the command line, the configuration file, and everything that touches the
 * outside: files, the terminal, exit codes. What a header means is decided elsewhere.
 */
package dev.ligature.generator.cli;
