#!/usr/bin/env bash
# page.sh FOLDER: builds the page for browsers into FOLDER as hegao.html, and the one for old browsers as hegao-old.html, for a release
# takes no names outside ASCII.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "${BASH_SOURCE[0]}")/targets.sh"

folder="${1:?a folder}"
mkdir -p "$folder"
"$root/wasm/build.sh" "$folder/核稿.html" >&2
mv "$folder/核稿.html" "$folder/hegao.html"
mv "$folder/核稿-旧浏览器.html" "$folder/hegao-old.html"
echo "$folder/hegao.html"
