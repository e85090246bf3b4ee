#!/bin/sh
# Adds up what run.sh noted and prints the closing line.
awk '{ passed += $1; failed += $2 } END { printf "%d passed, %d failed\n", passed, failed; exit failed > 0 }' "$1"
