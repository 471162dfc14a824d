#!/usr/bin/env bash
# notes.sh VERSION [CHANGELOG]: what the changelog says of a version; fails where it says nothing.
set -euo pipefail

version="${1:?a version}"
changelog="${2:-$(dirname "$0")/../../CHANGELOG.md}"
# The heading is `## 0.1.0`, with a date behind it or not.
notes="$(awk -v version="$version" '
  /^## / { is_wanted = $2 == version; next }
  is_wanted { print }
' "$changelog")"
if [ -z "${notes//[[:space:]]/}" ]; then
  echo "CHANGELOG.md says nothing of $version: give its section the heading \`## $version\`" >&2
  exit 1
fi
# Without the empty lines at its ends.
sed -e '/./,$!d' <<<"$notes"
