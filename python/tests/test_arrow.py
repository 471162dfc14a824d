"""Tables of documents in, tables of findings and of fingerprints out."""

from __future__ import annotations

import json
import pickle
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from conftest import DOCUMENTS, SPEECH, Run, word

import hegao
import hegao.arrow
from hegao import Linter

TEXT = "截止3月底，共有企业XX家。\n"
SIGN = 1 << 63


def table(rows: list[tuple[Any, Any]], content: pa.DataType | None = None) -> pa.RecordBatch:
    names, contents = zip(*rows, strict=True) if rows else ((), ())
    columns = [pa.array(names, pa.string()), pa.array(contents, content or pa.binary())]
    return pa.RecordBatch.from_arrays(columns, names=["path", "content"])


def checked(
    batches: hegao.arrow.Batches, linter: Linter | None = None, **options: Any
) -> list[dict[str, Any]]:
    reader = hegao.arrow.check(batches, linter or Linter(today="off"), **options)
    assert reader.schema == hegao.arrow.FINDINGS
    rows: list[dict[str, Any]] = reader.read_all().to_pylist()
    return rows


def taken(batches: hegao.arrow.Batches, **options: Any) -> list[dict[str, Any]]:
    reader = hegao.arrow.fingerprints(batches, **options)
    assert reader.schema == hegao.arrow.FINGERPRINTS
    rows: list[dict[str, Any]] = reader.read_all().to_pylist()
    return rows


def files() -> pa.RecordBatch:
    return table([(str(path), path.read_bytes()) for path in DOCUMENTS])


def test_rows_are_those_of_the_reports() -> None:
    linter = Linter(today="off")
    expected = [{**row, "error": None} for path in DOCUMENTS for row in linter.check(path).to_dicts()]
    for jobs in (None, 1, 3):
        assert checked([files()], linter, jobs=jobs) == expected
    assert len(expected) > 30


def test_findings_are_those_of_the_program(program: Run) -> None:
    run = program(
        *("check", "--no-config", "--lang", "zh", "--today", "off", "--ignore", "duplicate/across"),
        *("--format", "json", *DOCUMENTS),
    )
    expected = [
        (file["path"], found["rule"], found["message"], found["fingerprint"])
        for file in json.loads(run.stdout)["files"]
        for found in file["diagnostics"]
    ]
    found = [(row["path"], row["rule"], row["message"], row["fingerprint"]) for row in checked([files()])]
    assert sorted(found) == sorted(expected)


def test_a_batch_and_stretches_of_one_are_in_order() -> None:
    rows = [(f"{at}.txt", f"共有企业{'X' * (at % 3 + 2)}家。".encode()) for at in range(1100)]
    found = checked([table(rows[:1050]), table([]), table(rows[1050:])])
    assert [(row["path"], len(row["quote"])) for row in found] == [
        (f"{at}.txt", at % 3 + 2) for at in range(1100)
    ]


def test_contents_are_bytes_or_texts_and_columns_have_names() -> None:
    expected = checked([table([("a.txt", TEXT.encode())])])
    assert [row["rule"] for row in expected] == ["date/jiezhi", "placeholder/mask"]
    for kind in (pa.string(), pa.large_string(), pa.string_view()):
        assert checked([table([("a.txt", TEXT)], kind)]) == expected
    for kind in (pa.large_binary(), pa.binary_view()):
        assert checked([table([("a.txt", TEXT.encode())], kind)]) == expected
    names = pa.array(["a.txt"]).dictionary_encode()
    renamed = pa.table({"id": [17], "body": [TEXT], "name": names})
    assert checked(renamed, path="name", content="body") == expected


class Stream:
    """An object of another library: all that is known of it is that it hands itself over."""

    def __init__(self, batch: pa.RecordBatch) -> None:
        self._batch = batch

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return pa.Table.from_batches([self._batch]).__arrow_c_stream__(requested_schema)


def test_tables_come_in_many_ways() -> None:
    batch = table([("a.txt", TEXT.encode())])
    expected = checked([batch])
    whole = pa.Table.from_batches([batch])
    for batches in (whole, whole.to_reader(), Stream(batch), [Stream(batch)], iter([batch]), [whole]):
        assert checked(batches) == expected
    for wrong in (17, ["a.txt"], [{"path": "a.txt"}]):
        with pytest.raises(TypeError):
            checked(wrong)  # type: ignore[arg-type]


def test_a_row_that_cannot_be_read_stops_no_other() -> None:
    rows = [("坏.docx", b"no zip"), (None, b"a"), ("空.txt", None), ("好.txt", TEXT.encode())]
    found = checked([table(rows)])
    told = [(row["path"], row["rule"], row["severity"], row["error"]) for row in found]
    assert told == [
        ("坏.docx", None, "error", "not-a-zip"),
        (None, None, "error", "no-name"),
        ("空.txt", None, "error", "no-contents"),
        ("好.txt", "date/jiezhi", "warning", None),
        ("好.txt", "placeholder/mask", "error", None),
    ]
    with pytest.raises(hegao.DocumentError) as single:
        hegao.check(b"no zip", name="坏.docx")
    assert (found[0]["message"], found[0]["help"]) == (single.value.message, single.value.help)
    assert "path 是空值" in found[1]["message"]
    english = checked([table(rows)], Linter(language="en"), jobs=1)
    assert "content is null" in english[2]["message"]
    null = pa.table({"path": ["a.txt"], "content": [None]})
    assert [row["error"] for row in checked(null)] == ["no-contents"]


