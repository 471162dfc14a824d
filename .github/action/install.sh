#!/usr/bin/env bash
# The step of the action that installs hegao: the release with its checksum, else built by cargo. Writes what later steps
# find it by to GITHUB_PATH.
set -euo pipefail

action="${HEGAO_ACTION:?}"
repository="${HEGAO_REPOSITORY:-${GITHUB_ACTION_REPOSITORY:-}}"
server="${GITHUB_SERVER_URL:-https://github.com}"
version="${HEGAO_VERSION:-}"
home="${RUNNER_TEMP:?}/hegao"
own="$(sed -n 's/^version = "\(.*\)"/\1/p' "$action/Cargo.toml" | head -n 1)"

# The archive of a release that fits this machine, nothing where there is none.
archive() {
  case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) echo hegao-linux-x64-static.tar.gz ;;
    Linux-aarch64 | Linux-arm64) echo hegao-linux-arm64-static.tar.gz ;;
    Darwin-x86_64) echo hegao-macos-x64.tar.gz ;;
    Darwin-arm64) echo hegao-macos-arm64.tar.gz ;;
    MINGW*-x86_64 | MSYS*-x86_64) echo hegao-windows-x64.zip ;;
  esac
}

fetch() {
  curl --proto '=https' --tlsv1.2 --fail --silent --show-error --location --retry 3 --output "$2" "$1"
}

sum() {
  if command -v sha256sum >/dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d ' ' -f 1
}

# Puts the program of the release into $home/bin; fails where the release is not there, ends all where it is not what it says.
download() {
  local archive
  archive="$(archive)"
  [ -n "$archive" ] && [ -n "$repository" ] || return 1
  mkdir -p "$home/download" "$home/bin"
  local from="$server/$repository/releases/download/v$version"
  fetch "$from/$archive" "$home/download/$archive" || return 1
  fetch "$from/SHA256SUMS" "$home/download/SHA256SUMS" || return 1
  if ! grep -qx "$(sum "$home/download/$archive") [ *]$archive" "$home/download/SHA256SUMS"; then
    echo "::error::$archive is not what its checksum says"
    exit 2
  fi
  case "$archive" in
    *.zip)
      unzip -q -o "$home/download/$archive" -d "$home/download"
      cp "$home/download/${archive%.zip}/hegao.exe" "$home/bin/"
      ;;
    *)
      tar -xzf "$home/download/$archive" -C "$home/download"
      cp "$home/download/${archive%.tar.gz}/hegao" "$home/bin/"
      ;;
  esac
}

build() {
  if ! command -v cargo >/dev/null; then
    echo "::error::there is no release of hegao $version for this machine, and no cargo to build it with"
    exit 2
  fi
  CARGO_TARGET_DIR="$home/target" cargo install --quiet --locked --path "$action" --root "$home"
}

case "$version" in
  '') version="$own" ;;
  source) ;;
  *[!0-9A-Za-z.+-]*)
    echo "::error::the input version takes a number such as 0.1.0, or source"
    exit 2
    ;;
  v*) version="${version#v}" ;;
esac

# A job may use the action several times.
installed="$home/installed-$version"
if [ ! -e "$installed" ]; then
  if [ "$version" != source ] && download; then
    :
  elif [ "$version" = source ] || [ "$version" = "$own" ]; then
    echo "hegao $own is built from source"
    build
  else
    echo "::error::there is no release of hegao $version for this machine in ${repository:-this repository}"
    exit 2
  fi
  rm -f "$home"/installed-*
  touch "$installed"
fi
"$home/bin/hegao" --version
printf '%s\n' "$home/bin" >>"${GITHUB_PATH:?}"
