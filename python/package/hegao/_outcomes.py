"""Answers about a document that are more than its findings: one of many, with comments, after fixes."""

from __future__ import annotations

from dataclasses import dataclass

from ._errors import Error
from ._report import Report


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
class AnnotatedOutcome:
    """The copy of one of several documents with its findings, or the error that it has instead."""

    path: str
    annotated: Annotated | None
    error: Error | None

    def result(self) -> Annotated:
        """The copy. Raises the error if there is none."""
        if self.error is not None:
            raise self.error
        assert self.annotated is not None
        return self.annotated


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
