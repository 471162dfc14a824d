#!/usr/bin/env bash
# The page for browsers: its logic in Node; and, if the tools of Debian that build it are installed, the page itself, whose engine
# must find what the program finds. With PLAYWRIGHT, the folder of playwright-core, a browser plays a reader's steps on it.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "${BASH_SOURCE[0]}")/tools.sh"

node_20
installed
build
node --test "$root"/page/tests/*.test.js

page="$tools/核稿.html"
code=0
CARGO_TARGET_DIR="$root/target" "$root/wasm/build.sh" "$page" || code=$?
case $code in
  0) ;;
  3)
    echo "page: NOT BUILT here, for its tools are missing; its logic alone was tested"
    exit 0
    ;;
  *) fail "the page does not build" ;;
esac
# As a browser shows it from a USB stick: one file, of about 3 MB.
[ "$(stat -c %s "$page")" -lt 4000000 ] || fail "the page has grown to $(stat -c %s "$page") bytes"
node "$root/page/tests/compare.mjs" "$root/target/web/wasm32-unknown-unknown/release/hegao_wasm.wasm" "$hegao" \
  --together "$root/fixtures/meeting" "$root"/fixtures/demo/* "$root"/fixtures/quiet/* "$root"/fixtures/page/*
if [ -n "${PLAYWRIGHT:-}" ]; then
  work="$(mktemp -d)"
  trap 'rm -rf "$work"' EXIT
  node "$root/page/tests/browser.mjs" "$page" "$root/fixtures/page/讲话稿.docx" "$work"
  "$hegao" check --together "$root/fixtures/meeting" --no-config --format html > "$work/report.html" || [ $? -eq 1 ]
  node "$root/page/tests/set.mjs" "$page" "$root/fixtures/meeting" "$work" "$work/report.html"
  mkdir "$work/release"
  cp "$page" "$work/release/hegao.html"
  node "$root/page/tests/two-steps.mjs" "$work/release" "$root/fixtures/page/讲话稿.docx"
  "$hegao" annotate "$root/fixtures/page/讲话稿.docx" -o "$work/own.docx" --no-config
  node "$root/page/tests/same-word.mjs" "$work/own.docx" "$work/commented.docx"
fi