def test_a_part_that_was_not_read_has_a_row() -> None:
    contents = word("截止3月底，共有企业80家。", behind='<w:altChunk w:id="gone"/>')
    report = hegao.check(contents, name="a.docx")
    found = checked([table([("a.docx", contents)])])
    assert [row["rule"] for row in found] == ["date/jiezhi", None]
    assert report.unread == ("gone",)
    assert (found[1]["error"], found[1]["part"], found[1]["severity"]) == ("unread-part", "gone", "error")
    assert "gone" in found[1]["message"]


def test_mistakes_of_the_program_end_the_run() -> None:
    with pytest.raises(
        ValueError, match="no column, or more than one, is named body; there are: path, content"
    ):
        checked([table([("a.txt", b"")])], content="body")
    with pytest.raises(TypeError, match="column path: strings, not int64"):
        checked(pa.table({"path": [1], "content": [b""]}))
    with pytest.raises(TypeError, match="column content: bytes or strings, not int64"):
        checked(pa.table({"path": ["a"], "content": [1]}))
    twice = pa.RecordBatch.from_arrays([pa.array(["a"])] * 3, names=["path", "content", "content"])
    with pytest.raises(ValueError, match="more than one"):
        checked([twice])
    with pytest.raises(ValueError, match="jobs: at least 1, not 0"):
        checked([table([("a.txt", b"")])], jobs=0)


def test_batches_are_read_when_they_are_asked_for() -> None:
    asked = []

    def batches() -> Iterator[pa.RecordBatch]:
        for at in range(3):
            asked.append(at)
            yield table([(f"{at}.txt", TEXT.encode())])

    reader = hegao.arrow.check(batches())
    assert asked == []
    assert {row["path"] for row in reader.read_next_batch().to_pylist()} == {"0.txt"}
    assert asked == [0]
    assert [batch.num_rows for batch in reader] == [2, 2]


def test_what_a_source_raises_comes_through() -> None:
    def batches() -> Iterator[pa.RecordBatch]:
        yield table([("a.txt", TEXT.encode())])
        raise OSError("the disk is gone")

    reader = hegao.arrow.check(batches())
    assert reader.read_next_batch().num_rows == 2
    with pytest.raises(OSError, match="the disk is gone"):
        reader.read_next_batch()


def test_nothing_in_nothing_out() -> None:
    assert checked([]) == checked([table([])]) == taken([]) == taken([table([])]) == []


def test_fingerprints_are_those_of_single_documents() -> None:
    linter = Linter()
    rows = taken([files()], jobs=2)
    assert [row["document"] for row in rows] == list(map(str, DOCUMENTS))
    for row, path in zip(rows, DOCUMENTS, strict=True):
        digits = [f"{number % (1 << 64):016x}" for number in row["hashes"]]
        assert digits == linter.fingerprints(path)
        assert (row["scheme"], row["error"], row["message"]) == (hegao.FINGERPRINT_SCHEME, None, None)


def test_bits_above_the_sign_stay() -> None:
    packed = [struct.pack("<2Q", 7, SIGN + 3), None, b"", struct.pack("<Q", 2 * SIGN - 1)]
    assert hegao.arrow._lists(packed).to_pylist() == [[7, 3 - SIGN], None, [], [-1]]


def test_fingerprints_of_what_cannot_be_read_are_null() -> None:
    rows = taken([table([("坏.docx", b"no zip"), ("短.txt", "好".encode()), (None, b""), ("b.txt", None)])])
    assert [(row["hashes"], row["error"]) for row in rows] == [
        (None, "not-a-zip"),
        ([], None),
        (None, "no-name"),
        (None, "no-contents"),
    ]
    assert [row["message"] is None for row in rows] == [False, True, False, False]


def test_the_columns_have_types_of_spark() -> None:
    findings = hegao.arrow.ddl(hegao.arrow.FINDINGS)
    assert findings.startswith(
        "path string, rule string, severity string, message string, quote string, line int, "
    )
    assert findings.endswith(", fingerprint string, error string")
    assert hegao.arrow.ddl(hegao.arrow.FINGERPRINTS) == (
        "document string, scheme int, hashes array<bigint>, error string, message string"
    )
    assert tuple(hegao.arrow.FINDINGS.names) == (*hegao.COLUMNS, "error")


def test_a_linter_that_was_sent_to_a_worker_finds_the_same(tmp_path: Path) -> None:
    config = '[placeholder]\nallow = ["X企业"]\n'
    linter = Linter(config=config, today="off", language="en")
    sent: Linter = pickle.loads(pickle.dumps(linter))
    batch = table([("a.txt", "共有X企业，截止3月底。".encode()), (str(SPEECH), SPEECH.read_bytes())])
    assert checked([batch], sent) == checked([batch], linter)
    assert {row["rule"] for row in checked([batch], sent) if row["path"] == "a.txt"} == {"date/jiezhi"}


def test_without_pyarrow_it_says_so() -> None:
    code = "import sys; sys.modules['pyarrow'] = None; import hegao; import hegao.arrow"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf8")
    assert run.returncode == 1
    assert run.stderr.endswith("ModuleNotFoundError: hegao.arrow needs pyarrow: pip install pyarrow\n")
