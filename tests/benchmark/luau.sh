#!/bin/bash
# Compares the Luau engine with an official interpreter, program by program, after warm-up.
#
#   tests/benchmark/luau.sh CLASSES LUAU PROGRAM...
#
# CLASSES is the class path of the engine (runtime/target/classes or its jar), LUAU an official
# `luau`, each PROGRAM a file of the official suite bench/tests.
#
# Both sides run a program 20 times and at least SECONDS_EACH (5) seconds long, by bench_support.luau
# beside this script. Printed are the shortest run of each in milliseconds, their ratio (above 1 the
# engine is faster), the seconds of processor time that each process took, start and compilation
# included, and last the geometric mean of the ratios. The shortest run is what survives a loaded
# machine, and what code costs once HotSpot has compiled it.
# JAVA and JAVA_OPTIONS may name another java (25) and other options than those of `bindgen run`.
set -u
classes=$(realpath "$1") luau=$(realpath "$2")
shift 2
java=${JAVA:-java}
feature=$("$java" -version 2>&1 | sed -n '1s/[^"]*"\([0-9]*\).*/\1/p')
if [ "${feature:-0}" -lt 25 ]; then
  echo "luau.sh: $java is Java ${feature:-unknown}, the engine needs 25: set JAVA" >&2
  exit 1
fi
options=${JAVA_OPTIONS:--XX:+UseSerialGC -XX:-UsePerfData}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/bench/tests"
sed "s/^local SECONDS = .*/local SECONDS = ${SECONDS_EACH:-5}/" \
  "$(dirname "$0")/bench_support.luau" > "$work/bench/bench_support.luau"
# Programs look for it one or two folders up.
cp "$work/bench/bench_support.luau" "$work/bench_support.luau"

# measure OUTPUT COMMAND...: prints the shortest run and the processor time.
measure() {
  local output=$1 cpu
  shift
  TIMEFORMAT='%U %S'
  cpu=$({ time "$@" > "$output" 2>&1; } 2>&1 | awk '{ print $1 + $2 }')
  awk -v cpu="$cpu" '
    /^\|><\|/ {
      sub(/\|\|_\|\|.*/, "")
      n = split($0, part, /\|><\|/)
      for (i = 3; i <= n; i++) if (best == "" || part[i] + 0 < best) best = part[i] + 0
    }
    END { print (best == "" ? "-" : best), cpu }' "$output"
}

printf '%-24s %12s %12s %8s %12s %12s\n' program 'official ms' 'engine ms' ratio 'official cpu' 'engine cpu'
for program in "$@"; do
  name=$(basename "$program")
  cp "$program" "$work/bench/tests/"
  cd "$work/bench/tests" || exit 1
  read -r theirs theirs_cpu < <(measure "$work/official" "$luau" "$name")
  # shellcheck disable=SC2086
  read -r ours ours_cpu < <(measure "$work/engine" "$java" \
    --add-exports java.base/jdk.internal.vm=ALL-UNNAMED --enable-native-access=ALL-UNNAMED \
    $options -cp "$classes" dev.ligature.luau.Main "$name")
  cd - > /dev/null || exit 1
  if [ "$theirs" = - ] || [ "$ours" = - ]; then
    printf '%-24s %12s %12s\n' "$name" "$theirs" "$ours"
    continue
  fi
  awk -v name="$name" -v a="$theirs" -v b="$ours" -v c="$theirs_cpu" -v d="$ours_cpu" 'BEGIN {
    printf "%-24s %12.2f %12.2f %8.2f %12.2f %12.2f\n", name, a, b, a / b, c, d }'
  echo "$theirs $ours" >> "$work/all"
done
[ -s "$work/all" ] && awk '{ sum += log($1 / $2) } END {
  printf "geometric mean of %d: %.2f\n", NR, exp(sum / NR) }' "$work/all"
