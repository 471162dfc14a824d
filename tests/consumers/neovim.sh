#!/usr/bin/env bash
# Neovim as a client of the language server.
set -euo pipefail
# shellcheck source=tests/consumers/tools.sh
. "$(dirname "${BASH_SOURCE[0]}")/tools.sh"

debian nvim neovim
installed
build
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cp "$root/fixtures/demo/讲话稿.txt" "$folder/"
# Configurations above the folder for temporary files do not count.
mkdir "$folder/.git"
(cd "$folder" && "$hegao" --lang zh check 讲话稿.txt --format json >report.json 2>/dev/null) || [ $? = 1 ] || fail "hegao check"
export HEGAO="$hegao" FOLDER="$folder" XDG_CACHE_HOME="$folder/cache" XDG_STATE_HOME="$folder/state" LC_ALL=C.UTF-8
timeout 60 nvim --headless --clean -n -c "luafile $root/tests/consumers/neovim.lua" </dev/null || fail "neovim"
