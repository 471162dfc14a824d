#!/usr/bin/env bash
# archive.sh PLATFORM PROGRAM PAGE FOLDER: packs a program into FOLDER with the page for browsers, documents, completions and manual
# pages. HEGAO is a program that this machine runs and that prints the last two, by default PROGRAM itself.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "${BASH_SOURCE[0]}")/targets.sh"

platform="${1:?a platform}"
program="${2:?the program}"
page="${3:?the page}"
folder="${4:?a folder}"
target "$platform" >/dev/null
own="${HEGAO:-$program}"
# The name is that of the platform alone, so that a link to the latest release stays right.
name="hegao-$platform"
mkdir -p "$folder"
folder="$(cd "$folder" && pwd)"
stage="$(mktemp -d)"
trap 'rm -rf "$stage"' EXIT

mkdir -p "$stage/$name/completions" "$stage/$name/man/man1" "$stage/$name/man/zh_CN/man1"
cp "$program" "$stage/$name/"
cp "$page" "$stage/$name/核稿.html"
cp "$root"/README.md "$root"/README.zh-CN.md "$root"/CHANGELOG.md "$root"/LICENSE "$stage/$name/"
complete() {
  "$own" completions "$1" --lang zh >"$stage/$name/completions/$2"
}
complete bash hegao.bash
complete elvish hegao.elv
complete fish hegao.fish
complete powershell _hegao.ps1
complete zsh _hegao
"$own" man --lang en >"$stage/$name/man/man1/hegao.1"
"$own" man --lang zh >"$stage/$name/man/zh_CN/man1/hegao.1"

cd "$stage"
case "$platform" in
  windows-*)
    archive="$name.zip"
    # Notepad of older systems knows neither line ends alone nor UTF-8 without its mark.
    { printf '\xef\xbb\xbf'; sed 's/$/\r/' "$root/.github/release/先读我.txt"; } >"$name/先读我.txt"
    rm -f "$folder/$archive"
    # Python writes names outside ASCII as UTF-8 and says so, which Windows obeys.
    python3 - "$name" "$folder/$archive" <<'PY'
import pathlib
import sys
import zipfile

name, archive = sys.argv[1:]
with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
    for path in sorted(pathlib.Path(name).rglob("*")):
        if path.is_file():
            packed.write(path, path.as_posix())
PY
    ;;
  *)
    archive="$name.tar.gz"
    tar -czf "$folder/$archive" "$name"
    ;;
esac
echo "$folder/$archive"
