#!/usr/bin/env bash
# Every format of `hegao check` is handed to the programs that read it: to the validators of its published schema where there is
# one, else to its reference implementation. Needs node, npm and python3.
set -euo pipefail
# shellcheck source=tests/consumers/tools.sh
. "$(dirname "$0")/tools.sh"

python "$root/tests/consumers/formats.txt"
checker="$(node_packages "$root/tests/consumers/formats")"
installed
build
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"

# Documents of several kinds, one of them unreadable, with names and texts that every format has to escape.
cp -R "$root/fixtures/demo" demo
mkdir 'a, b:50%'
printf '\xef\xbb\xbf𠮷局长：截止3月底，完成投资XX亿元。\r\n一、抓防汛。\r\n四、抓物资 & <落实> "到位"。\r\n' >'a, b:50%/BOM #1.txt'
printf '# 讲话\n\n截止3月底，\033[31m培训XX人`代码`。\n' >'a, b:50%/换
行.md'
iconv -f UTF-8 -t GB18030 demo/讲话稿.txt >国标.txt
python3 "$root/tests/word/from_text.py" demo/讲话稿.txt .
printf '\270\367\316\273\377\n' >坏.txt

reports=()
for format in json jsonl sarif github gitlab checkstyle junit rdjson markdown line pretty; do
  reports+=(--report "$format=out.$format")
done
mkdir page
code=0
GITHUB_STEP_SUMMARY=page/page.md "$hegao" check --today 2026-11-21 "${reports[@]}" -o main . 2>err || code=$?
[ "$code" = 2 ] || fail "exit code $code: $(cat err)"
"$hegao" schema report >report.schema.json
"$hegao" schema jsonl >jsonl.schema.json
cp out.sarif report.sarif

node "$checker/check.mjs" "$work"
