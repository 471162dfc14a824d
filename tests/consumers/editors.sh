#!/usr/bin/env bash
# The recipes of editors/ in the editors themselves, with their default settings: what they show is what `hegao check` says, at
# the same places.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "${BASH_SOURCE[0]}")/tools.sh"

# `vim` may be another name of Neovim.
debian vim.basic vim
[ -x /usr/bin/nvim ] || debian neovim neovim
debian emacs emacs-nox
# Packages without a command.
[ -e /usr/share/vim-ale/plugin/ale.vim ] || debian vim-ale vim-ale
compgen -G '/usr/share/emacs/site-lisp/elpa-src/eglot-*/eglot.el' >/dev/null || debian elpa-eglot elpa-eglot
scripts="$root/tests/consumers/editors"
python "$scripts/neovim.txt"
installed
build

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cp "$root/fixtures/demo/讲话稿.txt" "$work/"
echo 'no package' >"$work/坏.docx"
# Declaring a finding right is written here; not every editor can be asked to make the file.
touch "$work/hegao.toml"
cd "$work"
export HEGAO="$hegao" EDITORS="$root/editors" LANG=C.UTF-8 LC_ALL=C.UTF-8 XDG_CACHE_HOME="$work/.cache"

# Places as `line:column-line:column severity rule`, in characters from 1.
"$hegao" check --format json 讲话稿.txt >report.json 2>/dev/null && fail "nothing was found in the demo"
python3 - >places <<'PYTHON'
import json
for found in json.load(open("report.json"))["files"][0]["diagnostics"]:
    start, end = (found["location"][end] for end in ("start", "end"))
    places = "-".join(f"{at['line']}:{at['column']}" for at in (start, end))
    print(places, found["severity"], found["rule"])
PYTHON
[ "$(wc -l <places)" -gt 10 ] || fail "too little was found in the demo"
"$hegao" check --format line 讲话稿.txt 坏.docx >lines 2>/dev/null && fail "the bad file was not noticed"
cut -d- -f1 places >starts

# try NAME EXPECTED COMMAND…: what the editor writes down is what stands in EXPECTED.
try() {
  local name="$1" expected="$2"
  shift 2
  SEEN="$work/$name" timeout 60 "$@" </dev/null >"$work/$name.log" 2>&1 || {
    cat "$work/$name.log" >&2
    fail "$name ended with an error"
  }
  [ -e "$work/$name" ] || {
    cat "$work/$name.log" >&2
    fail "$name wrote nothing down"
  }
  diff "$expected" "$name" >&2 || fail "$name shows something else than hegao check"
  printf 'ok: %s\n' "$name"
}

try vim-make lines vim.basic -N -e -s -u "$scripts/make.vim"
try vim-ale places vim.basic -N -e -s -u "$scripts/ale.vim"
try emacs-compile starts emacs --batch -q -l "$scripts/compile.el"
try emacs-eglot places emacs --batch -q -l "$scripts/eglot.el"
# Debian's, and one that has vim.lsp.config.
try neovim places /usr/bin/nvim --headless --clean -c "luafile $scripts/recipe.lua"
: >hegao.toml
nvim --version | head -1 | grep -q 'v0\.11' || fail "this is not Neovim 0.11"
try neovim-0.11 places nvim --headless --clean -c "luafile $scripts/recipe.lua"
