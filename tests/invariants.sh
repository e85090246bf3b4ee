#!/bin/sh
# What must hold whatever the input: the same bytes for any number of threads
# and any order of inputs, a failed run that leaves everything as it was, and
# exports that independent readers take whole.
kith=$1
passed=0
failed=0
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
check() { # check NAME COMMAND...: counts, and says what failed
  name=$1
  shift
  if "$@" > "$work/log" 2>&1; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "failed: $name"
    sed 's/^/  /' "$work/log" | head -20
  fi
}
same() { diff -rq "$1" "$2"; }
status_of() { want=$1; shift; "$@" > /dev/null 2>&1; got=$?; [ $got -eq "$want" ] || { echo "exit $got, expected $want: $*"; return 1; }; }

corpus=tests/corpus
flat=$work/flat
mkdir "$flat"
find "$corpus" -name '*.txt' | sort | head -40 | while read -r f; do cp "$f" "$flat/$(echo "$f" | tr / _)"; done

"$kith" build --quiet -j1 "$flat" -o "$work/j1"
"$kith" build --quiet -j4 "$flat" -o "$work/j4"
check "one thread and four write the same bytes" same "$work/j1" "$work/j4"
for f in $(ls "$flat" | sort -r); do set -- "$@" "$flat/$f"; done
shift
for f in $(ls "$flat"); do forward="$forward $flat/$f"; done
"$kith" build --quiet $forward -o "$work/forward"
"$kith" build --quiet "$@" -o "$work/backward"
rm -f "$work"/*ward/manifest.json # names its inputs as they were given
check "the order of inputs does not show" same "$work/forward" "$work/backward"
"$kith" build --quiet -j2 "$flat" -o "$work/j1"
check "a rebuild writes the same bytes" same "$work/j1" "$work/j4"

cp -R "$work/j1" "$work/before"
check "a failed run exits 3" status_of 3 "$kith" build --quiet "$work/missing" -o "$work/j1"
check "and leaves OUT as it was" same "$work/j1" "$work/before"
echo mine > "$work/j1/notes.txt"
"$kith" build --quiet "$flat" -o "$work/j1"
check "foreign files in OUT stay" grep -q mine "$work/j1/notes.txt"
check "OUT that is a file is refused" status_of 3 "$kith" build --quiet "$flat" -o "$flat/$(ls "$flat" | head -1)"
check "a full disk is noticed" sh -c "! '$kith' mentions '$flat' > /dev/full 2> /dev/null"
check "usage errors exit 2" status_of 2 "$kith" build --no-such-flag
check "no input exits 2" status_of 2 "$kith" build -o "$work/none"
printf '{"id":"a","text":"Ukraine and Russia met."}\n{broken\n{"id":"b","text":"Paris."}\n' > "$work/bad.jsonl"
check "skipped records exit 1" status_of 1 "$kith" build --quiet "$work/bad.jsonl" -o "$work/bad"
check "and are listed with their line" grep -q 'bad.jsonl:2.*skipped' "$work/bad/documents.csv"
check "GraphML and GEXF are well-formed XML" xmllint --noout "$work/j1/cooccurrence.graphml" "$work/j1/relations.graphml" "$work/j1/graph.gexf"
check "the shipped lexicon is sound" "$kith" lexicon check
check "the man page has no errors" sh -c "'$kith' help --man | grep -q '^.TH'"

echo "invariants: $passed passed, $failed failed"
[ $failed -eq 0 ]
