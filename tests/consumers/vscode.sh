#!/usr/bin/env bash
# The VS Code extension: its tests, which drive the language server through the official client library, and its package.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "${BASH_SOURCE[0]}")/tools.sh"

debian npm npm
node_20
cd "$root/editors/vscode"
stamp="node_modules/$(cksum <package-lock.json | tr ' ' -)"
if [ ! -e "$stamp" ]; then
  npm ci --omit=optional --no-audit --no-fund --loglevel=error
  touch "$stamp"
fi
installed
build
HEGAO="$hegao" npm test --silent

# What is packaged is the program and its texts, and nothing of the tests and tools.
package="$tools/hegao.vsix"
npx vsce package --allow-missing-repository --out "$package" >"$tools/vsce.log" 2>&1 || {
  cat "$tools/vsce.log" >&2
  fail "the extension cannot be packaged"
}
python3 - "$package" <<'PYTHON'
import sys
import zipfile

names = zipfile.ZipFile(sys.argv[1]).namelist()
needed = [
    "extension/package.json",
    "extension/package.nls.json",
    "extension/package.nls.zh-cn.json",
    "extension/extension.js",
    "extension/src/server.js",
    "extension/l10n/bundle.l10n.zh-cn.json",
    "extension/readme.md",
    "extension/LICENSE.txt",
    "extension/node_modules/vscode-languageclient/package.json",
]
missing = [name for name in needed if name not in names]
foreign = [name for name in names if "/test/" in name.split("node_modules")[0] or "@vscode/" in name]
if missing or foreign:
    sys.exit(f"FAILED: the package lacks {missing} and has {foreign}")
PYTHON
printf 'ok: %s files in the package\n' "$(python3 -c 'import sys, zipfile; print(len(zipfile.ZipFile(sys.argv[1]).namelist()))' "$package")"
