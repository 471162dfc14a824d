#!/usr/bin/env bash
# How fast hegao is beside programs that do less: prints times, throughput and the ratios that are aimed at.
#
#   benches/compare.sh [FOLDER…]
#
# Each FOLDER holds real documents (default: benches/laws). Beside them the corpus that `cargo bench --bench corpus` makes is
# measured, in $CORPUS (default: target/bench-corpus; made where it is missing; CORPUS= leaves it out).
# Each row runs ROUNDS times (5), all commands in turn, so that what else the machine does falls on all alike; medians are
# shown. Programs that are not installed are left out, and said so: rg, typos, autocorrect. Compare ratios, not times.
set -euo pipefail
cd "$(dirname "$0")/.."

[ $# -gt 0 ] || set -- benches/laws
corpus="${CORPUS-target/bench-corpus}"
rounds="${ROUNDS:-5}"
hegao=target/release/hegao
# A folder is read over and over until so many bytes were read, for a clock counts milliseconds.
least=20000000
cargo build --release --locked -q
[ -z "$corpus" ] || [ -d "$corpus/large" ] || cargo bench -q --bench corpus -- "$corpus"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

# A mask that a word list can find, for typos; its dictionary knows no Chinese.
cat >"$work/typos.toml" <<'TOML'
[default]
extend-ignore-re = []
[default.extend-words]
XX = "待填"
TOML
# What a run of each program costs before it reads anything to speak of.
mkdir "$work/nothing"
echo '同志们：' >"$work/nothing/一行.txt"

# seconds NAME COMMAND…: user and system time of one run, added to the file of that name. Exit codes are findings.
seconds() {
  local name="$1" TIMEFORMAT='%U %S'
  shift
  { time "$@" >/dev/null 2>&1 || true; } 2>"$work/time"
  awk '{ print $1 + $2 }' "$work/time" >>"$work/$name"
}

# The same on the wall, for threads.
wall() {
  local name="$1" TIMEFORMAT='%R'
  shift
  { time "$@" >/dev/null 2>&1 || true; } 2>>"$work/$name"
}

# again TIMES COMMAND…: runs it so many times.
again() {
  local times="$1"
  shift
  for _ in $(seq "$times"); do "$@" || true; done
}

median() { sort -n "$work/$1" | awk '{ row[NR] = $1 } END { print row[int((NR + 1) / 2)] }'; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", (b > 0 ? a / b : 0) }'; }
less() { awk -v a="$1" -v b="$2" 'BEGIN { print a - b }'; }
size() { find "$1" -type f -print0 | xargs -0 cat | wc -c; }
speed() { awk -v bytes="$1" -v s="$2" 'BEGIN { printf "%.1f MB/s", (s > 0 ? bytes / 1e6 / s : 0) }'; }
has() { command -v "$1" >/dev/null || { echo "$1 is not installed: left out"; return 1; }; }

check=("$hegao" check --no-config --today off --format line -o "$work/report")
rg=() typos=() autocorrect=()
has rg && rg=(rg -j1 --no-config --count-matches -F -f benches/literals.txt)
has typos && typos=(typos -j1 --config "$work/typos.toml" --format brief)
has autocorrect && autocorrect=(autocorrect --lint --threads 1)

# The ratios of hegao's time to that of the others, which are named as the aims name them.
ratios() {
  local own="$1" name="$2"
  [ ${#rg[@]} = 0 ] || echo "  of rg with 100 literals     $(ratio "$(of "$name-rg")" "$own") (aim: 0.50)"
  [ ${#typos[@]} = 0 ] || echo "  times typos                 $(ratio "$(of "$name-typos")" "$own") (aim: 5)"
  [ ${#autocorrect[@]} = 0 ] || echo "  times autocorrect           $(ratio "$(of "$name-autocorrect")" "$own") (aim: 20)"
}

# of NAME: the median of these runs, without that of as many runs over nothing, if there were any.
of() {
  if [ -f "$work/$1-nothing" ]; then less "$(median "$1")" "$(median "$1-nothing")"; else median "$1"; fi
}

# Real documents, with the start of each program taken off.
number=0
for folder in "$@"; do
  bytes="$(size "$folder")"
  times=$((least / bytes + 1))
  number=$((number + 1))
  for _ in $(seq "$rounds"); do
    for place in "" -nothing; do
      from="$folder"
      [ -z "$place" ] || from="$work/nothing"
      seconds "real-$number$place" again "$times" "${check[@]}" -j 1 "$from"
      [ ${#rg[@]} = 0 ] || seconds "real-$number-rg$place" again "$times" "${rg[@]}" "$from"
      [ ${#typos[@]} = 0 ] || seconds "real-$number-typos$place" again "$times" "${typos[@]}" "$from"
      [ ${#autocorrect[@]} = 0 ] || seconds "real-$number-autocorrect$place" again "$times" "${autocorrect[@]}" "$from"
    done
  done
  own="$(of "real-$number")"
  echo "$folder, $bytes bytes, one thread, start taken off"
  echo "  hegao                       $(speed $((bytes * times)) "$own")"
  ratios "$own" "real-$number"
done
[ -n "$corpus" ] || exit 0

formats=(pretty line json jsonl sarif github gitlab checkstyle junit rdjson markdown)
for _ in $(seq "$rounds"); do
  seconds one "${check[@]}" -j 1 "$corpus/large"
  wall one-wall "${check[@]}" -j 1 "$corpus/large"
  wall two-wall "${check[@]}" -j 2 "$corpus/large"
  [ ${#rg[@]} = 0 ] || seconds one-rg "${rg[@]}" "$corpus/large"
  seconds speech "${check[@]}" "$corpus/tiny"
  for megabytes in 1 10 100; do
    seconds "size-$megabytes" "${check[@]}" "$corpus/million/$megabytes.txt"
  done
  for format in "${formats[@]}"; do
    seconds "findings-$format" "$hegao" check --no-config --today off --format "$format" -o "$work/report" "$corpus/findings"
  done
done
[ ${#typos[@]} = 0 ] || seconds one-typos "${typos[@]}" "$corpus/large"
[ ${#autocorrect[@]} = 0 ] || seconds one-autocorrect "${autocorrect[@]}" "$corpus/large"

large="$(size "$corpus/large")"
one="$(median one)"
echo "made corpus, many files, one thread"
echo "                              $one s, $(speed "$large" "$one")"
ratios "$one" one
echo "  two threads over one        $(ratio "$(median one-wall)" "$(median two-wall)") (aim: 1.80)"
echo "start and one speech          $(median speech) s (aim: 0.005)"
echo "one file, time a byte, 100 MB over 1 MB"
echo "                              $(ratio "$(median size-100)" "$(awk -v s="$(median size-1)" 'BEGIN { print s * 100 }')") (aim: 1.20)"
for format in "${formats[@]}"; do
  echo "100,000 findings, $(printf '%-12s' "$format") $(median "findings-$format") s"
done
peak() { /usr/bin/time -f %M "$@" 2>&1 >/dev/null | tail -n 1; }
if [ -x /usr/bin/time ]; then
  for input in large one million/100.txt; do
    echo "peak memory, $(printf '%-16s' "$input") $(peak "${check[@]}" -j 1 "$corpus/$input") KB"
  done
fi
