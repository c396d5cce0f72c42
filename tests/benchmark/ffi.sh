#!/bin/sh
# @lune/ffi from Luau beside hand-written Java over Panama, in one run: nanoseconds an operation.
#
#     mvn -q package -DskipTests && JAVA_HOME=... tests/benchmark/ffi.sh
#
# Needs gcc and a JDK 25 in JAVA_HOME. Run it on a machine that does nothing else.
set -eu

home=$(cd "$(dirname "$0")/../.." && pwd -P)
java=${JAVA_HOME:?}/bin/java
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
gcc -shared -fPIC -O2 -o "$scratch/libshim.so" "$home/tests/src/test/resources/ffi/shim.c" -lpthread

echo "Java over Panama"
"$java" --enable-native-access=ALL-UNNAMED -Dlibrary="$scratch/libshim.so" \
  "$home/tests/benchmark/FfiBaseline.java" | sed -n '/measured/,$p'
echo "Luau"
"$java" -jar "$home"/runtime/target/ligature-runtime-*.jar "$home/tests/benchmark/ffi.luau" "$scratch/libshim.so"
