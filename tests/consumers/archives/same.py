"""same.py FOLDER HEGAO [--spark]: checks and compares the archive in FOLDER by the program and by each recipe, each in a process of its own,
one after another. Fails unless all find the same, and prints the times as a table in Markdown: those of the clock, and those of a
processor, which stay the same beside other work.

Without --spark the recipes for Spark are left out."""

import json
import os
import re
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

import duckdb
import pyarrow.parquet as pq

# Two workers with a core and 1 GB each, in processes of their own, as on a cluster.
MASTER = "local-cluster[2,1,1024]"
# What both the program's JSON and a table of findings say of a finding.
SAID = (
    "path",
    "rule",
    "severity",
    "message",
    "line",
    "column",
    "end_line",
    "end_column",
    "place",
    "under",
    "help",
    "fix",
    "fingerprint",
)
NOTHING = "from pyspark.sql import SparkSession\nspark = SparkSession.builder.getOrCreate()\nassert spark.range(9).count() == 9\nspark.stop()\n"

Row: TypeAlias = tuple[Any, ...]


class Archive:
    def __init__(self, folder: Path, hegao: Path) -> None:
        self.folder, self.hegao = folder, hegao
        self.table = ["| | seconds | of a processor | peak memory, MB |", "|---|---|---|---|"]

    def run(
        self,
        title: str,
        command: list[str | Path],
        *,
        codes: tuple[int, ...] = (0,),
        cwd: Path | None = None,
        is_alone: bool = True,
    ) -> Path:
        """Runs a command, notes its time, and gives the file with what it printed. Memory and time of a processor are
        noted if the command starts no other processes."""
        printed = self.folder / f"{title.replace(' ', '-')}.out"
        start = time.monotonic()
        with printed.open("wb") as out, (self.folder / "errors.txt").open("wb") as errors:
            child = subprocess.Popen(command, cwd=cwd or self.folder, stdout=out, stderr=errors)
            peak, status, usage = awaited(child.pid)
        child.returncode = code = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - start
        if code not in codes:
            # Spark tells the reason first, then what was stopped by it.
            raise SystemExit(
                f"{title}: exit code {code}\n{(self.folder / 'errors.txt').read_text('utf8')[:6000]}"
            )
        own = f"{usage.ru_utime + usage.ru_stime:.1f} | {peak}" if is_alone else " | "
        self.table.append(f"| {title} | {seconds:.1f} | {own} |")
        print(self.table[-1], file=sys.stderr, flush=True)
        return printed

    def pairs_of_emitted(self) -> list[Row]:
        """Pairs from the lines of `hegao similar --emit fingerprints`, by the statements of the pages."""
        command: list[str | Path] = [
            self.hegao,
            "similar",
            "--lang",
            "zh",
            "--emit",
            "fingerprints",
            "documents",
        ]
        printed = self.run("hegao similar --emit", command, codes=(2,))
        statement = (
            (self.folder / "prints.sql").read_text("utf8").replace("fingerprints.ndjson", str(printed))
        )
        joined = duckdb.connect()
        joined.execute(statement)
        return joined.execute((self.folder / "pairs.sql").read_text("utf8")).fetchall()

    def recipe(self, name: str, *, is_spark: bool = False) -> Path:
        """Runs a recipe in a folder of its own, beside a link to the table."""
        own = self.folder / name.replace(".", "-")
        own.mkdir()
        (own / "documents.parquet").symlink_to(self.folder / "documents.parquet")
        shutil.copy(self.folder / "pairs.sql", own)
        command: list[str | Path] = [sys.executable, self.folder / name]
        if is_spark:
            submit = Path(sys.executable).with_name("spark-submit")
            options = [
                "--master",
                MASTER,
                "--conf",
                "spark.ui.enabled=false",
                "--conf",
                "spark.log.level=ERROR",
            ]
            command = [submit, *options, self.folder / name]
        self.run(name, command, cwd=own, is_alone=not is_spark)
        return own

    def program_findings(self) -> tuple[list[Row], list[Row]]:
        command: list[str | Path] = [
            self.hegao,
            "check",
            "documents",
            "--no-config",
            "--lang",
            "zh",
            "--today",
            "off",
        ]
        printed = self.run(
            "hegao check", [*command, "--ignore", "duplicate/across", "--format", "jsonl"], codes=(1, 2)
        )
        found, unread = [], []
        with printed.open(encoding="utf8") as lines:
            for line in lines:
                told = json.loads(line)
                if told["type"] == "diagnostic":
                    found.append(said(told))
                elif told["type"] == "error":
                    unread.append((told["path"], told["kind"], told["message"], told.get("help")))
        return ordered(found), ordered(unread)

    def program_pairs(self) -> list[Row]:
        printed = self.run(
            "hegao similar", [self.hegao, "similar", "--lang", "zh", "--json", "documents"], codes=(2,)
        )
        keys = ("first", "second", "containment", "resemblance", "shared")
        return [tuple(pair[key] for key in keys) for pair in json.loads(printed.read_text("utf8"))["pairs"]]


