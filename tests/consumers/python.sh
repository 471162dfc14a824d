#!/usr/bin/env bash
# The package for Python, installed by pip as its README says but without optimisations: its tests, which hold it against the program
# and run the examples of its READMEs, and its types. Needs Python 3.10 or later.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "${BASH_SOURCE[0]}")/tools.sh"

python3 -c 'import sys; sys.exit(sys.version_info < (3, 10))' || fail "Python 3.10 or later is needed, here is $(python3 --version)"
python "$root/tests/consumers/python.txt"
installed
build
# In the folder of the program, so that the crates that it is made of are not built again.
MATURIN_PEP517_ARGS='--profile dev' CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$root/target}" \
  pip install -q --disable-pip-version-check --force-reinstall --no-deps "$root/python"
cd "$root/python"
HEGAO="$hegao" pytest
mypy
