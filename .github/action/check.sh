#!/usr/bin/env bash
# The step of the action that checks: from inputs, which come in the environment, to arguments. It ends as hegao does.
#
# The runner obeys lines of the log that look like commands, on both streams. All that may quote a document, a name of a file or a
# configuration is printed while it obeys none; only annotations, in which everything is escaped, are printed to be obeyed.
set -euo pipefail

# From here on the runner obeys nothing but the token, which nobody can guess. `end` makes it obey again.
begin_quoting() {
  token="$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')"
  if [ "${#token}" -ne 32 ]; then
    echo 'there is no random number to print the report safely with' >&2
    exit 2
  fi
  echo "::stop-commands::$token"
}

end_quoting() {
  # What was quoted may not have ended its line.
  printf '\n::%s::\n' "$token"
}

# What this step and the programs it starts say on standard error is kept, and printed at the end, however that comes.
said="$(mktemp "${RUNNER_TEMP:?}/hegao-said.XXXXXX")"
exec 3>&2 2>"$said"
say_at_the_end() {
  local code=$?
  exec 2>&3
  if [ -s "$said" ]; then
    begin_quoting
    cat "$said"
    end_quoting
  fi
  rm -f "$said"
  exit "$code"
}
trap say_at_the_end EXIT

# What the pull request changes is what differs from the commit this prints. A function in `$(…)` goes on after what fails unless told.
base_of_pull_request() {
  local parents first
  # On its own ref a pull request is a merge into its base, even where no more history was fetched.
  parents="$(git cat-file -p HEAD | sed -n '1,/^$/s/^parent //p')" || return
  if [[ "${GITHUB_REF:-}" == refs/pull/*/merge ]] && [ "$(wc -l <<<"$parents")" -eq 2 ]; then
    first="$(head -n 1 <<<"$parents")"
    git cat-file -e "$first^{commit}" 2>/dev/null || git fetch --quiet --no-tags --depth=1 origin "$first" >&2 || return
    echo "$first"
  else
    git fetch --quiet --no-tags origin "+refs/heads/$GITHUB_BASE_REF:refs/remotes/origin/$GITHUB_BASE_REF" >&2 || return
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
  for word in ${words[@]+"${words[@]}"}; do
    case "$word" in
      # Another format on standard output would be obeyed. An output has no commands to give.
      --format | --format=* | --diff | -o | -o* | --output | --output=*) is_annotated=false ;;
    esac
    arguments+=("$word")
  done
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

code=0
if [ "$is_annotated" = true ]; then
  hegao "${arguments[@]}" || code=$?
else
  begin_quoting
  hegao "${arguments[@]}" || code=$?
  end_quoting
fi

printf 'exit-code=%s\n' "$code" >>"${GITHUB_OUTPUT:?}"
if [ -n "$sarif" ] && [ -s "$sarif" ]; then
  printf 'sarif=%s\n' "$sarif" >>"$GITHUB_OUTPUT"
fi
exit "$code"
