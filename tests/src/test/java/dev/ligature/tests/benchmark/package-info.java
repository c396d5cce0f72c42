/**
 * Benchmarks, run by hand. After {@code mvn -pl tests -am test-compile}, with the tests' class path
 * as {@code CP} (which holds JMH):
 *
 * <pre>
 * javac -proc:full -processor org.openjdk.jmh.generators.BenchmarkProcessor -cp $CP -d out \
 *     tests/src/test/java/dev/ligature/tests/benchmark/*.java
 * java --enable-native-access=ALL-UNNAMED -cp out:$CP org.openjdk.jmh.Main JavaCall
 * java -cp out:$CP org.openjdk.jmh.Main LuauLoop -prof gc
 * </pre>
 */
package dev.ligature.tests.benchmark;
