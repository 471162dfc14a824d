#!/usr/bin/env bash
# Puts the engine beside the package: wasm/npm/build.sh. With a folder, packs it there too, as hegao-VERSION.tgz. What the engine needs,
# and which tools are missing if it ends with 3, wasm/engine.sh says.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
wasm="$("$here/../engine.sh")"
cp "$wasm" "$here/hegao.wasm"
if [ $# -gt 0 ]; then
  mkdir -p "$1"
  npm pack --silent --pack-destination "$(realpath "$1")" "$here"
fi
