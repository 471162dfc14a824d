#!/usr/bin/env bash
# try-wheel.sh FOLDER: installs the wheel of a release in an environment of its own and asks it about documents, then builds the source
# distribution where nothing of the repository is.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "${BASH_SOURCE[0]}")/targets.sh"

folder="$(cd "${1:?a folder}" && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
wheels=("$folder"/hegao-[0-9]*.whl)
sources=("$folder"/hegao-[0-9]*.tar.gz)
case "${wheels[*]}" in *abi3*) ;; *) fail "the wheel is for one version of Python alone: ${wheels[*]}" ;; esac
cp "$root"/fixtures/page/讲话稿.docx "$root"/fixtures/quiet/*.txt "$work/"
cd "$work"

# try PACKAGE: what is installed finds what is wrong with a document and nothing in another, by the library and by the command.
try() {
  python3 -m venv --clear "$work/venv"
  local bin="$work/venv/bin"
  [ -d "$bin" ] || bin="$work/venv/Scripts"
  "$bin/pip" install -q --disable-pip-version-check --no-index "$1"
  "$bin/python" - <<'PY'
import hegao

report = hegao.check("讲话稿.docx")
assert report.fails and "placeholder/mask" in {found.rule for found in report.findings}, report
assert not hegao.check("表彰大会讲话.txt").fails
assert hegao.annotate("讲话稿.docx").added == len(report.findings)
PY
  "$bin/hegao" check 表彰大会讲话.txt >/dev/null 2>&1
  local code=0
  "$bin/hegao" check 讲话稿.docx >/dev/null 2>&1 || code=$?
  [ "$code" -eq 1 ] || fail "hegao check ended with $code, not with 1"
}

try "${wheels[0]}"
# Without optimisations, which change nothing that is tried here.
python3 -m venv "$work/builder"
builder="$work/builder/bin"
[ -d "$builder" ] || builder="$work/builder/Scripts"
MATURIN_PEP517_ARGS='--profile dev' CARGO_PROFILE_DEV_DEBUG=0 CARGO_TARGET_DIR="$work/target" \
  "$builder/pip" wheel -q --disable-pip-version-check --no-deps --wheel-dir "$work/built" "${sources[0]}"
try "$work"/built/hegao-*.whl
echo "wheel: $(basename "${wheels[0]}") works, in $(wc -c <"${wheels[0]}") bytes; $(basename "${sources[0]}") builds alone, in $(wc -c <"${sources[0]}")"
