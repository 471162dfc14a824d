#!/usr/bin/env bash
# build.sh PLATFORM: builds hegao for a platform (targets.sh has the list) and prints where the program is.
#
# linux-x64 needs cargo-zigbuild and ziglang of PyPI, and runs from glibc 2.17 on; the static ones run on any Linux. windows-x64
# needs mingw. Others are built on their own systems.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "${BASH_SOURCE[0]}")/targets.sh"
cd "$root"

platform="${1:?a platform such as linux-x64}"
target="$(target "$platform")"
# A static program beside another one for the same target.
export CARGO_TARGET_DIR="$output/release-$platform"
name_commit
# Names of functions are a fifth of the program.
export CARGO_PROFILE_RELEASE_STRIP=symbols
program="$CARGO_TARGET_DIR/$target/release/hegao"
if [ "$platform" = windows-x64 ]; then
  program="$program.exe"
  "$root/.github/release/windows.sh" >&2
else
  has_library "$target" ||
    fail "rustc has no standard library for $target: run \`rustup target add $target\`, or build $platform on its own system"
  case "$platform" in
    linux-x64)
      command -v cargo-zigbuild >/dev/null || fail 'linux-x64 needs cargo-zigbuild and ziglang: pip install cargo-zigbuild ziglang'
      cargo zigbuild --locked --release --target "$target.2.17" >&2
      ;;
    *-static)
      RUSTFLAGS='-C target-feature=+crt-static' cargo build --locked --release --target "$target" >&2
      ;;
    *)
      cargo build --locked --release --target "$target" >&2
      ;;
  esac
fi
[ -f "$program" ] || fail "no program at $program"
echo "$program"
