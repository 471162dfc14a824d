#!/usr/bin/env bash
# Whether two programs report the same: every finding with its words and places, and the exit code, folder by folder.
#
#   benches/same.sh BASELINE HEGAO FOLDER…
#
# What makes hegao faster must not change what it says. Each folder is checked by both, with all rules that are on by default and
# without limits; what differs is shown, and the exit code is 1 then.
set -euo pipefail

[ $# -ge 3 ] || { sed -n '2,7s/^# \{0,1\}//p' "$0" >&2; exit 2; }
baseline="$1" hegao="$2"
shift 2
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

# report PROGRAM FOLDER NAME: the report of a folder, and the exit code in its last line. Exit codes are findings.
report() {
  local code=0
  "$1" check "$2" --no-config --today 2026-01-01 --format jsonl --max-findings 0 >"$work/$3" 2>"$work/$3.err" || code=$?
  echo "exit code $code" >>"$work/$3"
}

differs=0
for folder in "$@"; do
  report "$baseline" "$folder" before
  report "$hegao" "$folder" after
  if cmp -s "$work/before" "$work/after"; then
    echo "the same: $folder ($(wc -l <"$work/after") lines)"
  else
    differs=1
    echo "DIFFERENT: $folder"
    diff "$work/before" "$work/after" | cut -c1-400 | head -n 20 || true
  fi
done
exit "$differs"
