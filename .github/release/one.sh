#!/usr/bin/env bash
# one.sh PLATFORM PAGE FOLDER: builds the program for a platform, packs it with the page into FOLDER, and tries the archive.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "${BASH_SOURCE[0]}")/targets.sh"
here="$root/.github/release"

platform="${1:?a platform}"
page="${2:?the page}"
folder="${3:?a folder}"
program="$("$here/build.sh" "$platform")"
if [ "$platform" = windows-x64 ] && [ -z "${HEGAO:-}" ]; then
  # Its manual and what it must find come from a program of this machine.
  cargo build --quiet --locked --manifest-path "$root/Cargo.toml"
  export HEGAO="$output/debug/hegao"
fi
archive="$("$here/archive.sh" "$platform" "$program" "$page" "$folder")"
case "$platform" in
  linux-*) "$here/try-linux.sh" "$archive" ;;
  windows-*) "$here/try-windows.sh" "$archive" ;;
  macos-*) "$here/try-macos.sh" "$archive" ;;
esac
