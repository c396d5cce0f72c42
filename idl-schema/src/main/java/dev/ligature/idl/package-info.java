/**
 * The IDL: what a C header declares, as immutable records and sealed types, and its JSON form. The
 * contract between the frontend that writes it and the templates that read it; nothing in it is
 * about one output language, and nothing in it needs clang.
 */
package dev.ligature.idl;
