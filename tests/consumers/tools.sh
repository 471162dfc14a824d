# What the scripts here share: programs that read what hegao writes, installed where they are missing. To be sourced.
# shellcheck shell=bash

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
# Kept between runs; `cargo clean` takes it away.
tools="$root/target/consumers"
# The program that is tried; another build where HEGAO names one.
hegao="${HEGAO:-$root/target/debug/hegao}"
mkdir -p "$tools"

# debian COMMAND PACKAGE: a command from the system's packages.
debian() {
  command -v "$1" >/dev/null && return
  local sudo=()
  [ "$(id -u)" = 0 ] || sudo=(sudo)
  # The lists of packages are fetched once a run of CI, not once a package.
  if [ -z "$(find "$tools/packages-listed" -mmin -60 2>/dev/null)" ]; then
    "${sudo[@]}" apt-get update -qq
    touch "$tools/packages-listed"
  fi
  DEBIAN_FRONTEND=noninteractive "${sudo[@]}" apt-get install -y -qq --no-install-recommends "$2" >/dev/null
}

# python REQUIREMENTS: a virtual environment with the packages of that file; its folder is on the path afterwards.
python() {
  local name stamp
  name="$(basename "$1" .txt)"
  stamp="$tools/$name/$(cksum <"$1" | tr ' ' -)"
  if [ ! -e "$stamp" ]; then
    rm -rf "${tools:?}/$name"
    python3 -m venv "$tools/$name"
    "$tools/$name/bin/pip" install -q --disable-pip-version-check -r "$1"
    touch "$stamp"
  fi
  PATH="$tools/$name/bin:$PATH"
}

# installed: ends a script that is run with INSTALL_ONLY=1, which fetches the programs that the script needs and tries nothing.
installed() {
  [ -z "${INSTALL_ONLY:-}" ] || exit 0
}

build() {
  [ -z "${HEGAO:-}" ] || return 0
  (cd "$root" && cargo build --locked -q)
}

fail() {
  printf 'FAILED: %s\n' "$*" >&2
  exit 1
}

# node_20: Node.js, in a version that all that is tried here supports.
node_20() {
  debian node nodejs
  local version
  version="$(node -p 'process.versions.node.split(".")[0]')"
  [ "$version" -ge 20 ] || fail "Node.js 20 or later is needed, here is $(node --version)"
}

# node_packages FOLDER: a copy of that folder with the packages of its lock file; prints where it is.
node_packages() {
  local copy lock
  copy="$tools/$(basename "$1")"
  lock="$(cksum <"$1/package-lock.json" | tr ' ' -)"
  mkdir -p "$copy"
  cp -R "$1/." "$copy"
  if [ ! -e "$copy/node_modules/$lock" ]; then
    (cd "$copy" && npm ci --silent >&2)
    touch "$copy/node_modules/$lock"
  fi
  printf '%s\n' "$copy"
}
