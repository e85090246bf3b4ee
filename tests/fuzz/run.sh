#!/bin/sh
# Runs each fuzzer for FUZZ_SECONDS (60), from the seeds in tests/fuzz/corpus/NAME
# and what earlier runs found in out/fuzz/NAME. What broke is left in
# out/fuzz/NAME-crash-… ; `out/fuzz_NAME FILE` shows it again.
# Usage: run.sh FUZZER...
seconds=${FUZZ_SECONDS:-60}
export KITH_LEXICONS="${KITH_LEXICONS:-$PWD/lexicons}"
failed=0
for fuzzer; do
  name=$(basename "$fuzzer")
  name=${name#fuzz_}
  mkdir -p "out/fuzz/$name" "tests/fuzz/corpus/$name"
  words=
  [ -f "tests/fuzz/$name.dict" ] && words=-dict=tests/fuzz/$name.dict
  if "$fuzzer" -max_total_time="$seconds" -max_len=4096 -rss_limit_mb=4096 -timeout=20 -print_final_stats=1 $words \
    -artifact_prefix="out/fuzz/$name-" "out/fuzz/$name" "tests/fuzz/corpus/$name" > "out/fuzz/$name.log" 2>&1; then
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "out/fuzz/$name.log")
    echo "fuzz $name: $runs runs in $seconds s, nothing broke"
  else
    failed=1
    echo "fuzz $name: broke; see out/fuzz/$name.log"
    grep -E 'ERROR|SUMMARY|runtime error|fuzz_.*: ' "out/fuzz/$name.log" | head -5
  fi
done
exit $failed
