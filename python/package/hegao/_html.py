"""Reports in notebooks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

MOST = 200
"""Rows of a table; a notebook keeps its output for good."""

_COLOURS = {"error": "#c62828", "warning": "#b26a00", "hint": "#546e7a"}
_HEAD = ("severity", "place", "quote", "message", "help", "rule")


def table(path: str, rows: Sequence[Mapping[str, object]]) -> str:
    """A table of findings. All that a document says is escaped."""
    caption = f"{escape(path)}: {len(rows)}"
    body = "".join(_row(row) for row in rows[:MOST])
    more = len(rows) - MOST
    rest = f'<tr><td colspan="{len(_HEAD)}">+ {more} (Report.to_dicts())</td></tr>' if more > 0 else ""
    head = "".join(f"<th>{name}</th>" for name in _HEAD)
    return (
        f'<table class="hegao"><caption>{caption}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}{rest}</tbody></table>"
    )


def _row(row: Mapping[str, object]) -> str:
    colour = _COLOURS[str(row["severity"])]
    place = row["place"] or f"{row['line']}:{row['column']}"
    severity = f'<td style="color:{colour}">{row["severity"]}</td>'
    values = (place, row["quote"], row["message"], row["help"] or "", row["rule"])
    cells = "".join(f'<td style="text-align:left">{escape(str(value))}</td>' for value in values)
    return f"<tr>{severity}{cells}</tr>"
