"""Reports: the findings of a document."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, cast

from ._findings import Finding, Row, Severity, finding, row
from ._html import table


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
            self._findings = tuple(finding(diagnostic, quotes) for diagnostic, quotes in found)
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
        return [row(self.path, diagnostic, quote) for diagnostic, (quote, _) in found]

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
