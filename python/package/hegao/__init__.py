"""hegao (核稿): the last read of a Chinese speech or official document before it is signed and printed.

The functions here check with all rules and no configuration; a `Linter` is made once from settings and has the same methods."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable

from ._errors import (
    ConfigurationError,
    DateError,
    DocumentError,
    Error,
    NoRulesError,
    SettingPlace,
    UnknownRuleError,
)
from ._figures import Figure, Figures, Operand, Passage, Relation
from ._findings import COLUMNS, Edit, Elsewhere, Finding, Fix, Related, Row, Severity
from ._linter import Document, Language, Linter
from ._native import FINGERPRINT_SCHEME
from ._native import VERSION as __version__
from ._outcomes import Annotated, AnnotatedOutcome, Fixed, Outcome
from ._outline import Date, Entry, Outline, OwnDate
from ._places import Cell, PackagePlace, Place, Position
from ._report import FigureCounts, Report

__all__ = [
    "COLUMNS",
    "FINGERPRINT_SCHEME",
    "Annotated",
    "AnnotatedOutcome",
    "Cell",
    "ConfigurationError",
    "Date",
    "DateError",
    "Document",
    "DocumentError",
    "Edit",
    "Elsewhere",
    "Entry",
    "Error",
    "Figure",
    "FigureCounts",
    "Figures",
    "Finding",
    "Fix",
    "Fixed",
    "Language",
    "Linter",
    "NoRulesError",
    "Operand",
    "Outcome",
    "Outline",
    "OwnDate",
    "PackagePlace",
    "Passage",
    "Place",
    "Position",
    "Related",
    "Relation",
    "Report",
    "Row",
    "SettingPlace",
    "Severity",
    "UnknownRuleError",
    "__version__",
    "annotate",
    "annotate_together",
    "check",
    "check_against",
    "check_many",
    "check_text",
    "check_together",
    "figures",
    "fingerprints",
    "fix",
    "outline",
    "text",
]


@functools.cache
def _usual() -> Linter:
    return Linter()


def check(document: Document, *, name: str | None = None) -> Report:
    """Checks a document: a path (`str` or `os.PathLike`), or the contents of a file (`bytes`) under `name`."""
    return _usual().check(document, name=name)


def check_text(text: str, *, name: str = "-") -> Report:
    """Checks a text, plain unless `name` ends otherwise."""
    return _usual().check_text(text, name=name)


def check_many(
    documents: Iterable[Document | tuple[str, bytes]],
    *,
    jobs: int | None = None,
    progress: Callable[[int, int], object] | None = None,
) -> list[Outcome]:
    """Checks many documents by several threads: `Linter.check_many`."""
    return _usual().check_many(documents, jobs=jobs, progress=progress)


def check_together(documents: Iterable[Document | tuple[str, bytes]]) -> list[Outcome]:
    """Checks documents and holds them against each other, as the papers of one meeting."""
    return _usual().check_together(documents)


def check_against(
    document: Document, previous: Document, *, name: str | None = None, previous_name: str | None = None
) -> Report:
    """Checks a document and compares it with that of the year before."""
    return _usual().check_against(document, previous, name=name, previous_name=previous_name)


def annotate(document: Document, *, name: str | None = None, author: str | None = None) -> Annotated:
    """Writes findings into a copy: comments in Word documents, marks in plain text and Markdown."""
    return _usual().annotate(document, name=name, author=author)


def annotate_together(
    documents: Iterable[Document | tuple[str, bytes]], *, author: str | None = None
) -> list[AnnotatedOutcome]:
    """Writes what a comparison of papers finds into copies: `Linter.annotate_together`."""
    return _usual().annotate_together(documents, author=author)


def fix(document: Document, *, name: str | None = None, unsafe: bool = False) -> Fixed:
    """Applies safe fixes to a copy, with `unsafe` also those that may change what the text means."""
    return _usual().fix(document, name=name, unsafe=unsafe)


def figures(document: Document, *, name: str | None = None) -> Figures:
    """Every figure with a tick, and the relations in which figures stand."""
    return _usual().figures(document, name=name)


def outline(document: Document, *, name: str | None = None) -> Outline:
    """Parts, headings, items and dates as they were understood."""
    return _usual().outline(document, name=name)


def text(document: Document, *, name: str | None = None) -> str:
    """The lines that are read of a document."""
    return _usual().text(document, name=name)


def fingerprints(document: Document, *, name: str | None = None) -> list[str]:
    """The hashes that `hegao similar` compares a document by."""
    return _usual().fingerprints(document, name=name)
