#!/bin/sh
# How fast the whole job is: the sample corpus many times over, as so many
# different documents, on one thread and on all.
kith=$1
copies=${BENCH_COPIES:-50}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/in"
i=0
while [ $i -lt "$copies" ]; do
  for f in tests/corpus/*/*.txt; do
    { cat "$f"; echo "$i"; } > "$work/in/$i-$(basename "$(dirname "$f")")-$(basename "$f")"
  done
  i=$((i + 1))
done
bytes=$(cat "$work"/in/* | wc -c)
"$kith" build --quiet "$work/in" -o "$work/out" # compiles the lexicon if need be
for threads in 1 0; do
  start=$(date +%s%N)
  "$kith" build --quiet -j $threads "$work/in" -o "$work/out"
  end=$(date +%s%N)
  awk -v t=$threads -v b="$bytes" -v ns=$((end - start)) \
    'BEGIN { printf "build, %s: %.1f MB in %.2f s, %.1f MB/s\n", t == 1 ? "1 thread" : "all processors", b / 1e6, ns / 1e9, b / 1e6 / (ns / 1e9) }'
done
