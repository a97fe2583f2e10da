"""What a form and its reader agree on: the hidden sheet, the lists, the keys that are asked for."""

from __future__ import annotations

from hashlib import sha256

from qstrong.model.filing import PARTS
from qstrong.model.keys import keys
from qstrong.write.form.columns import SHEETS, SheetKind

SCHEMA = "1"
HIDDEN = "_qstrong"
LIST_FLAGS, LIST_STATES, LIST_NAMES, LIST_ROWS = 3, 4, 5, 6
"""Columns of the hidden sheet, counted from 1: what may be chosen, and the rows that were asked for.

Behind each row's own words stand the keys that were filled in already.
"""
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
