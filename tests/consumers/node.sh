#!/usr/bin/env bash
# The package for Node: its types; and, if the tools of Debian that build the engine are installed, the package as it is packed for a
# release: its tests, which hold it against the program, the examples of its READMEs in Node, Deno and Bun, and its rule in textlint.
# The engine that page.sh built is taken as it is.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "${BASH_SOURCE[0]}")/tools.sh"

debian npm npm
node_20
copy="$(node_packages "$root/tests/consumers/node")"
installed
build
package="$copy/node_modules/hegao"
# unpack: puts what npm packs where programs import it from.
unpack() {
  local packed="$1"
  rm -rf "$package"
  mkdir -p "$package"
  tar -xzf "$packed" -C "$package" --strip-components=1
}

code=0
rm -f "$copy"/hegao-*.tgz
CARGO_TARGET_DIR="$root/target" "$root/wasm/npm/build.sh" "$copy" || code=$?
case $code in
  0) ;;
  3)
    # Without the engine, which is not looked at by a compiler of types.
    npm pack --silent --pack-destination "$copy" "$root/wasm/npm" >&2
    ;;
  *) fail "the package for Node does not build" ;;
esac
unpack "$copy"/hegao-*.tgz
rm -rf "$copy/types"
cp -R "$root/wasm/npm/test/types" "$copy/types"
"$copy/node_modules/.bin/tsc" --project "$copy/types"
if [ "$code" = 3 ]; then
  echo "node: NOT BUILT here, for the tools that wasm/engine.sh names are missing; the types alone were tested"
  exit 0
fi

export HEGAO="$hegao" DENO_DIR="$copy/deno"
[ -f "$package/hegao.wasm" ] && [ -f "$package/LICENSE" ] || fail "the package lacks a file: $(ls "$package")"
# It is 8 MB, packed 3; with wasm-opt 6 and 2.
[ "$(stat -c %s "$copy"/hegao-*.tgz)" -lt 4000000 ] || fail "the package has grown to $(stat -c %s "$copy"/hegao-*.tgz) bytes"
(cd "$root/wasm/npm" && PACKAGE="$package" node --test test/*.test.js)
rm -rf "$copy/node_modules/textlint-rule-hegao"
cp -R "$root/wasm/npm/examples/textlint-rule-hegao" "$copy/node_modules/"
node "$root/tests/consumers/node/textlint.mjs" "$copy" "$hegao"

# runtime NAME PROGRAM OPTION…: the examples in another runtime, if npm has it for this machine.
runtime() {
  local name="$1" program="$2"
  shift 2
  if ! "$program" --version >/dev/null 2>&1; then
    echo "node: $name NOT TRIED, npm has none that runs here"
    return 0
  fi
  (cd "$root/wasm/npm" && PACKAGE="$package" RUNTIME="$program $*" node --test test/readme.test.js >"$copy/$name.txt") ||
    fail "the examples do not run in $name: $(cat "$copy/$name.txt")"
  echo "node: the examples run in $name $("$program" --version | grep -o '[0-9][0-9.]*' | head -n 1)"
}
runtime Deno "$copy/node_modules/.bin/deno" run --no-lock --node-modules-dir=manual --allow-read --allow-write
if "$copy/node_modules/.bin/deno" --version >/dev/null 2>&1; then
  node "$root/tests/consumers/node/network.mjs" "$package" "$copy/node_modules/.bin/deno"
fi
# The script that would put Bun in its place is not run, as no package's is here.
buns=("$copy"/node_modules/@oven/bun-*/bin/bun)
runtime Bun "${buns[0]}" run
