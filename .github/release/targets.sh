# The platforms of a release, and what is common to the scripts here. To be sourced.
# shellcheck shell=bash

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
# shellcheck disable=SC2034 # for the scripts that source this one
output="${CARGO_TARGET_DIR:-$root/target}"

fail() {
  printf '%s: %s\n' "$(basename "$0")" "$*" >&2
  exit 1
}

# target PLATFORM: the target of rustc that a platform is built for.
target() {
  case "$1" in
    windows-x64) echo x86_64-pc-windows-gnu ;;
    macos-arm64) echo aarch64-apple-darwin ;;
    macos-x64) echo x86_64-apple-darwin ;;
    linux-x64 | linux-x64-static) echo x86_64-unknown-linux-gnu ;;
    linux-arm64-static) echo aarch64-unknown-linux-gnu ;;
    *) fail "no such platform: $1 (there are windows-x64, macos-arm64, macos-x64, linux-x64, linux-x64-static, linux-arm64-static)" ;;
  esac
}

# has_library TARGET: rustc can build for it without building the standard library too.
has_library() {
  [ -d "$(rustc --print target-libdir --target "$1")" ]
}

# name_commit: has the program say of which commit it is.
name_commit() {
  local commit
  if [ -z "${HEGAO_COMMIT:-}" ] && commit="$(git -C "$root" rev-parse --short=12 HEAD 2>/dev/null)"; then
    export HEGAO_COMMIT="$commit"
  fi
}
