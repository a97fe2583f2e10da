"""The columns of a form's sheets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from qstrong.model import keys
from qstrong.model.filing import Part


@dataclass(frozen=True, slots=True)
class Field:
    """A column: the key of its word and of what is filled in, its width in characters, what it takes."""

    key: str
    width: int
    fill: keys.Kind | None = None


_WIDTHS: dict[keys.Kind, int] = {"text": 12, "texts": 9, "number": 8, "day": 10, "word": 8}
"""Narrow, so that A4 across prints a row in a size that can be read."""


def _fill(part: Part, *first: str, without: str, **widths: int) -> Iterator[Field]:
    """A column for each key that is asked for: those named *first*, then all but the one *without*."""
    for key in keys.in_order(part, *first, without=(without,)):
        yield Field(key.name, widths.get(key.name, _WIDTHS[key.kind]), key.kind)


VALUES = (
    Field("id", 9),
    Field("name", 14),
    Field("uom", 7),
    Field("goal", 8),
    Field("last", 13),
    Field("for", 8),
    *_fill(
        "observations", "value", "last_year", "flag", "pending", "source", "note", without="reason",
        value=9, flag=7, pending=10, source=9, owner=7, request=9,
    ),
)  # fmt: skip
"""An indicator's row."""
ACTIONS = (
    Field("id", 6),
    Field("title_of_action", 21),
    Field("goal", 8),
    Field("due", 10),
    Field("was", 8),
    *_fill(
        "actions", "state", "quantity", "progress", "on", without="note",
        progress=22, owner=7, request=9, evidence=10,
    ),
)  # fmt: skip
CORRECTIONS = (
    Field("subject", 34, "word"),
    Field("for", 10, "period"),
    Field("corrected", 14, "number"),
    Field("reason", 40, "text"),
    Field("source", 24, "text"),
)
"""A correction of an earlier period: which of the unit's indicators, for when, and why."""

SIGN_AT: dict[tuple[Field, ...], tuple[int, ...]] = {VALUES: (1, 5, 9, 12, 15), ACTIONS: (1, 5, 8, 10, 13)}
"""Where a sheet is signed: the columns of who fills in, reviews, approves, of the day, and of the seal."""

Kind = Literal["observations", "actions", "corrections"]
SHEETS: dict[Kind, tuple[Field, ...]] = {
    "observations": VALUES, "actions": ACTIONS, "corrections": CORRECTIONS,
}  # fmt: skip
