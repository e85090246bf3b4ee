#!/bin/sh
# How fast Wikidata's dump becomes a lexicon, how long large lexicons take to
# compile and to open, and how much memory that needs.
kith=$1
entities=${BENCH_ENTITIES:-100000}
names=${BENCH_NAMES:-10000000} # 6 GB of disk
command -v python3 > /dev/null || { echo "import: no python3 to write a dump with"; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XDG_CACHE_HOME="$work/cache"
# Runs a command; sets ns, and kb: its peak.
measure() {
  start=$(date +%s%N)
  "$@" > /dev/null 2>&1 &
  job=$!
  kb=0
  while kill -0 $job 2> /dev/null; do
    now=$(sed -n 's/^VmHWM:[^0-9]*\([0-9]*\).*/\1/p' /proc/$job/status 2> /dev/null)
    [ -n "$now" ] && kb=$now
    sleep 0.02
  done
  wait $job || exit
  ns=$(($(date +%s%N) - start))
}
tell() {
  awk -v what="$1" -v ns="$ns" -v kb="$kb" 'BEGIN { printf "%s: %.2f s, peak %.0f MB\n", what, ns / 1e9, kb / 1e3 }'
}
# Over the shipped lexicon, since names need languages.
compile() {
  measure "$kith" lexicon compile --no-user-lexicon --lexicon "$1"
  tell "lexicon of $2, compile"
  measure "$kith" lexicon compile --no-user-lexicon --lexicon "$1"
  tell "lexicon of $2, open"
}
python3 tests/bench/make_wikidata.py "$entities" > "$work/dump.json"
bytes=$(wc -c < "$work/dump.json")
measure "$kith" lexicon import wikidata "$work/dump.json" -o "$work/layer" --quiet
tell "import of $entities items, $(awk -v b="$bytes" -v ns="$ns" 'BEGIN { printf "%.0f MB, %.0f MB/s", b / 1e6, b / 1e6 / (ns / 1e9) }')"
rm "$work/dump.json"
compile "$work/layer" "$entities imported items"
python3 tests/bench/make_names.py "$names" "$work/names"
compile "$work/names" "$names names"
