"""Reports: what was found in a document."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias, cast

from ._errors import Error
from ._html import table
from ._places import Place, place

Severity: TypeAlias = Literal["error", "warning", "hint"]
Safety: TypeAlias = Literal["safe", "unsafe", "show-only"]
Row: TypeAlias = dict[str, str | int | None]

COLUMNS: tuple[str, ...] = (
    "path",
    "rule",
    "severity",
    "message",
    "quote",
    "line",
    "column",
    "end_line",
    "end_column",
    "place",
    "under",
    "part",
    "paragraph",
    "help",
    "fix",
    "safety",
    "fingerprint",
)
"""The keys of each row of `Report.to_dicts`, for tables that have columns before they have rows."""


@dataclass(frozen=True)
class Related:
    """Another place that a finding is about."""

    label: str
    """Its part in the finding: 上一项."""
    quote: str
    """The words there."""
    place: Place


@dataclass(frozen=True)
class Elsewhere:
    """A place in another document that a finding is about."""

    label: str
    path: str
    """The path or the name of the other document."""
    quote: str
    """The words there; empty if they were not kept."""
    excerpt: str
    """The words with some of those around them."""
    place: Place


@dataclass(frozen=True)
class Edit:
    """A replacement."""

    place: Place
    text: str


@dataclass(frozen=True)
class Fix:
    """A change that mends a finding. Its edits belong together."""

    title: str
    safety: Safety
    edits: tuple[Edit, ...]


@dataclass(frozen=True)
class Finding:
    """A finding."""

    rule: str
    """Its id, `family/fault`; `hegao explain` tells all about it."""
    severity: Severity
    message: str
    """The fault in words."""
    quote: str
    """The words that are reported."""
    place: Place
    related: tuple[Related, ...]
    elsewhere: tuple[Elsewhere, ...]
    """Places in other documents, if documents were compared."""
    help: str | None
    """Advice, if there is some."""
    fix: Fix | None
    """`None` if only people can mend it."""
    args: Mapping[str, str | int] = field(hash=False)
    """Texts and numbers that the message was filled with, by name."""
    fingerprint: str
    """16 hexadecimal digits that stay after edits elsewhere in the document."""


@dataclass(frozen=True)
class FigureCounts:
    """Counts of the comparisons between figures of a document."""

    relations: int
    hold: int
    wrong: int
    judged: int
    """Figures that stand in a relation."""
    open: int
    """Figures that have nothing to compare with."""


class Report:
    """Findings of a document. A report keeps the JSON of `hegao check`, and reads it when it is first asked for something in it."""

    __slots__ = ("_file", "_findings", "_json", "_quotes", "fails")

    fails: bool
    """True if a finding weighs so much that `hegao check` would exit with 1."""

    def __init__(self, json: str, quotes: list[tuple[str, list[str]]], fails: bool) -> None:
        self._json, self._quotes, self.fails = json, quotes, fails
        self._file: dict[str, Any] | None = None
        self._findings: tuple[Finding, ...] | None = None

    @property
    def _read(self) -> dict[str, Any]:
        if self._file is None:
            self._file = json.loads(self._json)["files"][0]
        return self._file

    @property
    def path(self) -> str:
        """The path as it was given, or the name of the contents."""
        return cast(str, self._read["path"])

    @property
    def format(self) -> str:
        """`text`, `markdown`, `docx` and so on."""
        return cast(str, self._read["format"])

    @property
    def encoding(self) -> str | None:
        """`UTF-8`, `GB18030` and so on; `None` if the format settles it."""
        return cast("str | None", self._read["encoding"])

    @property
    def reference(self) -> str | None:
        """The day that “now” meant, as `2026-03-05`; `None` if nothing was compared with now."""
        reference = self._read["reference"]
        return cast(str, reference["date"]) if reference else None

    @property
    def omitted(self) -> int:
        """Number of further findings, beyond the limit of the configuration."""
        return cast(int, self._read.get("omitted", 0))

    @property
    def unread(self) -> tuple[str, ...]:
        """Parts that readers see and that were not read, as a document inserted in a Word file."""
        return tuple(self._read.get("unread", ()))

    @property
    def figures(self) -> FigureCounts | None:
        """Counts of the comparisons between figures; `None` if no rule looked at them."""
        counts = self._read.get("figures")
        return FigureCounts(**counts) if counts else None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Findings, in the order of their places."""
        if self._findings is None:
            found = zip(self._read["diagnostics"], self._quotes, strict=True)
            self._findings = tuple(_finding(diagnostic, quotes) for diagnostic, quotes in found)
        return self._findings

    @property
    def exit_code(self) -> int:
        """Exit code that `hegao check` would have: 2 if a part was not read, 1 if the findings fail the run, else 0."""
        return 2 if self.unread else int(self.fails)

    def count(self, severity: Severity) -> int:
        """Number of findings of a severity."""
        return sum(found.severity == severity for found in self.findings)

    def to_json(self) -> str:
        """The bytes that `hegao check --format json` prints for this document, as a text."""
        return self._json

    def to_dicts(self) -> list[Row]:
        """A flat row a finding, with the keys `COLUMNS`, for DataFrames."""
        found = zip(self._read["diagnostics"], self._quotes, strict=True)
        return [_row(self.path, diagnostic, quote) for diagnostic, (quote, _) in found]

    def _repr_html_(self) -> str:
        return table(self.path, self.to_dicts())

    def __repr__(self) -> str:
        counts = ", ".join(
            f"{count} {severity}{'s' if count > 1 else ''}"
            for severity in ("error", "warning", "hint")
            if (count := self.count(severity))
        )
        return f"<hegao.Report of {self.path}: {counts or 'no findings'}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Report) and self._json == other._json

    def __hash__(self) -> int:
        return hash(self._json)


