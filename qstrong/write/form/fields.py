"""What a form and its reader agree on: its columns, the hidden sheet, the keys that are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Literal

from qstrong.model.filing import PARTS, Part
from qstrong.model.keys import KeyKind, in_order, keys
from qstrong.model.shapes.value import dataclass


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column: the key of its word and of what is filled in, its width in characters, what it takes."""

    key: str
    width: int
    fill: KeyKind | None = None


_WIDTHS: dict[KeyKind, int] = {"text": 12, "texts": 9, "number": 8, "day": 10, "word": 8}
"""Narrow, so that A4 across prints a row in a size that can be read."""


def _fill(part: Part, *first: str, without: str, **widths: int) -> Iterator[FormColumn]:
    """A column for each key that is asked for: those named *first*, then all but the one *without*."""
    for key in in_order(part, *first, without=(without,)):
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

SCHEMA = "1"
HIDDEN = "_qstrong"
LIST_FLAGS, LIST_STATES, LIST_NAMES, LIST_ROWS = 3, 4, 5, 6
"""Columns of the hidden sheet, counted from 1: what may be chosen, and the rows that were asked for.

Behind each row's own words stand the keys that were filled in already, and what its cells of `LOCKED` say,
which stand in A8.
"""
LOCKED = ("goal", "last", "due", "was")
"""What rows show and nobody fills in: who changes it there may think that it is changed."""
CHOICES = {name: key.choices for part in PARTS for name, key in keys(part).items() if key.choices}
"""What may be chosen under a key; a correction's subject is one of the unit's indicators."""
FLAGS, STATES = CHOICES["flag"], CHOICES["state"]
SIGNED = ("highlights", "prepared_by", "reviewed_by", "approved_by", "filed")
"""Keys of the filing itself, asked for below the first sheet's rows; column A says `@` and the key."""
KEYS = {kind: tuple(field.key for field in fields if field.fill) for kind, fields in SHEETS.items()}
"""What is filled in on each sheet."""
_FILLED = {field.key: field.fill for fields in SHEETS.values() for field in fields if field.fill}
NUMBERS = tuple(key for key, kind in _FILLED.items() if kind == "number")
DAYS = (*(key for key, kind in _FILLED.items() if kind == "day"), "filed")
SEVERAL = tuple(key for key, kind in _FILLED.items() if kind == "texts")
TAKEN_BACK = ("value", "state", "corrected")
"""The cells in which 撤回 takes back what was filed."""
NEEDED: dict[SheetKind, tuple[str, ...]] = {
    "observations": ("id", "value"),
    "actions": ("id", "state"),
    "corrections": ("subject", "for", "corrected", "reason"),
}
"""The heads without which a sheet can't be read."""


def checksum(plan: str, unit: str, period: str, rows: list[str]) -> str:
    """A digest of what a form is for and of the rows that it asks for."""
    return sha256("\n".join((plan, unit, period, *rows)).encode()).hexdigest()
