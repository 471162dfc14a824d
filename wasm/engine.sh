#!/usr/bin/env bash
# Builds hegao as WebAssembly, for the page and for the package for Node, and prints where it is. What is up to date is not built again.
# Needs Debian's rustc-web, cargo-web, rust-web-src and lld; wasm-opt of binaryen makes it smaller if it is there.
set -euo pipefail
cd "$(dirname "$0")"
target=${CARGO_TARGET_DIR:-$PWD/../target}
rustc=${WASM_RUSTC:-/usr/bin/rustc}
cargo=${WASM_CARGO:-/usr/bin/cargo}
linker=$(command -v wasm-ld || ls /usr/bin/wasm-ld-* 2>/dev/null | sort -V | tail -1 || true)
source=$("$rustc" --print sysroot 2>/dev/null || true)/lib/rustlib/src/rust/library
for need in "$rustc" "$cargo" "$linker" "$source"; do
  [ -e "$need" ] || { echo "wasm/engine.sh: WebAssembly is built with rustc-web, cargo-web, rust-web-src and lld (missing: ${need:-wasm-ld})" >&2; exit 3; }
done
# Debian's compiler has no standard library for the web: it is built along. Old browsers know these features and no others.
PATH=/usr/bin:$PATH RUSTC=$rustc RUSTC_BOOTSTRAP=1 CARGO_TARGET_DIR=$target/web \
  CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=$linker \
  RUSTFLAGS="-C target-cpu=mvp -C target-feature=+mutable-globals,+sign-ext,+bulk-memory,+nontrapping-fptoint" \
  "$cargo" build --release --locked --target wasm32-unknown-unknown -Z build-std=std,panic_abort >&2
wasm=$target/web/wasm32-unknown-unknown/release/hegao_wasm.wasm
small=$target/web/hegao.wasm
if command -v wasm-opt >/dev/null; then
  if [ ! "$small" -nt "$wasm" ]; then
    wasm-opt -Oz --enable-bulk-memory --enable-mutable-globals --enable-sign-ext --enable-nontrapping-float-to-int "$wasm" -o "$small"
  fi
  wasm=$small
fi
realpath "$wasm"
