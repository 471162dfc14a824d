#!/usr/bin/env bash
# The recipes of docs/scale.md, cut out of the page and run on an archive of made-up documents: findings in Spark, DuckDB, Polars and
# pyarrow and near duplicates in Spark and DuckDB must be those of the program. Prints how long each took. Needs Python 3.10 and Java 17
# or later.
#
#   tests/consumers/spark.sh [--documents COUNT] [--release]
#
# COUNT is 2,000 unless it is given. With --release program and package are built with optimisations, for times that mean something.
# HEGAO names a program and WHEEL a wheel that were built before.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "${BASH_SOURCE[0]}")/tools.sh"

documents=2000 profile=dev
while [ $# -gt 0 ]; do
  case "$1" in
    --documents)
      documents="${2:?a count}"
      shift
      ;;
    --release) profile=release ;;
    *) fail "tests/consumers/spark.sh [--documents COUNT] [--release], not $1" ;;
  esac
  shift
done

debian java openjdk-17-jre-headless
java="$(java -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p')"
[ "$java" -ge 17 ] || fail "Java 17 or later is needed, here is $java"
python "$root/tests/consumers/spark.txt"
target="${CARGO_TARGET_DIR:-$root/target}"
if [ "$profile" = release ] && [ -z "${HEGAO:-}" ]; then
  (cd "$root" && cargo build --locked -q --release)
  hegao="$target/release/hegao"
else
  build
fi
MATURIN_PEP517_ARGS="--profile $profile" CARGO_TARGET_DIR="$target" \
  pip install -q --disable-pip-version-check --force-reinstall --no-deps "${WHEEL:-$root/python}"

work="$(mktemp -d)"
trap 'rm -rf "${work:?}"' EXIT
# Workers of a local cluster keep their files in the home of Spark: it has one here.
mkdir "$work/spark" "$work/archive"
ln -s "$(python3 -c 'import pathlib, pyspark; print(pathlib.Path(pyspark.__file__).parent)')"/* "$work/spark"
export SPARK_HOME="$work/spark" SPARK_LOCAL_IP=127.0.0.1 SPARK_LOCAL_DIRS="$work/spark/local"
PYSPARK_PYTHON="$(command -v python3)"
export PYSPARK_PYTHON
python3 "$root/tests/consumers/archives/recipes.py" "$work/archive"
python3 "$root/tests/consumers/archives/documents.py" "$work/archive" "$documents"
python3 "$root/tests/consumers/archives/same.py" "$work/archive" "$hegao" --spark
