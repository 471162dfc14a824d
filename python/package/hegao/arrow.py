"""Tables of documents: findings and fingerprints as Arrow record batches, for Spark, DuckDB, Polars and their like. Needs pyarrow.

Both functions take rows with a path and the contents of a file, batch by batch, and give batches of a fixed schema. A row that cannot
be read becomes a row with `error`, and stops no other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal, Protocol, TypeAlias

try:
    import pyarrow as pa
except ModuleNotFoundError as error:
    raise ModuleNotFoundError("hegao.arrow needs pyarrow: pip install pyarrow", name="pyarrow") from error

from ._errors import Error
from ._findings import COLUMNS
from ._linter import Linter
from ._native import FINGERPRINT_SCHEME
from ._outcomes import Outcome

_NUMBERS = {"line", "column", "end_line", "end_column", "paragraph"}

FINDINGS = pa.schema(
    [
        *((column, pa.int32() if column in _NUMBERS else pa.string()) for column in COLUMNS),
        # Null in the row of a finding; `kind` of the error in that of a document, or a part of one, that was not read.
        ("error", pa.string()),
    ]
)
"""Columns of `check`: those of `Report.to_dicts`, and `error`."""

FINGERPRINTS = pa.schema(
    [
        ("document", pa.string()),
        ("scheme", pa.int32()),
        # Signed, as Spark has no other: the bits are those of the hexadecimal digits elsewhere.
        ("hashes", pa.list_(pa.int64())),
        ("error", pa.string()),
        ("message", pa.string()),
    ]
)
"""Columns of `fingerprints`: a row a document, with its hashes, or with an error and no hashes."""

# Documents that are in memory at a time with their answers.
_STRETCH = 512
_SPARK = {pa.string(): "string", pa.int32(): "int", pa.list_(pa.int64()): "array<bigint>"}
_BYTES = (pa.types.is_binary, pa.types.is_large_binary, pa.types.is_binary_view)
_TEXT = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view)


class _Stream(Protocol):
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...


Batches: TypeAlias = "_Stream | Iterable[Any]"
"""Record batches: anything that hands itself over as an Arrow stream, as a table, a `RecordBatchReader`, a DataFrame of Polars or a query
of DuckDB; or several of these or of batches, one after another."""
_Pair: TypeAlias = tuple[str, bytes]
_Language: TypeAlias = Literal["zh", "en"]
# Makes a batch of the names of rows and of what is to be read of each.
_Answer: TypeAlias = "Callable[[list[str | None], list[_Pair | Error]], pa.RecordBatch]"


def ddl(schema: pa.Schema) -> str:
    """The columns as Spark names them, for `mapInArrow`: `path string, rule string, line int`."""
    return ", ".join(f"{field.name} {_SPARK[field.type]}" for field in schema)


def check(
    batches: Batches,
    linter: Linter | None = None,
    *,
    path: str = "path",
    content: str = "content",
    jobs: int | None = None,
) -> pa.RecordBatchReader:
    """Checks each row of a table as a document and gives a row a finding, with the columns `FINDINGS`.

    `path` and `content` name the columns that are read. A path is a string, whose ending tells the format. Contents are bytes of a file,
    or a text. Batches are read when the reader is asked for the next one, and documents of one are checked by `jobs` threads (one a
    processor) without holding the interpreter.

    A document that cannot be read, and a part of one, has a row with `error`, `message` and the severity `error`, so that a filter by severity
    does not pass over it; its `rule` is null."""
    asked = linter or Linter()

    def found(names: list[str | None], documents: list[_Pair | Error]) -> pa.RecordBatch:
        outcomes = iter(asked.check_many(_readable(documents), jobs=jobs))
        rows = []
        for name, document in zip(names, documents, strict=True):
            if isinstance(document, Error):
                rows.append(_unread(name, document))
            else:
                rows += _rows(next(outcomes), asked.language)
        return pa.RecordBatch.from_pylist(rows, schema=FINDINGS)

    return _answers(FINDINGS, batches, (path, content), asked, found)


def fingerprints(
    batches: Batches,
    linter: Linter | None = None,
    *,
    path: str = "path",
    content: str = "content",
    jobs: int | None = None,
) -> pa.RecordBatchReader:
    """Takes the fingerprints of each row of a table, which `hegao similar` compares documents by, and gives a row a document, with the
    columns `FINGERPRINTS`. Columns are read as by `check`."""
    asked = linter or Linter()

    def taken(names: list[str | None], documents: list[_Pair | Error]) -> pa.RecordBatch:
        answers = iter(asked._fingerprints_many(_readable(documents), jobs))
        of_each = [document if isinstance(document, Error) else next(answers) for document in documents]
        errors = [answer if isinstance(answer, Error) else None for answer in of_each]
        columns = [
            pa.array(names, pa.string()),
            pa.array([FINGERPRINT_SCHEME] * len(names), pa.int32()),
            _lists(None if isinstance(answer, Error) else answer for answer in of_each),
            pa.array([error and error.kind for error in errors], pa.string()),
            pa.array([error and error.message for error in errors], pa.string()),
        ]
        return pa.RecordBatch.from_arrays(columns, schema=FINGERPRINTS)

    return _answers(FINGERPRINTS, batches, (path, content), asked, taken)


def _answers(
    schema: pa.Schema, batches: Batches, columns: tuple[str, str], linter: Linter, answer: _Answer
) -> pa.RecordBatchReader:
    """A reader of what `answer` makes of each stretch of rows."""

    def stretches() -> Iterator[pa.RecordBatch]:
        for batch in _listed(batches):
            for start in range(0, batch.num_rows, _STRETCH):
                names, contents = _columns(batch.slice(start, _STRETCH), columns)
                pairs = zip(names, contents, strict=True)
                yield answer(names, [_document(pair, columns, linter.language) for pair in pairs])

    return pa.RecordBatchReader.from_batches(schema, stretches())


def _listed(batches: Batches) -> Iterator[Any]:
    if hasattr(batches, "__arrow_c_stream__"):
        yield from pa.RecordBatchReader.from_stream(batches)
        return
    for batch in batches:
        if isinstance(batch, pa.RecordBatch):
            yield batch
        else:
            yield from pa.RecordBatchReader.from_stream(batch)


def _columns(batch: pa.RecordBatch, columns: tuple[str, str]) -> tuple[list[str | None], list[bytes | None]]:
    """The paths and the contents of a batch. A text is taken as its UTF-8, which Arrow keeps it in."""
    path, content = columns
    names = _column(batch, path, _TEXT, "strings")
    contents = _column(batch, content, _BYTES + _TEXT, "bytes or strings")
    return names.to_pylist(), contents.cast(pa.large_binary()).to_pylist()


def _column(batch: pa.RecordBatch, name: str, kinds: tuple[Any, ...], wanted: str) -> Any:
    at = batch.schema.get_field_index(name)
    if at < 0:
        there = ", ".join(batch.schema.names)
        raise ValueError(f"no column, or more than one, is named {name}; there are: {there}")
    column = batch.column(at)
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if not (pa.types.is_null(column.type) or any(is_kind(column.type) for is_kind in kinds)):
        raise TypeError(f"column {name}: {wanted}, not {column.type}")
    return column


def _document(
    pair: tuple[str | None, bytes | None], columns: tuple[str, str], language: _Language
) -> _Pair | Error:
    for value, column, kind in zip(pair, columns, ("no-name", "no-contents"), strict=True):
        if value is None:
            said = f"这一行的 {column} 是空值" if language == "zh" else f"{column} is null in this row"
            return Error(said, kind)
    name, contents = pair
    assert name is not None and contents is not None
    return name, contents


def _readable(documents: list[_Pair | Error]) -> list[_Pair]:
    return [document for document in documents if not isinstance(document, Error)]


def _rows(outcome: Outcome, language: _Language) -> list[dict[str, Any]]:
    if outcome.report is None:
        assert outcome.error is not None
        return [_unread(outcome.path, outcome.error)]
    rows: list[dict[str, Any]] = [*outcome.report.to_dicts()]
    for part in outcome.report.unread:
        said = f"里面的 {part} 没有读，这一部分没有检查"
        if language == "en":
            said = f"{part} in it was not read: that part was not checked"
        rows.append({**_unread(outcome.path, Error(said, "unread-part")), "part": part})
    return rows


def _unread(name: str | None, error: Error) -> dict[str, Any]:
    """The row of a document that was not read; what is not named is null."""
    message, help = error.message, error.help
    return {"path": name, "severity": "error", "message": message, "help": help, "error": error.kind}


def _lists(packed: Iterable[bytes | None]) -> pa.Array:
    """Lists of hashes, from 8 bytes for each hash. Arrow keeps them one behind the other, and where each list begins."""
    hashes, starts, at = [], [], 0
    for each in packed:
        starts.append(None if each is None else at)
        if each is not None:
            hashes.append(each)
            at += len(each) // 8
    values = pa.Array.from_buffers(pa.int64(), at, [None, pa.py_buffer(b"".join(hashes))])
    return pa.ListArray.from_arrays(pa.array([*starts, at], pa.int32()), values)
