#!/usr/bin/env bash
# archive.sh TARGET PROGRAM FOLDER: packs a program with its documents, completions and manual pages into FOLDER, with a checksum
# beside the archive. The program is run, so it is one of this machine.
set -euo pipefail
root="$(cd "$(dirname "$0")/../.." && pwd)"

target="${1:?a target}"
program="${2:?the program}"
folder="${3:?a folder}"
version="$("$program" --version | cut -d ' ' -f 2 | tr -d '\r')"
name="hegao-v$version-$target"
mkdir -p "$folder"
folder="$(cd "$folder" && pwd)"
stage="$(mktemp -d)"
trap 'rm -rf "$stage"' EXIT

mkdir -p "$stage/$name/completions" "$stage/$name/man/man1" "$stage/$name/man/zh_CN/man1"
cp "$program" "$stage/$name/"
cp "$root"/README.md "$root"/README.zh-CN.md "$root"/CHANGELOG.md "$root"/LICENSE "$stage/$name/"
complete() {
  "$program" completions "$1" --lang zh >"$stage/$name/completions/$2"
}
complete bash hegao.bash
complete elvish hegao.elv
complete fish hegao.fish
complete powershell _hegao.ps1
complete zsh _hegao
"$program" man --lang en >"$stage/$name/man/man1/hegao.1"
"$program" man --lang zh >"$stage/$name/man/zh_CN/man1/hegao.1"

cd "$stage"
case "$target" in
  *windows*)
    archive="$name.zip"
    rm -f "$folder/$archive"
    7z a -bso0 -tzip "$folder/$archive" "$name"
    ;;
  *)
    archive="$name.tar.gz"
    tar -czf "$folder/$archive" "$name"
    ;;
esac
cd "$folder"
if command -v sha256sum >/dev/null; then sha256sum "$archive"; else shasum -a 256 "$archive"; fi >"$archive.sha256"
echo "$folder/$archive"