def awaited(process: int) -> tuple[int, int, resource.struct_rusage]:
    """Waits for a process: its peak of resident memory in megabytes, its status and its times.

    The peak that comes with the times is at least the memory of this process, from before the other program began."""
    peak = 0
    while True:
        status = Path(f"/proc/{process}/status").read_text("utf8")
        if found := re.search(r"VmHWM:\s*(\d+) kB", status):
            peak = int(found[1]) // 1000
        ended, code, usage = os.wait4(process, os.WNOHANG)
        if ended:
            return peak, code, usage
        time.sleep(0.02)


def said(told: dict[str, Any]) -> Row:
    """What the program says of a finding, under the names of the columns."""
    location = told["location"]
    start, end, place, fix = (
        location["start"],
        location["end"],
        location.get("place", {}),
        told.get("fix", {}),
    )
    known = {
        **{key: told.get(key) for key in ("path", "rule", "severity", "message", "help", "fingerprint")},
        **{
            "line": start["line"],
            "column": start["column"],
            "end_line": end["line"],
            "end_column": end["column"],
        },
        **{"place": place.get("words"), "under": place.get("under"), "fix": fix.get("title")},
    }
    return tuple(known[key] for key in SAID)


def rows_of(path: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pq.read_table(path).to_pylist()
    return rows


def size(path: Path) -> int:
    """Megabytes of a file, or of the files in a folder."""
    files = path.rglob("*") if path.is_dir() else [path]
    return round(sum(file.stat().st_size for file in files if file.is_file()) / 1e6)


def prints(folder: Path) -> str:
    database = folder / "similar_duckdb-py" / "archive.duckdb"
    with duckdb.connect(database, read_only=True) as archive:
        found = archive.execute("SELECT count(*) FROM prints").fetchone()
    assert found is not None
    return f"{found[0]} fingerprints, {size(database)} MB"


def ordered(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: [str(value) for value in row])


def require_same(title: str, expected: list[Row], rows: list[Row]) -> None:
    if expected == rows:
        return
    lost, added = set(expected) - set(rows), set(rows) - set(expected)
    examples = [*(f"- {row}" for row in list(lost)[:3]), *(f"+ {row}" for row in list(added)[:3])]
    raise SystemExit("\n".join([f"{title}: {len(rows)} rows, expected {len(expected)}", *examples]))


def engines(spark: bool, *names: str) -> Iterator[tuple[str, bool]]:
    for name in names:
        if spark or not name.endswith("_spark.py"):
            yield name, name.endswith("_spark.py")


def main(folder: Path, hegao: Path, spark: bool) -> None:
    archive = Archive(folder, hegao)
    found, unread = archive.program_findings()
    assert len(found) > 100 and unread, "the archive is to have findings and files that cannot be read"
    if spark:
        (folder / "nothing_spark.py").write_text(NOTHING)
        archive.recipe("nothing_spark.py", is_spark=True)
    whole: list[Row] | None = None
    for name, is_spark in engines(
        spark, "check_pyarrow.py", "check_duckdb.py", "check_polars.py", "check_spark.py"
    ):
        rows = rows_of(archive.recipe(name, is_spark=is_spark) / "findings.parquet")
        require_same(
            name, found, ordered([tuple(row[key] for key in SAID) for row in rows if row["error"] is None])
        )
        errors = [row for row in rows if row["error"] is not None]
        require_same(
            name,
            unread,
            ordered([(row["path"], row["error"], row["message"], row["help"]) for row in errors]),
        )
        # Columns that the program does not print are the same in all engines.
        complete = ordered([tuple(row.values()) for row in rows])
        require_same(name, whole or complete, complete)
        whole = complete
    pairs = archive.program_pairs()
    assert len(pairs) > 20, "the archive is to have near duplicates"
    for name, is_spark in engines(spark, "similar_duckdb.py", "similar_spark.py"):
        rows = rows_of(archive.recipe(name, is_spark=is_spark) / "pairs.parquet")
        require_same(name, pairs, [tuple(row.values()) for row in rows])
    require_same("pairs.sql on emitted lines", pairs, archive.pairs_of_emitted())
    print(
        *archive.table,
        "",
        f"{len(found)} findings, {len(unread)} files not read, {len(pairs)} pairs: the same in all.",
        sep="\n",
    )
    print(
        f"{size(folder / 'documents')} MB in files, {size(folder / 'documents.parquet')} MB as a table; in DuckDB {prints(folder)}"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]).absolute(), "--spark" in sys.argv[3:])
