/**
 * Generated Java for real: installed headers become bindings, which are compiled as strictly as
 * javac can together with a client from {@code src/test/resources/java}, and run against the
 * installed libraries.
 */
package dev.ligature.tests.java;
