#!/usr/bin/env bash
# Shells complete with what `hegao completions` prints, and `man`, groff and mandoc render what `hegao man` prints.
set -euo pipefail
# shellcheck source=tests/consumers/tools.sh
. "$(dirname "$0")/tools.sh"

debian fish fish
debian zsh zsh
debian mandoc mandoc
debian groff groff
debian lexgrog man-db
installed
build
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8

# expect WHAT WORD LIST: one of the words of the list is that word.
expect() {
  grep -qx -- "$2" <<<"$(tr ' ' '\n' <<<"$3")" || fail "$1: no $2 in: $3"
}

"$hegao" completions bash >"$work/bash"
complete_in_bash() {
  bash --norc -c '
    . "$1"; shift
    run="$(complete -p hegao | grep -o -- "-F [^ ]*")"
    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
    "${run#-F }" hegao "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
    printf "%s " "${COMPREPLY[@]}"' bash "$work/bash" "$@"
}
expect bash check "$(complete_in_bash hegao che)"
expect bash --format "$(complete_in_bash hegao check --fo)"
expect bash json "$(complete_in_bash hegao check --format js)"
expect bash --changed "$(complete_in_bash hegao check --chan)"
expect bash zsh "$(complete_in_bash hegao completions z)"
expect bash numbering/gap "$(complete_in_bash hegao check --select numb)"
expect bash date,numbering/gap "$(complete_in_bash hegao check --ignore date,numb)"
expect bash numbering/gap "$(complete_in_bash hegao explain numb)"
expect bash numbering/gap "$(complete_in_bash hegao ignore a.txt:3 numb)"

"$hegao" completions fish >"$work/fish"
complete_in_fish() {
  PATH="$(dirname "$hegao"):$PATH" HOME="$work" fish --no-config -c '
    source $argv[1]; complete -C $argv[2] | string split -f 1 \t | string join " "' "$work/fish" "$1"
}
expect fish check "$(complete_in_fish 'hegao che')"
expect fish --format "$(complete_in_fish 'hegao check --fo')"
expect fish json "$(complete_in_fish 'hegao check --format js')"
expect fish numbering/gap "$(complete_in_fish 'hegao check --select numb')"
expect fish date,numbering/gap "$(complete_in_fish 'hegao check --ignore date,numb')"
expect fish numbering/gap "$(complete_in_fish 'hegao explain numb')"
expect fish words "$(complete_in_fish 'hegao explain wo')"
expect fish numbering/gap "$(complete_in_fish 'hegao ignore a.txt:3 numb')"

# zsh completes inside its line editor only; here it loads the function and finds its name.
"$hegao" completions zsh >"$work/_hegao"
zsh -f -c 'fpath=("$1" $fpath); autoload -Uz compinit; compinit -u -D; print -r -- "$_comps[hegao]"; autoload +X _hegao' \
  zsh "$work" >"$work/zsh"
expect zsh _hegao "$(cat "$work/zsh")"
# What its functions offer, taken from where they hand it over.
complete_in_zsh() {
  zsh -f -c '
    _describe() { print -rl -- "${(@P)4}"; }
    compset() { :; }
    _alternative() { local each; for each; do "${each##*:}"; done }
    source <(sed "/^if \[ \"\$funcstack/,\$d" "$1"); "$2"' zsh "$work/_hegao" "$1" | cut -d : -f 1
}
expect zsh numbering/gap "$(complete_in_zsh _hegao_list)"
expect zsh numbering/gap "$(complete_in_zsh _hegao_rules)"
expect zsh words "$(complete_in_zsh _hegao_names)"

for language in zh en; do
  page="$work/hegao.$language.1"
  "$hegao" man --lang "$language" >"$page"
  groff -ww -man -K utf8 -T utf8 -P -cbou -rLL=78n "$page" >"$work/rendered" 2>"$work/complaints"
  [ ! -s "$work/complaints" ] || fail "groff, $language: $(cat "$work/complaints")"
  # There is no date on purpose; long lines are read by programs alone.
  lint="$(mandoc -T lint "$page" | grep -v -e 'missing date' -e 'longer than 80 bytes' || true)"
  [ -z "$lint" ] || fail "mandoc, $language: $lint"
  lexgrog "$page" | grep -q '"hegao - ' || fail "whatis finds no name, $language"
  grep -q -e '--changed\[=<' "$work/rendered" || fail "--changed is not in the page, $language"
done
echo 'shells: bash, fish and zsh complete; groff and mandoc render the page'
