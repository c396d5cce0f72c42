/**
 * Java bindings over {@code java.lang.foreign}: one class for all headers, in one file or, where a
 * class file would be too large, as a chain of superclasses. Builders here decide every name and
 * expression; the {@code .mustache} files hold the shape. Nothing of Ligature is needed by what
 * they write.
 */
package dev.ligature.templates.java;
