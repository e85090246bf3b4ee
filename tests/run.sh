#!/bin/sh
# Runs every test against one build of kith: unit tests, cases, sample corpus, invariants.
# Usage: run.sh KITH UNIT_TEST...   Appends "passed failed" lines to out/test-results; exit 1 if one failed.
kith=$1
shift
results=out/test-results
[ "${kith%1}" = "$kith" ] && : > "$results"   # the plain build comes first; the sanitized one adds to it
export KITH_LEXICONS="$PWD/lexicons"
export XDG_CACHE_HOME="$PWD/out/cache" XDG_DATA_HOME="$PWD/out/data" # not the user's own
export ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=print_stacktrace=1
failed=0

for test; do
  log=$(mktemp)
  "$test" > "$log" 2>&1
  code=$?
  passed=$(grep -c '^\[       OK \]' "$log")
  broken=$(grep '^\[  FAILED  \] [a-z_0-9]*$' "$log" | sort -u | wc -l) # cmocka names each twice
  if [ $code -ne 0 ]; then
    [ "$broken" -eq 0 ] && broken=1
    cat "$log"
    failed=1
  fi
  echo "$(basename "$test"): $passed passed, $broken failed"
  echo "$passed $broken" >> "$results"
  rm -f "$log"
done

for part in cases corpus invariants; do
  sh "tests/$part.sh" "$kith" > out/test-part 2>&1 || failed=1
  cat out/test-part
  sed -n 's/^[a-z]*: \([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' out/test-part >> "$results"
done
exit $failed
