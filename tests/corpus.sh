#!/bin/sh
# The sample corpus as a test: how many rows of tests/corpus/entities.tsv hold,
# against the share in tests/corpus/expected-share (percent, never to fall), and
# whether the graph is still the one in tests/corpus/expected, byte for byte.
# Usage: corpus.sh [--bless|--list] KITH   --bless writes the graph and a higher share
# anew; --list prints the rows that do not hold.
mode=check
case $1 in --bless | --list) mode=${1#--}; shift ;; esac
KITH=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
KITH_LEXICONS=${KITH_LEXICONS:-$PWD/lexicons}
export KITH_LEXICONS
corpus=$PWD/tests/corpus
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

mkdir "$work/news"
for language in en ro ru uk de fr; do cp -R "$corpus/$language" "$work/news/"; done
(cd "$work" && "$KITH" build --quiet --no-bom --no-defuse --metrics degree,weighted_degree news -o out)
if [ $? -gt 1 ]; then
  echo "the sample corpus could not be built"
  echo "corpus: 0 passed, 1 failed"
  exit 1
fi

[ $mode = list ] && list=1
LC_ALL=C awk -v list_rows="$list" -f tests/corpus.awk "$work/out/documents.csv" "$work/out/mentions.csv" "$corpus/entities.tsv" > "$work/score"
[ $mode = list ] && sed '$d' "$work/score"
set -- $(tail -n 1 "$work/score")
share=$(awk -v held="$1" -v rows="$2" 'BEGIN { printf "%.1f", int(1000 * held / rows) / 10 }')
least=$(cat "$corpus/expected-share" 2>/dev/null || echo 0)
echo "corpus truth: $1 of $2 rows hold ($share %; at least $least % expected)"
if awk -v a="$share" -v b="$least" 'BEGIN { exit !(a + 0 >= b + 0) }'; then
  passed=$((passed + 1))
  if [ $mode = bless ]; then echo "$share" > "$corpus/expected-share"; fi
else
  failed=$((failed + 1))
  echo "the share fell: sh tests/corpus.sh --list KITH shows which rows do not hold"
fi

mkdir -p "$corpus/expected"
for table in nodes.csv cooccurrence_edges.csv; do
  if [ $mode = bless ]; then
    cp "$work/out/$table" "$corpus/expected/$table"
  elif cmp -s "$work/out/$table" "$corpus/expected/$table"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "the sample corpus gives another $table than tests/corpus/expected; if that is better: make bless"
    diff "$corpus/expected/$table" "$work/out/$table" | head -20
  fi
done
echo "corpus: $passed passed, $failed failed"
[ $failed -eq 0 ]
