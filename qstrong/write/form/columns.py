"""The columns of a form's sheets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from qstrong.model import keys
from qstrong.model.filing import Part
from qstrong.model.shapes.value import dataclass


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column: the key of its word and of what is filled in, its width in characters, what it takes."""

    key: str
    width: int
    fill: keys.KeyKind | None = None


_WIDTHS: dict[keys.KeyKind, int] = {"text": 12, "texts": 9, "number": 8, "day": 10, "word": 8}
"""Narrow, so that A4 across prints a row in a size that can be read."""


def _fill(part: Part, *first: str, without: str, **widths: int) -> Iterator[FormColumn]:
    """A column for each key that is asked for: those named *first*, then all but the one *without*."""
    for key in keys.in_order(part, *first, without=(without,)):
        yield FormColumn(key.name, widths.get(key.name, _WIDTHS[key.kind]), key.kind)


VALUES = (
    FormColumn("id", 9),
    FormColumn("name", 14),
    FormColumn("uom", 7),
    FormColumn("goal", 8),
    FormColumn("last", 13),
    FormColumn("for", 8),
    *_fill(
        "observations", "value", "last_year", "flag", "pending", "source", "note", without="reason",
        value=9, flag=10, pending=10, source=9, owner=7, request=9,
    ),
)  # fmt: skip
"""An indicator's row."""
ACTIONS = (
    FormColumn("id", 6),
    FormColumn("title_of_action", 21),
    FormColumn("goal", 8),
    FormColumn("due", 10),
    FormColumn("was", 8),
    *_fill(
        "actions", "state", "quantity", "progress", "on", without="note",
        progress=22, owner=7, request=9, evidence=10,
    ),
)  # fmt: skip
CORRECTIONS = (
    FormColumn("subject", 34, "word"),
    FormColumn("for", 10, "period"),
    FormColumn("corrected", 14, "number"),
    FormColumn("reason", 40, "text"),
    FormColumn("source", 24, "text"),
)
"""A correction of an earlier period: which of the unit's indicators, for when, and why."""

SIGN_AT: dict[tuple[FormColumn, ...], tuple[int, ...]] = {
    VALUES: (1, 5, 9, 12, 15),
    ACTIONS: (1, 5, 8, 10, 13),
}
"""Where a sheet is signed: the columns of who fills in, reviews, approves, of the day, and of the seal."""

SheetKind = Literal["observations", "actions", "corrections"]
SHEETS: dict[SheetKind, tuple[FormColumn, ...]] = {
    "observations": VALUES, "actions": ACTIONS, "corrections": CORRECTIONS,
}  # fmt: skip
