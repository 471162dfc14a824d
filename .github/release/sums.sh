#!/usr/bin/env bash
# sums.sh FOLDER: writes SHA256SUMS over what a release holds, and checks it.
set -euo pipefail

cd "${1:?a folder}"
rm -f SHA256SUMS
sha256() {
  if command -v sha256sum >/dev/null; then sha256sum "$@"; else shasum -a 256 "$@"; fi
}
sha256 hegao* >SHA256SUMS
sha256 --check SHA256SUMS >&2
