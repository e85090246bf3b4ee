#!/bin/sh
# Case folders: tests/cases/NAME holds `cmd` (shell lines in which $KITH is the
# program, run inside a copy of the folder), its input, and `expected`: the
# standard output, a line with the exit status, and the error output. $SMALL is
# a lexicon folder of a few invented names, so that a case tests the program and
# not the shipped names.
# Usage: cases.sh [--bless] KITH    --bless writes `expected` anew.
bless=
[ "$1" = --bless ] && bless=1 && shift
KITH=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
KITH_LEXICONS=${KITH_LEXICONS:-$PWD/lexicons}
SMALL=$PWD/tests/lexicon
export KITH KITH_LEXICONS SMALL
passed=0
failed=0
work=$(mktemp -d)
export XDG_DATA_HOME="$work/data" # not the user's own
trap 'rm -rf "$work"' EXIT
for case in tests/cases/*/; do
  name=$(basename "$case")
  cp -R "$case" "$work/$name"
  ( cd "$work/$name" && sh ./cmd > "$work/out" 2> "$work/err"; echo "exit $?" >> "$work/out" )
  { cat "$work/out"; sed 's/^/stderr: /' "$work/err"; } > "$work/result"
  if [ -n "$bless" ]; then
    cp "$work/result" "$case/expected"
  elif cmp -s "$work/result" "$case/expected"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "case $name differs:"
    diff "$case/expected" "$work/result" | head -20
  fi
done
[ -n "$bless" ] && exit 0
echo "cases: $passed passed, $failed failed"
[ $failed -eq 0 ]
