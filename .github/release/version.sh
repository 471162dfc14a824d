#!/usr/bin/env bash
# version.sh TAG: the version that the tag releases; fails where Cargo.toml, Cargo.lock or the changelog have another.
set -euo pipefail
cd "$(dirname "$0")/../.."

tag="${1:?a tag such as v0.1.0}"
version="$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)"
if [ "$tag" != "v$version" ]; then
  echo "the tag is $tag, Cargo.toml has $version" >&2
  exit 1
fi
if ! grep -A 1 '^name = "hegao"$' Cargo.lock | grep -qx "version = \"$version\""; then
  echo "Cargo.lock has another version than Cargo.toml, $version" >&2
  exit 1
fi
for file in python/Cargo.toml python/Cargo.lock; do
  if ! grep -A 1 '^name = "hegao-python"$' "$file" | grep -qx "version = \"$version\""; then
    echo "$file has another version than Cargo.toml, $version" >&2
    exit 1
  fi
done
if [ "$(sed -n 's/^  "version": "\(.*\)",$/\1/p' wasm/npm/package.json)" != "$version" ]; then
  echo "wasm/npm/package.json has another version than Cargo.toml, $version" >&2
  exit 1
fi
echo "$version"
