#!/usr/bin/env bash
# try-linux.sh ARCHIVE: tries the program of a Linux archive in a folder that is the whole of its system. The static one finds nothing
# there but itself and the documents; the other one has the C library beside it, and asks for none newer than glibc 2.17.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "${BASH_SOURCE[0]}")/targets.sh"

archive="$(realpath "${1:?an archive}")"
folder="$(basename "$archive" .tar.gz)"
system="$(mktemp -d)"
trap 'rm -rf "$system"' EXIT
tar -xzf "$archive" -C "$system" --strip-components=1
program="$system/hegao"
for name in 核稿.html LICENSE README.zh-CN.md completions/_hegao man/man1/hegao.1; do
  [ -f "$system/$name" ] || fail "no $name in the archive"
done
case "$folder" in
  *-static)
    if readelf -d "$program" | grep -q NEEDED; then fail "the program needs libraries"; fi
    ;;
  *)
    newest="$(objdump -T "$program" | grep -o 'GLIBC_[0-9.]*' | sort -Vu | tail -n 1)"
    [ "$(printf '%s\nGLIBC_2.17\n' "$newest" | sort -V | tail -n 1)" = GLIBC_2.17 ] || fail "the program asks for $newest"
    # What it is linked with, at the places that the linker looks for it.
    for library in $(ldd "$program" | grep -o '/[^ ]*'); do
      case "$(basename "$library")" in
        ld-linux* | libc.so.* | libm.so.* | libpthread.so.* | libdl.so.* | librt.so.* | libgcc_s.so.*) ;;
        *) fail "the program is linked with $library" ;;
      esac
      mkdir -p "$system$(dirname "$library")"
      cp -L "$library" "$system$library"
    done
    ;;
esac
mkdir -p "$system/材料/会议"
cp "$root"/fixtures/demo/*.txt "$system/材料/"
cp "$root"/fixtures/page/讲话稿.docx "$system/材料/会议/"

enter=("$(command -v chroot)")
[ "$(id -u)" = 0 ] || enter=("$(command -v unshare)" --map-root-user "${enter[@]}")
# alone CODE ARGUMENT…: the program ends with this code in its system; what it prints is kept beside it.
alone() {
  local wanted="$1" code=0
  shift
  env -i "${enter[@]}" "$system" /hegao "$@" >"$system/printed" 2>"$system/said" || code=$?
  [ "$code" -eq "$wanted" ] || fail "hegao $* ended with $code, not with $wanted: $(cat "$system/printed" "$system/said")"
}
alone 0 --version
alone 0 version --verbose
alone 1 check 材料
grep -q '材料/会议/讲话稿.docx' "$system/printed" || fail "the document in the inner folder was not checked"
alone 0 annotate 材料/会议/讲话稿.docx
[ -s "$system/材料/会议/讲话稿-核稿.docx" ] || fail 'no commented copy'
alone 1 check 材料/会议/讲话稿.docx --format html --output /报告.html
grep -q '<html' "$system/报告.html" || fail 'no page'
echo "linux: $folder works alone, in $(wc -c <"$archive") bytes"
