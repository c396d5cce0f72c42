/**
 * The compiler as an oracle: from an IDL comes C that asserts all it says (sizes, alignments,
 * offsets, types, values), and the target's own compiler says whether it is so.
 */
package dev.ligature.tests.oracle;
