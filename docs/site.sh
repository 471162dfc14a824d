#!/usr/bin/env bash
# Writes the documentation as pages for browsers, in both languages, with a page for each rule: `docs/site.sh [FOLDER]`.
set -euo pipefail
root="$(cd "$(dirname "$0")/.." && pwd)"
cargo run --quiet --locked --manifest-path "$root/Cargo.toml" --example site -- "${1:-$root/target/site}"
