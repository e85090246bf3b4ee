#!/bin/sh
# `make run`: the main job on the sample corpus, and what to do next.
kith=$1
export KITH_LEXICONS="$PWD/lexicons"
"$kith" build tests/corpus/en tests/corpus/ro tests/corpus/ru tests/corpus/uk tests/corpus/de tests/corpus/fr -o out/sample
code=$?
[ $code -gt 1 ] && exit $code
cat <<TEXT

The graph of the sample corpus is in out/sample:
  open out/sample/cooccurrence.graphml in Gephi, or nodes.csv and cooccurrence_edges.csv in a spreadsheet;
  every tie's sentences are in out/sample/evidence.csv.
Next, with your own folder of articles:
  $kith build FOLDER -o RESULT
  $kith help build
TEXT
exit 0
