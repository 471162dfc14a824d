#!/usr/bin/env bash
# try-macos.sh ARCHIVE: tries the program of a macOS archive on the fixtures, on macOS.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "${BASH_SOURCE[0]}")/targets.sh"

archive="${1:?an archive}"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
tar -xzf "$archive" -C "$work" --strip-components=1
[ -f "$work/核稿.html" ] || fail 'no page in the archive'
program="$work/hegao"
"$program" version --verbose
"$program" check "$root/fixtures/quiet" >/dev/null
code=0
"$program" check "$root/fixtures/demo" >/dev/null || code=$?
[ "$code" -eq 1 ] || fail "the program ends with $code on fixtures/demo, not with 1"
cp "$root/fixtures/page/讲话稿.docx" "$work/"
"$program" annotate "$work/讲话稿.docx"
[ -s "$work/讲话稿-核稿.docx" ] || fail 'no commented copy'