def _finding(json: dict[str, Any], quotes: tuple[str, list[str]]) -> Finding:
    quote, related = quotes
    fix = json.get("fix")
    return Finding(
        rule=json["rule"],
        severity=json["severity"],
        message=json["message"],
        quote=quote,
        place=place(json["location"]),
        related=tuple(
            Related(other["message"], words, place(other["location"]))
            for other, words in zip(json["related"], related, strict=True)
        ),
        elsewhere=tuple(_elsewhere(other) for other in json.get("elsewhere", ())),
        help=json.get("help"),
        fix=None if fix is None else _fix(fix),
        args=json["args"],
        fingerprint=json["fingerprint"],
    )


def _elsewhere(json: dict[str, Any]) -> Elsewhere:
    return Elsewhere(
        label=json["message"],
        path=json["path"],
        quote=json.get("quote", ""),
        excerpt=json.get("excerpt", ""),
        place=place(json["location"]),
    )


def _fix(json: dict[str, Any]) -> Fix:
    edits = tuple(Edit(place(edit["location"]), edit["text"]) for edit in json["edits"])
    return Fix(json["title"], json["safety"], edits)


def _row(path: str, json: dict[str, Any], quote: str) -> Row:
    """The row of a finding, from its JSON: objects would take several times as long as the row."""
    location = json["location"]
    start, end, spoken = location["start"], location["end"], location.get("place", {})
    package = location.get("docx") or location.get("odt") or {}
    fix = json.get("fix", {})
    return {
        "path": path,
        "rule": json["rule"],
        "severity": json["severity"],
        "message": json["message"],
        "quote": quote,
        "line": start["line"],
        "column": start["column"],
        "end_line": end["line"],
        "end_column": end["column"],
        "place": spoken.get("words"),
        "under": spoken.get("under"),
        "part": package.get("part"),
        "paragraph": spoken.get("paragraph"),
        "help": json.get("help"),
        "fix": fix.get("title"),
        "safety": fix.get("safety"),
        "fingerprint": json["fingerprint"],
    }


@dataclass(frozen=True)
class Outcome:
    """The report on one of several documents, or the error that it has instead."""

    path: str
    report: Report | None
    error: Error | None

    def result(self) -> Report:
        """The report. Raises the error if there is none, so that an unread document cannot pass for one without findings."""
        if self.error is not None:
            raise self.error
        assert self.report is not None
        return self.report

    @property
    def exit_code(self) -> int:
        """Exit code that `hegao check` would have for this document; that of a run is the greatest of them."""
        return self.report.exit_code if self.report is not None else 2


@dataclass(frozen=True)
class Annotated:
    """A document with its findings written into it."""

    content: bytes
    """The file: comments in Word documents, marks in plain text and Markdown."""
    added: int
    removed: int
    """Remarks of earlier runs that were taken out."""
    kept: int
    """Comments of earlier runs that stay, because people answered or changed them."""
    without_place: int
    """Findings that have no paragraph to stand on."""


@dataclass(frozen=True)
class Fixed:
    """A document after its fixes."""

    content: bytes | None
    """The new bytes of the file; `None` if nothing was changed."""
    applied: int
    """Findings that were mended."""
    left: int
    """Findings with a fix that was not applied: it is not safe enough, or markup lies inside."""
    held_back: tuple[str, ...]
    """Rules whose fixes were not applied, because they would undo each other or bring up other findings."""
    report: Report
    """Findings of the new content."""

    @property
    def changed(self) -> bool:
        """True if there is a new content."""
        return self.content is not None
