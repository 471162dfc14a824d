#!/usr/bin/env bash
# Builds the page: wasm/build.sh [OUT], 核稿.html if OUT is left out, and beside it a variant for Chromium 86 to 96. What it needs, and
# which tools are missing if it ends with 3, engine.sh says.
set -euo pipefail
cd "$(dirname "$0")"
out=$(realpath -m "${1:-../target/核稿.html}")
wasm=$(./engine.sh)
mkdir -p "$(dirname "$out")"
cargo run --quiet --locked --manifest-path ../Cargo.toml --example page -- "$wasm" "$out"
cargo run --quiet --locked --manifest-path ../Cargo.toml --example page -- --old "$wasm" "${out%.html}-旧浏览器.html"
ls -l "$out" "${out%.html}-旧浏览器.html"
