#!/usr/bin/env bash
# wheel.sh FOLDER: puts the wheel for Python on this system and the source distribution into FOLDER, and tries both. Needs maturin of
# PyPI; on Linux ziglang too, by which the wheel runs from glibc 2.17 on (manylinux2014).
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "${BASH_SOURCE[0]}")/targets.sh"

folder="${1:?a folder}"
mkdir -p "$folder"
folder="$(cd "$folder" && pwd)"
command -v maturin >/dev/null || fail 'a wheel needs maturin, on Linux with ziglang: pip install maturin ziglang'
export CARGO_TARGET_DIR="$output/release-wheel"
name_commit
options=(--release --locked)
if [ "$(uname -s)" = Linux ]; then options+=(--zig --compatibility manylinux2014); fi
rm -f "$folder"/hegao-[0-9]*.whl "$folder"/hegao-[0-9]*.tar.gz
maturin build "${options[@]}" --manifest-path "$root/python/Cargo.toml" --out "$folder" >&2
maturin sdist --manifest-path "$root/python/Cargo.toml" --out "$folder" >&2
"$root/.github/release/try-wheel.sh" "$folder"
