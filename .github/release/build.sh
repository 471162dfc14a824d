#!/usr/bin/env bash
# build.sh TARGET: builds hegao for a target, tries it on the fixtures, and prints where it is.
set -euo pipefail
cd "$(dirname "$0")/../.."

target="${1:?a target such as x86_64-unknown-linux-musl}"
cargo build --locked --release --target "$target" >&2
program="target/$target/release/hegao"
case "$target" in
  *windows*) program="$program.exe" ;;
  *musl*)
    # One file for every distribution.
    if ldd "$program" >/dev/null 2>&1 && ! ldd "$program" 2>&1 | grep -q 'statically linked'; then
      echo "$program is linked with libraries of this machine" >&2
      exit 1
    fi
    ;;
esac
"$program" check fixtures/quiet >&2
code=0
"$program" check fixtures/demo --format line >/dev/null || code=$?
if [ "$code" -ne 1 ]; then
  echo "$program ends with $code on fixtures/demo, not with 1" >&2
  exit 1
fi
echo "$program"
