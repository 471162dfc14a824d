"""The figures of a document, with what auditors do to them with a pencil."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from ._places import Place, place
from ._report import FigureCounts

Tick: TypeAlias = Literal["holds", "wrong", "open"]


@dataclass(frozen=True)
class Figure:
    """A figure with its unit."""

    text: str
    place: Place
    tick: Tick
    """`holds` or `wrong` if it stands in a relation, `open` if there is nothing to compare it with."""


@dataclass(frozen=True)
class Operand:
    """A figure of a relation."""

    label: str
    """Its part in the relation: `stated`, `from`, `part`, `whole`."""
    text: str
    place: Place


@dataclass(frozen=True)
class Relation:
    """Figures of which one follows from the others."""

    reading: str
    """Name of the reading for programs."""
    name: str
    """The same for people."""
    holds: bool
    formula: str
    """The reckoning: (52.3 − 48.6) ÷ 48.6; empty if figures are only compared."""
    computed: str
    """The result of the reckoning."""
    stated: Operand
    """The figure that follows from the others."""
    operands: tuple[Operand, ...]


@dataclass(frozen=True)
class Passage:
    """A sentence or a table with figures."""

    kind: Literal["sentence", "table"]
    place: Place
    figures: tuple[Figure, ...]
    relations: tuple[Relation, ...]
    """Relations whose stated figure is in it."""


@dataclass(frozen=True)
class Figures:
    """The figures of a document."""

    path: str
    format: str
    counts: FigureCounts
    passages: tuple[Passage, ...]
    json: str
    """The output of `hegao figures --format json` for this document."""


def figures(text: str) -> Figures:
    """The ledger that the JSON says."""
    file: dict[str, Any] = json.loads(text)["files"][0]
    return Figures(
        path=file["path"],
        format=file["format"],
        counts=FigureCounts(**file["figures"]),
        passages=tuple(_passage(passage) for passage in file["passages"]),
        json=text,
    )


def _passage(json: dict[str, Any]) -> Passage:
    return Passage(
        kind=json["kind"],
        place=place(json["location"]),
        figures=tuple(
            Figure(figure["text"], place(figure["location"]), figure["tick"]) for figure in json["figures"]
        ),
        relations=tuple(_relation(relation) for relation in json["relations"]),
    )


def _relation(json: dict[str, Any]) -> Relation:
    return Relation(
        reading=json["reading"],
        name=json["name"],
        holds=json["holds"],
        formula=json["formula"],
        computed=json["computed"],
        stated=_operand(json["stated"], "stated"),
        operands=tuple(_operand(operand, operand["label"]) for operand in json["operands"]),
    )


def _operand(json: dict[str, Any], label: str) -> Operand:
    return Operand(label, json["text"], place(json["location"]))
