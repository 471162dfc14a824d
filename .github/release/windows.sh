#!/usr/bin/env bash
# windows.sh: builds hegao.exe with mingw. Without the standard library of rustup for the target, Debian's rustc-web and rust-web-src build it along.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "${BASH_SOURCE[0]}")/targets.sh"
cd "$root"

target="$(target windows-x64)"
command -v x86_64-w64-mingw32-gcc >/dev/null || fail 'windows-x64 needs gcc-mingw-w64-x86-64'
export CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER=x86_64-w64-mingw32-gcc
if has_library "$target"; then
  exec cargo build --locked --release --target "$target"
fi

rustc=/usr/bin/rustc
library="$("$rustc" --print sysroot 2>/dev/null)/lib/rustlib/src/rust/library"
[ -d "$library" ] ||
  fail "rustc has no standard library for $target: run \`rustup target add $target\`, or install Debian's rustc-web, cargo-web and rust-web-src"
export RUSTC="$rustc" RUSTC_BOOTSTRAP=1
# What a program begins and ends with; -Z build-std leaves these two out.
objects="$output/rtstartup"
mkdir -p "$objects"
for object in rsbegin rsend; do
  "$rustc" --target "$target" --crate-type lib --emit=obj -o "$objects/$object.o" "$library/rtstartup/$object.rs"
done
export RUSTFLAGS="-L native=$objects"
PATH="/usr/bin:$PATH" /usr/bin/cargo build --locked --release --target "$target" -Z build-std=std,panic_unwind
