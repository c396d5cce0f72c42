/**
 * The interface and struct tables of the Luau FFI as values: what {@code ffi.load} and {@code
 * ffi.struct} take, without a language around it. The IDL says more (C's names, documentation,
 * places); what the tables can say converts to and fro without a loss.
 */
package dev.ligature.idl.tables;
