#!/usr/bin/env bash
# The step of the action that checks: from inputs, which come in the environment, to arguments. It ends as hegao does.
set -euo pipefail

# What the pull request changes is what differs from the commit this prints.
base_of_pull_request() {
  local parents first
  # On its own ref a pull request is a merge into its base, even where no more history was fetched.
  parents="$(git cat-file -p HEAD | sed -n '1,/^$/s/^parent //p')"
  if [[ "${GITHUB_REF:-}" == refs/pull/*/merge ]] && [ "$(wc -l <<<"$parents")" -eq 2 ]; then
    first="$(head -n 1 <<<"$parents")"
    git cat-file -e "$first^{commit}" 2>/dev/null || git fetch --quiet --no-tags --depth=1 origin "$first" >&2
    echo "$first"
  else
    git fetch --quiet --no-tags origin "+refs/heads/$GITHUB_BASE_REF:refs/remotes/origin/$GITHUB_BASE_REF" >&2
    echo "origin/$GITHUB_BASE_REF..."
  fi
}

arguments=(check)
is_annotated=true
case "${HEGAO_ANNOTATIONS:-true}" in
  true) arguments+=(--format github) ;;
  *)
    is_annotated=false
    # For the page of the run alone, which comes with this format.
    arguments+=(--report "github=${RUNNER_TEMP:?}/hegao-annotations.txt")
    ;;
esac
[ -z "${HEGAO_FAIL_ON:-}" ] || arguments+=("--fail-on=$HEGAO_FAIL_ON")
[ -z "${HEGAO_BASELINE:-}" ] || arguments+=("--baseline=$HEGAO_BASELINE")

case "${HEGAO_CHANGED:-}" in
  '' | false) ;;
  true)
    if [ -n "${GITHUB_BASE_REF:-}" ]; then
      base="$(base_of_pull_request)"
      arguments+=("--changed=$base")
    else
      echo 'This is no pull request: everything is checked.'
    fi
    ;;
  *) arguments+=("--changed=$HEGAO_CHANGED") ;;
esac

sarif="${HEGAO_SARIF:-}"
if [ -z "$sarif" ] && [ "${HEGAO_UPLOAD:-}" = true ]; then
  sarif="${RUNNER_TEMP:?}/hegao.sarif"
fi
[ -z "$sarif" ] || arguments+=(--report "sarif=$sarif")

while read -r line || [ -n "$line" ]; do
  read -r -a words <<<"$line"
  [ "${#words[@]}" -eq 0 ] || arguments+=("${words[@]}")
done <<<"${HEGAO_ARGS:-}"
arguments+=(--)
has_paths=false
while IFS= read -r path || [ -n "$path" ]; do
  path="${path%$'\r'}"
  if [ -n "$path" ]; then
    arguments+=("$path")
    has_paths=true
  fi
done <<<"${HEGAO_PATHS:-}"
[ "$has_paths" = true ] || arguments+=(.)

# A report for people quotes documents, and a line of one may look like a command to the runner.
token=
if [ "$is_annotated" = false ]; then
  token="$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')"
  echo "::stop-commands::$token"
fi
code=0
hegao "${arguments[@]}" || code=$?
[ -z "$token" ] || echo "::$token::"

printf 'exit-code=%s\n' "$code" >>"${GITHUB_OUTPUT:?}"
if [ -n "$sarif" ] && [ -s "$sarif" ]; then
  printf 'sarif=%s\n' "$sarif" >>"$GITHUB_OUTPUT"
fi
exit "$code"
