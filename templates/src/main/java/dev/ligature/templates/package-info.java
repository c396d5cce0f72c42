/**
 * IDL in, text out: what the output languages share. Each language is a package below this one,
 * with its naming rules, its view records and its {@code .mustache} files; templates hold the shape
 * of the output and no logic, views hold names and values already decided.
 */
package dev.ligature.templates;
