#!/usr/bin/env bash
# make.sh PAGE: makes the pictures of the READMEs from the fixtures: the page in Chromium, the report in a terminal, the comments in
# LibreOffice. PAGE is 核稿.html as wasm/build.sh makes it; HEGAO is the program (target/debug/hegao); PLAYWRIGHT is the folder of
# playwright-core. Needs chromium, libreoffice-writer, xvfb, imagemagick, pngquant and a Chinese font.
set -euo pipefail

page="$(realpath "${1:?the page}")"
cd "$(dirname "${BASH_SOURCE[0]}")"
root="$(cd ../.. && pwd)"
hegao="$(realpath "${HEGAO:-$root/target/debug/hegao}")"
work="$(mktemp -d)"
started=()
trap '[ ${#started[@]} -eq 0 ] || kill "${started[@]}" 2>/dev/null || true; pkill -f "$work" 2>/dev/null || true; rm -rf "$work"' EXIT

# The terminal: colours become elements of a page.
(cd "$root" && COLUMNS=92 "$hegao" check fixtures/demo --select 数字,条数,序号 --no-config --today off --color always --lang zh) \
  >"$work/terminal.txt" 2>"$work/said.txt" || [ $? -eq 1 ]
node terminal.mjs "$work/terminal.txt" "$work/terminal.html"
cp "$root/fixtures/page/讲话稿.docx" "$work/"
node screens.mjs "$page" "$work/讲话稿.docx" "$work/terminal.html" "$work"

# The comments: LibreOffice with the copy, in a screen that nobody sees, without the tip of the day.
"$hegao" annotate "$work/讲话稿.docx" --no-config --today 2026-05-12 --select 数字,条数,序号,日期 -o "$work/copy.docx" 2>/dev/null
mkdir -p "$work/profile/user"
cp registrymodifications.xcu "$work/profile/user/"
display=":$((RANDOM % 1000 + 100))"
Xvfb "$display" -screen 0 1500x950x24 >/dev/null 2>&1 </dev/null &
started+=($!)
sleep 1
DISPLAY="$display" SAL_USE_VCLPLUGIN=gen soffice -env:UserInstallation="file://$work/profile" --nologo --norestore "$work/copy.docx" >/dev/null 2>&1 </dev/null &
started+=($!)
sleep 15
DISPLAY="$display" import -window root -crop 1020x700+210+115 +repage "$work/comments.png"

for name in page terminal comments; do
  pngquant --force --strip --speed 1 --quality 40-90 --output "$name.png" 64 "$work/$name.png"
  size="$(stat -c %s "$name.png")"
  [ "$size" -lt 150000 ] || { echo "$name.png has $size bytes, more than 150,000" >&2; exit 1; }
done
ls -l ./*.png
