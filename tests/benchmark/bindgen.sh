#!/bin/sh
# bindgen beside rust-bindgen and clang on the same headers, all in one run: wall seconds (mean of
# hyperfine's runs) and peak MiB (GNU time), as a Markdown table on standard output.
#
#     tests/benchmark/bindgen.sh [RUNS]
#     CLANG=clang-19 LIBCLANG_PATH=/usr/lib/llvm-14/lib tests/benchmark/bindgen.sh
#
# CLANG is the clang to compare with; the second line is for Debian 12 with clang 19 installed, whose
# libclang its rust-bindgen cannot use.
#
# Needs hyperfine, GNU time, rust-bindgen (Debian: bindgen), clang, and the headers' packages. Run it
# on a machine that does nothing else: ratios suffer too when three programs share two cores.
set -eu

runs=${1:-10}
home=$(cd "$(dirname "$0")/../.." && pwd -P)
ours=$home/bin/bindgen
clang=${CLANG:-clang}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
"$ours" --version > /dev/null # builds, if that is needed

windows='--target x86_64-w64-mingw32 --sysroot=/usr'

mean() {
  hyperfine --shell=none --warmup 2 --runs "$runs" --style none --export-csv mean.csv "$1" > log 2>&1 \
    || { cat log >&2; echo fails; return; }
  tail -n 1 mean.csv | awk -F, '{ printf "%.3f", $(NF - 6) }'
}

peak() {
  # shellcheck disable=SC2086 # the command is split into words on purpose
  /usr/bin/time -f '%M' -o peak.txt $1 > log 2>&1 || { echo fails; return; }
  awk '{ printf "%.0f", $1 / 1024 }' peak.txt
}

row() {
  name=$1
  a=$(mean "$2") b=$(mean "$3") c=$(mean "$4")
  ma=$(peak "$2") mb=$(peak "$3") mc=$(peak "$4")
  rb=$(awk -v a="$a" -v b="$b" 'BEGIN { if (b + 0 > 0) printf "%.2f", a / b; else print "-" }')
  rc=$(awk -v a="$a" -v c="$c" 'BEGIN { if (c + 0 > 0) printf "%.2f", a / c; else print "-" }')
  echo "| $name | $a / $ma | $b / $mb | $c / $mc | $rb | $rc |"
}

compare() {
  name=$1
  include=$2
  flags=$3
  printf '#include <%s>\n' "$include" > "$name.h"
  # shellcheck disable=SC2086
  row "$name" \
    "$ours --quiet $include -o out.luau $(echo $flags)" \
    "bindgen $name.h -o out.rs -- $flags" \
    "$clang -fsyntax-only -x c $flags $name.h"
}

echo "| header | bindgen, s / MiB | rust-bindgen $(bindgen --version | awk '{ print $2 }') | $("$clang" --version | awk '/version/ { print "clang " $4; exit }') -fsyntax-only | ÷ rust-bindgen | ÷ clang |"
echo "|---|---|---|---|---|---|"
row zlib \
  "$ours --quiet zlib.h -o out.luau" \
  "bindgen /usr/include/zlib.h -o out.rs" \
  "$clang -fsyntax-only -x c /usr/include/zlib.h"
compare sqlite3 sqlite3.h ""
compare openssl openssl/ssl.h ""
compare gtk4 gtk/gtk.h "$(pkg-config --cflags gtk4)"
printf '#include <windows.h>\n' > w.h
row windows.h \
  "$ours --quiet windows.h $windows -o out.luau" \
  "bindgen w.h -o out.rs -- --target=x86_64-w64-mingw32" \
  "$clang -fsyntax-only --target=x86_64-w64-mingw32 -x c w.h"
