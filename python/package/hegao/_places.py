"""Places in documents, in the units that people and programs count in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Position:
    """A character of the file; in Word and its like, a character of the line that `hegao.text` gives."""

    line: int
    """From 1."""
    column: int
    """In characters, from 1."""
    utf16_column: int
    """In UTF-16 code units, from 1."""
    byte: int
    """From 0: of the file, or of the part of a package."""


@dataclass(frozen=True)
class Cell:
    """A cell of a table; all three count from 1."""

    table: int
    row: int
    column: int


@dataclass(frozen=True)
class PackagePlace:
    """A place in a Word or OpenDocument file, for programs that change it."""

    part: str
    """As `word/document.xml`."""
    kind: str
    paragraph: int
    """Among all paragraphs of the part, from 1: `(//w:p)[n]`."""
    start: int
    """First character of the text of the paragraph, from 0."""
    end: int
    """One past the last."""
    cell: Cell | None


@dataclass(frozen=True)
class Place:
    """From a character to one past the last."""

    start: Position
    end: Position
    words: str | None
    """The place as people speak of it who have the document open: 第17段（「（三）加强监管」之下）."""
    kind: str | None
    """`paragraph`, `heading`, `item`, `cell`, `contents`, `header`, `footer`, `footnote`, `endnote`, `box`, `aside`, `hidden`."""
    level: int | None
    """Of a heading."""
    number: int | None
    """Of a note or a text box."""
    paragraph: int | None
    """Of the running text, from 1, without empty ones and tables."""
    under: str | None
    """The heading or the item that it stands under."""
    cell: Cell | None
    page: int | None
    """Of a PDF, from 1."""
    package: PackagePlace | None


def _position(json: dict[str, int]) -> Position:
    return Position(json["line"], json["column"], json["utf16_column"], json["byte"])


def _cell(json: dict[str, int] | None) -> Cell | None:
    return Cell(json["table"], json["row"], json["column"]) if json else None


def _package(json: dict[str, Any] | None) -> PackagePlace | None:
    if json is None:
        return None
    cell = _cell(json.get("cell"))
    return PackagePlace(json["part"], json["kind"], json["paragraph"], json["start"], json["end"], cell)


def place(json: dict[str, Any]) -> Place:
    """The place that a `location` of the JSON says."""
    spoken: dict[str, Any] = json.get("place", {})
    return Place(
        start=_position(json["start"]),
        end=_position(json["end"]),
        words=spoken.get("words"),
        kind=spoken.get("kind"),
        level=spoken.get("level"),
        number=spoken.get("number"),
        paragraph=spoken.get("paragraph"),
        under=spoken.get("under"),
        cell=_cell(spoken.get("cell")),
        page=json.get("page"),
        package=_package(json.get("docx") or json.get("odt")),
    )
