#!/bin/sh
# How fast Wikidata's dump becomes a lexicon, and how much memory that takes;
# how long the result takes to compile and to open.
kith=$1
entities=${BENCH_ENTITIES:-100000}
command -v python3 > /dev/null || { echo "import: no python3 to write a dump with"; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XDG_CACHE_HOME="$work/cache"
python3 tests/bench/make_wikidata.py "$entities" > "$work/dump.json"
bytes=$(wc -c < "$work/dump.json")
# Nanoseconds that a command takes.
clock() {
  start=$(date +%s%N)
  "$@" > /dev/null 2>&1
  echo $(($(date +%s%N) - start))
}
"$kith" lexicon import wikidata "$work/dump.json" -o "$work/layer" --quiet & # once for its memory, once for the time
job=$!
peak=0
while kill -0 $job 2> /dev/null; do
  now=$(sed -n 's/^VmHWM:[^0-9]*\([0-9]*\).*/\1/p' /proc/$job/status 2> /dev/null)
  [ -n "$now" ] && peak=$now
  sleep 0.05
done
wait $job || exit
ns=$(clock "$kith" lexicon import wikidata "$work/dump.json" -o "$work/layer" --quiet)
awk -v e="$entities" -v b="$bytes" -v ns="$ns" -v kb="$peak" \
  'BEGIN { printf "import, %d items: %.0f MB in %.2f s, %.0f MB/s, peak %.0f MB\n", e, b / 1e6, ns / 1e9, b / 1e6 / (ns / 1e9), kb / 1e3 }'
for turn in compile open; do
  ns=$(clock "$kith" lexicon compile --no-user-lexicon --lexicon "$work/layer")
  awk -v t=$turn -v ns="$ns" 'BEGIN { printf "lexicon with it, %s: %.2f s\n", t, ns / 1e9 }'
done
