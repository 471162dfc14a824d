"""Findings: what a report lists, as objects and as rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

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


def finding(json: dict[str, Any], quotes: tuple[str, list[str]]) -> Finding:
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


def row(path: str, json: dict[str, Any], quote: str) -> Row:
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
