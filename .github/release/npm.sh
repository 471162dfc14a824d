#!/usr/bin/env bash
# npm.sh FOLDER: puts the package for Node into FOLDER as hegao-VERSION.tgz, with the engine that page.sh built if it is there, installs it
# where nothing else is, and asks it about documents.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "${BASH_SOURCE[0]}")/targets.sh"

folder="${1:?a folder}"
mkdir -p "$folder"
folder="$(cd "$folder" && pwd)"
rm -f "$folder"/hegao-[0-9]*.tgz
"$root/wasm/npm/build.sh" "$folder" >&2
packed=("$folder"/hegao-[0-9]*.tgz)
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cp "$root"/fixtures/page/讲话稿.docx "$root"/fixtures/quiet/表彰大会讲话.txt "$work/"
cd "$work"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --offline "${packed[0]}"
cat >try.mjs <<'JS'
import assert from "node:assert/strict";
import * as hegao from "hegao";

const report = hegao.check({ path: "讲话稿.docx" });
assert.ok(report.fails && report.findings.some(({ rule }) => rule === "placeholder/mask"));
assert.ok(!hegao.check({ path: "表彰大会讲话.txt" }).fails);
assert.equal(hegao.annotate({ path: "讲话稿.docx" }).added, report.findings.length);
JS
node try.mjs
echo "npm: $(basename "${packed[0]}") works, in $(wc -c <"${packed[0]}") bytes"
