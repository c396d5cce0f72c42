#!/bin/sh
# @lune/ffi from Luau beside hand-written Java over Panama, and SQLite in C, in one run.
#
#     mvn -q package -DskipTests && JAVA_HOME=... tests/benchmark/ffi.sh [workload]
#
# Needs gcc, zlib, SQLite with its header and a JDK 25 in JAVA_HOME. Run it on a machine that does
# nothing else. Each figure is the fastest of twelve runs after two seconds of them; the columns
# are the workload, its time in Luau, in Java, their ratio, in C where it was measured, the unit,
# and the bytes of Java heap that an operation in Luau allocates.
set -eu

home=$(cd "$(dirname "$0")/../.." && pwd -P)
java=${JAVA_HOME:?}/bin/java
classes=${RUNTIME:-$(echo "$home"/runtime/target/ligature-runtime-*.jar)}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
gcc -shared -fPIC -O2 -o "$scratch/libshim.so" "$home/tests/src/test/resources/ffi/shim.c" -lpthread
gcc -O2 -o "$scratch/sqlite" "$home/tests/benchmark/sqlite.c" -lsqlite3

"$java" --enable-native-access=ALL-UNNAMED -Dlibrary="$scratch/libshim.so" \
  "$home/tests/benchmark/FfiBaseline.java" "$@" > "$scratch/java"
"$scratch/sqlite" > "$scratch/c"
"$java" --enable-native-access=ALL-UNNAMED --add-exports=java.base/jdk.internal.vm=ALL-UNNAMED \
  -cp "$classes" "$home/tests/benchmark/FfiLuau.java" "$home/tests/benchmark/ffi.luau" \
  "$scratch/libshim.so" "$@" > "$scratch/luau"
awk -F '\t' -v OFS='\t' '
  FILENAME ~ /java$/ { java[$1] = $2; next }
  FILENAME ~ /c$/ { c[$1] = $2; next }
  {
    ratio = java[$1] > 0 ? sprintf("%.2f", $2 / java[$1]) : "-"
    printf "%-32s %9s %9s %6s %9s %3s %8s\n", $1, $2, java[$1], ratio, c[$1], $3, $4
  }' "$scratch/java" "$scratch/c" "$scratch/luau"
