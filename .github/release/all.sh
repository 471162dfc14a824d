#!/usr/bin/env bash
# all.sh FOLDER [PLATFORM…]: the files of a release by hand: the page, an archive for each platform and the packages for Python and
# Node, each tried, and the checksums.
# Without platforms, those that are built on Linux x64.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "${BASH_SOURCE[0]}")/targets.sh"
here="$root/.github/release"

folder="$(realpath -m "${1:?a folder}")"
shift
[ $# -gt 0 ] || set -- linux-x64-static linux-x64 windows-x64
page="$("$here/page.sh" "$folder")"
for platform in "$@"; do
  "$here/one.sh" "$platform" "$page" "$folder"
done
"$here/npm.sh" "$folder"
"$here/wheel.sh" "$folder"
"$here/sums.sh" "$folder"
ls -l "$folder"
