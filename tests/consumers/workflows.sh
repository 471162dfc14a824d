#!/usr/bin/env bash
# What runs hegao for others: the action, the release it installs, the recipe for GitLab and the hooks of pre-commit, each checked
# against what its host accepts and then run here.
set -euo pipefail
# shellcheck source=tests/consumers/tools.sh
. "$(dirname "$0")/tools.sh"

debian curl curl
python "$root/tests/consumers/workflows.txt"
installed
build
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$root"

# Scratch repositories obey no configuration of this machine.
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
export GIT_AUTHOR_NAME=秘书 GIT_AUTHOR_EMAIL=a@b.example GIT_COMMITTER_NAME=秘书 GIT_COMMITTER_EMAIL=a@b.example

# ends CODE COMMAND…: the command ends with this code; what it prints is kept in $work/printed.
ends() {
  local wanted="$1" code=0
  shift
  "$@" >"$work/printed" 2>&1 || code=$?
  [ "$code" -eq "$wanted" ] || fail "$* ended with $code, not with $wanted: $(cat "$work/printed")"
}

says() {
  grep -qF -- "$1" "$work/printed" || fail "not said: $1 in: $(cat "$work/printed")"
}

# A file that no host would take is refused here.
check-jsonschema --builtin-schema vendor.github-actions action.yml
check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
check-jsonschema --builtin-schema vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
check-jsonschema --builtin-schema vendor.github-issue-forms .github/ISSUE_TEMPLATE/[0-9]*.yml
check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml
python3 tests/consumers/examples.py "$work/examples"
check-jsonschema --builtin-schema vendor.gitlab-ci .github/examples/gitlab-ci.yml "$work"/examples/gitlab/*
pre-commit validate-manifest .pre-commit-hooks.yaml
pre-commit validate-config "$work"/examples/pre-commit/*
actionlint
actionlint "$work"/examples/workflows/*
# tools.sh is read with those that source it.
find . -name '*.sh' ! -name tools.sh ! -path './target/*' ! -path '*/node_modules/*' -exec shellcheck -x -S warning .ci/run {} +

# The release, packed from the program of this build.
version="$("$hegao" --version | cut -d ' ' -f 2)"
case "$(uname -m)" in aarch64) machine=arm64 ;; *) machine=x64 ;; esac
archive="hegao-linux-$machine-static"
releases="$work/server/OWNER/hegao/releases/download"
ends 0 bash .github/release/version.sh "v$version"
ends 1 bash .github/release/version.sh "v$version.1"
says "the tag is v$version.1, Cargo.toml has $version"
printf '# Changelog\n\n## 0.2.0 (2027-01-01)\n\n- later\n\n## 0.1.9\n\n- now\n  - and so\n\n## 0.1.0\n' >"$work/changelog"
ends 0 bash .github/release/notes.sh 0.1.9 "$work/changelog"
[ "$(cat "$work/printed")" = $'- now\n  - and so' ] || fail "notes: $(cat "$work/printed")"
ends 1 bash .github/release/notes.sh 0.1.0 "$work/changelog"
ends 1 bash .github/release/notes.sh 0.1 "$work/changelog"
echo '<!doctype html>' >"$work/page.html"
ends 1 bash .github/release/archive.sh linux-x86 "$hegao" "$work/page.html" "$releases/v$version"
says 'no such platform: linux-x86'
ends 0 bash .github/release/archive.sh "linux-$machine-static" "$hegao" "$work/page.html" "$releases/v$version"
for name in hegao 核稿.html LICENSE README.md README.zh-CN.md completions/_hegao man/man1/hegao.1; do
  tar -tzf "$releases/v$version/$archive.tar.gz" "$archive/$name" >/dev/null
done
# A program for Windows: the archive is the same, its manual comes from the program of this machine.
HEGAO="$hegao" ends 0 bash .github/release/archive.sh windows-x64 /bin/true "$work/page.html" "$work/windows"
python3 - "$work/windows/hegao-windows-x64.zip" <<'PY'
import sys, zipfile
packed = zipfile.ZipFile(sys.argv[1])
assert {"hegao-windows-x64/核稿.html", "hegao-windows-x64/先读我.txt"} <= set(packed.namelist()), packed.namelist()
note = packed.read("hegao-windows-x64/先读我.txt")
assert note.startswith("\ufeff核稿".encode()) and b"\r\n" in note
PY
ends 0 bash .github/release/sums.sh "$releases/v$version"

# Releases lie in a folder here. What is fetched is asked for by TLS alone; a curl that sees to this reads the folder.
mkdir "$work/curl"
cat >"$work/curl/curl" <<SH
#!/bin/sh
[ "\$1 \$2 \$3" = '--proto =https --tlsv1.2' ] || { echo 'curl is not told to use TLS' >&2; exit 2; }
shift 3
exec "$(command -v curl)" --proto =file "\$@"
SH
chmod +x "$work/curl/curl"
PATH="$work/curl:$PATH"

# The action, in a job that the environment pretends.
export GITHUB_SERVER_URL="file://$work/server" GITHUB_ACTION_REPOSITORY=OWNER/hegao
# action CODE FOLDER NAME=VALUE…: the steps end with this code, in a job of its own.
action() {
  local wanted="$1" folder="$2"
  shift 2
  rm -rf "$work/job"
  mkdir "$work/job"
  RUNNER_TEMP="$work/job" GITHUB_PATH="$work/job/path" GITHUB_OUTPUT="$work/job/output" \
    GITHUB_STEP_SUMMARY="$work/job/summary" ends "$wanted" python3 "$root/tests/consumers/action.py" "$folder" "$@"
}
action 1 . paths=fixtures/demo upload-sarif=true
says '::error'
grep -qx 'exit-code=1' "$work/job/output"
grep -qx "sarif=$work/job/hegao.sarif" "$work/job/output"
grep -q '"version":' "$work/job/hegao.sarif"
[ "$(grep -c figure/sum "$work/job/summary")" = 2 ] || fail "the page of the run: $(cat "$work/job/summary")"
action 0 . paths=fixtures/quiet fail-on=hint
grep -qx 'exit-code=0' "$work/job/output"
action 1 . paths=$'fixtures/demo\nfixtures/quiet' annotations=false sarif="$work/job/a b.sarif" args='--select numbering/gap'
says '::stop-commands::'
grep -q numbering/gap "$work/job/summary"
grep -qx "sarif=$work/job/a b.sarif" "$work/job/output"
action 0 . paths=fixtures/demo args=$'--select placeholder/highlight\n  --lang en'
action 2 . paths=nowhere
action 2 . version=99.0.0
says 'there is no release of hegao 99.0.0'
# Names that are commands: on neither stream does the runner obey one, in any mode.
names="$work/names"
mkdir "$names"
: >"$names/$(printf 'a\n::error file=README.md,line=1::PWNED.txt')"
: >"$names/##[stop-commands]x.txt"
echo '完成XX亿元 ##[error]z' >"$names/b.txt"
for annotations in true false; do
  action 1 "$names" annotations="$annotations" args='--no-config'
  says PWNED
  python3 "$root/tests/consumers/runner.py" "$work/printed" >"$work/obeyed"
  if [ "$annotations" = true ]; then
    [ "$(cat "$work/obeyed")" = '::error file=b.txt,' ] || fail "obeyed: $(cat "$work/obeyed")"
  else
    [ ! -s "$work/obeyed" ] || fail "obeyed: $(cat "$work/obeyed")"
  fi
done
action 2 . version='$(touch pwned)'
action 2 . paths='$(touch pwned); `touch pwned`'
[ ! -e pwned ] || fail 'an input was run as shell'
cp -r "$work/server" "$work/honest"
printf x >>"$releases/v$version/$archive.tar.gz"
action 2 . paths=fixtures/quiet
says 'is not what its checksum says'
rm -rf "$work/server"
mv "$work/honest" "$work/server"

# A pull request as it is checked out: a merge, without history.
origin="$work/origin"
git init -q -b main "$origin"
commit() {
  git -C "$origin" add -A
  git -C "$origin" commit -q -m "$1"
}
echo 同志们： >"$origin/好 稿.txt"
echo 完成投资XX亿元。 >"$origin/旧稿.txt"
commit 起草
git -C "$origin" checkout -q -b topic
echo 完成投资XX亿元。 >"$origin/新 稿.txt"
commit 添一份
git -C "$origin" checkout -q main
echo 完成开工XX个。 >"$origin/别人的.txt"
commit 别人添一份
git -C "$origin" checkout -q --detach
git -C "$origin" merge -q -m 合并 topic
git -C "$origin" update-ref refs/pull/1/merge HEAD
git -C "$origin" checkout -q main
clone="$work/clone"
git init -q "$clone"
git -C "$clone" remote add origin "file://$origin"
git -C "$clone" fetch -q --depth=1 origin +refs/pull/1/merge:refs/remotes/pull/1/merge
git -C "$clone" checkout -q --detach refs/remotes/pull/1/merge
GITHUB_REF=refs/pull/1/merge GITHUB_BASE_REF=main action 1 "$clone" changed=true annotations=false args='--format line'
says 新\ 稿.txt
! grep -q -e 旧稿 -e 别人的 "$work/printed" || fail "more than the pull request is checked: $(cat "$work/printed")"
# The branch itself, with its history.
git -C "$clone" fetch -q --unshallow origin +refs/heads/topic:refs/remotes/origin/topic
git -C "$clone" checkout -q --detach origin/topic
GITHUB_REF=refs/heads/topic GITHUB_BASE_REF=main action 1 "$clone" changed=true annotations=false args='--format line'
! grep -q 旧稿 "$work/printed" || fail "more than the branch is checked: $(cat "$work/printed")"
GITHUB_BASE_REF='' action 1 "$clone" changed=true annotations=false args='--format line'
says '旧稿.txt'
action 0 "$clone" changed=HEAD annotations=false
action 2 "$clone" changed=nowhere

# The recipe for GitLab.
mkdir "$work/bin"
printf '#!/bin/sh\n' >"$work/bin/apk"
chmod +x "$work/bin/apk"
python3 tests/consumers/recipe.py >"$work/recipe.sh"
recipe() {
  (cd "$clone" && PATH="$work/bin:$PATH" HEGAO_RELEASES="file://$releases" \
    CI_MERGE_REQUEST_DIFF_BASE_SHA="$1" sh "$work/recipe.sh")
}
grep -q "HEGAO_VERSION: $version\$" .github/examples/gitlab-ci.yml || fail "the recipe has another version than $version"
grep -q "OWNER/hegao@COMMIT # v$version\$" docs/ci.md || fail "docs/ci.md has another version than $version"
ends 1 recipe "$(git -C "$clone" merge-base origin/main origin/topic 2>/dev/null || git -C "$clone" rev-parse HEAD~1)"
python3 -c 'import json, sys; assert [f["location"]["path"] for f in json.load(open(sys.argv[1]))] == ["新 稿.txt"]' \
  "$clone/gl-code-quality-report.json"
ends 1 recipe ''
grep -q 旧稿.txt "$clone/gl-code-quality-report.json"

# The hooks of pre-commit; those that build from source differ in their language alone.
hooks="$work/hooks"
git init -q "$hooks"
cp .pre-commit-hooks.yaml "$hooks/"
git -C "$hooks" add -A
git -C "$hooks" commit -q -m hooks
office="$work/office"
git init -q "$office"
cat >"$office/.pre-commit-config.yaml" <<YAML
repos:
  - repo: $hooks
    rev: $(git -C "$hooks" rev-parse HEAD)
    hooks:
      - id: hegao-system
        args: [--lang, en]
YAML
cd "$office"
export PRE_COMMIT_HOME="$work/pre-commit" PATH="$root/target/debug:$PATH"
git add .
ends 0 pre-commit install
printf '各位代表：\n' >'工作 报告.md'
printf 'XX\n' >data.csv
git add .
ends 0 git commit -m 干净的
mkdir 讲话
printf '完成投资XX亿元。\n' >'讲话/开幕 式.txt'
git add .
ends 1 git commit -m 没填的
says '讲话/开幕 式.txt'
says placeholder/mask
[ -z "$(git log --oneline -- 讲话)" ] || fail 'a document with a blank was committed'
printf '完成投资9亿元。\n' >'讲话/开幕 式.txt'
git add .
ends 0 git commit -m 填好了
echo 'workflows: the action, the release, the recipe and the hooks do what they say'
