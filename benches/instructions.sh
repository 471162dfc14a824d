#!/usr/bin/env bash
# Counts the instructions that hegao takes, which a shared machine does not change as it changes times, and compares them with
# the counts in benches/instructions.txt: a row that is off by more than 3 % in either direction fails the run.
#
#   benches/instructions.sh [PROGRAM]
#
# PROGRAM is a release build of hegao (default: target/release/hegao, which is built). UPDATE=1 writes the file instead.
# Needs valgrind. Counts are those of one toolchain, one C library and one kind of processor, which the file names.
set -euo pipefail
cd "$(dirname "$0")/.."

kept=benches/instructions.txt
tolerance=3
command -v valgrind >/dev/null || { echo "valgrind is not installed" >&2; exit 2; }
program="${1:-target/release/hegao}"
[ $# -gt 0 ] || cargo build --release --locked -q
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

# count ARGUMENTS…: the instructions of one run of `hegao check` on one thread. Exit codes are findings.
count() {
  valgrind --tool=callgrind --callgrind-out-file=/dev/null "$program" check --no-config --today off -j 1 --format line "$@" \
    >/dev/null 2>"$work/said" || true
  sed -n 's/.*Collected : \([0-9]*\)$/\1/p' "$work/said"
}

echo '同志们：' >"$work/一行.txt"
# Laws of every length, and the papers of a meeting, most of them Word documents.
laws=(人民调解法.txt 反家庭暴力法.txt 外商投资法.txt 港口法.txt 反垄断法.txt 土地管理法.txt)
{
  echo "start $(count "$work/一行.txt")"
  echo "laws $(count "${laws[@]/#/benches/laws/}")"
  echo "meeting $(count fixtures/meeting)"
} >"$work/counts"
if ! awk 'NF != 2 { exit 1 }' "$work/counts"; then
  echo "a run was not counted: $(cat "$work/said")" >&2
  exit 2
fi

toolchain="$(rustc --version | cut -d ' ' -f 1,2)"
if [ "${UPDATE:-}" = 1 ]; then
  {
    echo "# Instructions of hegao check, counted by benches/instructions.sh; UPDATE=1 writes this file. By $toolchain, x86-64 with"
    echo "# AVX2, glibc 2.36 (the image of the job \`instructions\`): other ones count otherwise."
    echo "# start: one line of text. laws: six of benches/laws. meeting: fixtures/meeting."
    cat "$work/counts"
  } >"$kept"
  cat "$kept"
  exit 0
fi

grep -qF "By $toolchain," "$kept" || echo "the counts of $kept are of another toolchain than $toolchain"
awk -v tolerance="$tolerance" '
  FNR == NR { if ($1 !~ /^#/) kept[$1] = $2; next }
  !($1 in kept) { printf "%-8s %12d, and no count is kept\n", $1, $2; failed = 1; next }
  {
    change = ($2 / kept[$1] - 1) * 100
    is_off = change > tolerance || change < -tolerance
    printf "%-8s %12d, %+.2f %% of %d%s\n", $1, $2, change, kept[$1], is_off ? ": off by more than " tolerance " %" : ""
    failed = failed || is_off
  }
  END { exit failed }
' "$kept" "$work/counts" || {
  echo "If the change is meant, write the counts with UPDATE=1 benches/instructions.sh, and say in the commit what costs or saves them." >&2
  exit 1
}
