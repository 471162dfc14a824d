"""The structure of a document as it was understood, and its dates."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from ._places import Place, place


@dataclass(frozen=True)
class Entry:
    """A part, a heading or an item."""

    kind: Literal["part", "attachment", "contents", "heading", "item"]
    text: str
    """Its first clause."""
    place: Place
    level: int | None
    """Of a heading, from 1."""
    mark: str | None
    """Of an item: （三）."""
    ordinal: int | None
    """Its number."""
    children: tuple[Entry, ...]
    """The entries under it."""

    def walk(self) -> Iterator[Entry]:
        """The entry and all those under it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class OwnDate:
    """A date that the document gives itself."""

    source: Literal["front_matter", "signature", "head"]
    date: str
    place: Place | None
    """`None` if it does not stand in the text."""


@dataclass(frozen=True)
class Date:
    """A date of the text."""

    text: str
    place: Place
    first: str | None
    """Its first day, as `2026-03-01`, if that is known."""
    last: str | None


@dataclass(frozen=True)
class Outline:
    """The structure of a document."""

    path: str
    format: str
    kind: str | None
    """`notice`, `report`, `speech` and so on; `None` if that is not certain."""
    date: str | None
    """The document's own date."""
    own_dates: tuple[OwnDate, ...]
    """Every date that the document gives itself, its own first."""
    dates: tuple[Date, ...]
    """Every date of the text."""
    entries: tuple[Entry, ...]
    json: str
    """The output of `hegao outline --json`."""

    def walk(self) -> Iterator[Entry]:
        """All entries, in order."""
        for entry in self.entries:
            yield from entry.walk()


def outline(text: str) -> Outline:
    """The outline that the JSON says."""
    file: dict[str, Any] = json.loads(text)
    return Outline(
        path=file["path"],
        format=file["format"],
        kind=file["kind"],
        date=file["date"],
        own_dates=tuple(_own_date(date) for date in file["own_dates"]),
        dates=tuple(_date(date) for date in file["dates"]),
        entries=tuple(_entry(entry) for entry in file["entries"]),
        json=text,
    )


def _own_date(json: dict[str, Any]) -> OwnDate:
    at = json.get("location")
    return OwnDate(json["place"], json["date"], place(at) if at else None)


def _date(json: dict[str, Any]) -> Date:
    return Date(json["text"], place(json["location"]), json.get("first"), json.get("last"))


def _entry(json: dict[str, Any]) -> Entry:
    return Entry(
        kind=json["kind"],
        text=json["text"],
        place=place(json["location"]),
        level=json.get("level"),
        mark=json.get("mark"),
        ordinal=json.get("ordinal"),
        children=tuple(_entry(child) for child in json.get("children", ())),
    )
