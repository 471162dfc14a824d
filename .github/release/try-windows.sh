#!/usr/bin/env bash
# try-windows.sh ARCHIVE: tries the program of a Windows archive under Wine on files with Chinese names, beside the program of this
# machine (HEGAO, or target/debug/hegao), which must say the same.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "${BASH_SOURCE[0]}")/targets.sh"

archive="$(realpath "${1:?an archive}")"
own="$(realpath "${HEGAO:-$output/debug/hegao}")"
wine="$(command -v wine64 || ls /usr/lib/wine/wine64)" || fail 'this needs wine64'
work="$(mktemp -d)"
trap 'WINEPREFIX="$work/prefix" "$(dirname "$(realpath "$wine")")/wineserver64" -k 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
unzip -q "$archive"
folder="$(basename "$archive" .zip)"
for name in hegao.exe 核稿.html 先读我.txt LICENSE README.zh-CN.md; do
  [ -f "$folder/$name" ] || fail "no $name in the archive"
done
# Nothing of mingw has to lie beside it.
libraries="$(x86_64-w64-mingw32-objdump -p "$folder/hegao.exe" | sed -n 's/^\tDLL Name: //p')"
if grep -i -e libgcc -e libwinpthread -e libstdc <<<"$libraries"; then
  fail 'the program needs libraries that Windows does not have'
fi
# Wine 8 lacks the library of Windows 10 that random numbers come from.
cat >random.c <<'C'
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE at, SIZE_T size) { return SystemFunction036(at, (ULONG)size); }
C
x86_64-w64-mingw32-gcc -shared -o "$folder/bcryptprimitives.dll" random.c -ladvapi32

export WINEPREFIX="$work/prefix" WINEDEBUG=-all LC_ALL=C.UTF-8
# windows CODE ARGUMENT…: the program ends with this code; what it prints is kept in `printed` and `said`.
windows() {
  local wanted="$1" code=0
  shift
  "$wine" "$work/$folder/hegao.exe" "$@" >"$work/printed" 2>"$work/said" || code=$?
  [ "$code" -eq "$wanted" ] || fail "hegao.exe $* ended with $code, not with $wanted: $(cat "$work/printed" "$work/said")"
}

mkdir -p 材料/会议
cp "$root"/fixtures/demo/*.txt 材料/
cp "$root"/fixtures/page/讲话稿.docx 材料/会议/
cp "$root"/fixtures/quiet/*.md 材料/会议/ 2>/dev/null || true
windows 0 --version
[ "$(tr -d '\r' <printed)" = "$("$own" --version)" ] || fail "the version: $(cat printed)"
windows 0 version --verbose
grep -q x86_64-pc-windows-gnu printed || fail "the build: $(cat printed)"

# The same findings, in a folder that is named with either divider.
for named in 材料 ./材料 '.\材料' '材料\'; do
  windows 1 check "$named" --no-config --today 2026-03-05 --format jsonl
  "$own" check "${named//\\//}" --no-config --today 2026-03-05 --format jsonl >own 2>/dev/null || [ $? -eq 1 ]
  # The same but for the divider, of which a path has one kind. JSON writes a backslash twice.
  if grep -o '材料[^":]*' printed | grep -F '\\' | grep -F /; then fail "a path of $named has two dividers"; fi
  diff <(sed 's/\\\\/\//g' printed) own >&2 || fail "other findings or places in $named"
done
windows 1 check 材料/会议/讲话稿.docx --no-config --format line
if cut -d : -f 1 printed | grep -F '\' | grep -F /; then fail 'a path has two dividers'; fi
windows 1 check '材料\会议\*.docx' --no-config
windows 2 check 没有这份.docx
windows 0 annotate 材料/会议/讲话稿.docx --no-config --today 2026-03-05
[ -s 材料/会议/讲话稿-核稿.docx ] || fail 'no commented copy'
unzip -p 材料/会议/讲话稿-核稿.docx word/comments.xml | grep -q '<w:comment ' || fail 'no comments in the copy'
windows 1 check 材料/会议/讲话稿.docx --no-config --format html --output 报告.html
grep -q '<html' 报告.html || fail 'no page'
windows 0 text 材料/会议/讲话稿.docx
diff <(tr -d '\r' <printed) <("$own" text 材料/会议/讲话稿.docx)
echo "windows: hegao.exe finds what $own does, in $(wc -c <"$archive") bytes"
