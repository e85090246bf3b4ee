#!/bin/sh
# Runs every benchmark there is; each prints lines of its own.
# Usage: run.sh KITH FOLDER   FOLDER holds the built benchmarks of tests/bench/*.c
# that need no arguments; tests/bench/bench_*.sh are given KITH.
kith=$1
folder=$2
export KITH_LEXICONS="${KITH_LEXICONS:-$PWD/lexicons}"
for bench in "$folder"/bench_*; do
  case $bench in *.d | *.o | */bench_\*) continue ;; esac
  echo "# $(basename "$bench")"
  "$bench" || exit
done
for bench in tests/bench/bench_*.sh; do
  [ -f "$bench" ] || continue
  echo "# $(basename "$bench" .sh)"
  sh "$bench" "$kith" || exit
done
