"""What a form and its reader agree on: the hidden sheet, the lists, the keys that are asked for."""

from __future__ import annotations

from hashlib import sha256
from typing import Literal

from qstrong.model.filing import Flag, State

SCHEMA = "1"
HIDDEN = "_qstrong"
LIST_FLAGS, LIST_STATES, LIST_NAMES, LIST_ROWS = 3, 4, 5, 6
"""Columns of the hidden sheet, counted from 1: what may be chosen, and the rows that were asked for.

Behind each row's own words stand the keys that were filled in already.
"""
FLAGS: tuple[Flag, ...] = ("final", "preliminary", "revised")
STATES: tuple[State, ...] = ("not_started", "in_progress", "done", "suspended")
SIGNED = ("highlights", "prepared_by", "reviewed_by", "approved_by", "filed")
"""Keys of the filing itself, asked for below the first sheet's rows; column A says `@` and the key."""
NUMBERS = ("value", "last_year", "quantity")
DAYS = ("measures_by", "on", "filed")

Kind = Literal["observations", "actions", "corrections"]
KEYS: dict[Kind, tuple[str, ...]] = {
    "observations": (
        "value", "last_year", "flag", "pending", "source", "note",
        "cause", "measures", "owner", "measures_by", "request", "evidence",
    ),
    "actions": (
        "state", "quantity", "progress", "on",
        "cause", "measures", "owner", "measures_by", "request", "evidence",
    ),
    "corrections": ("subject", "for", "corrected", "reason", "source"),
}  # fmt: skip
NEEDED: dict[Kind, tuple[str, ...]] = {
    "observations": ("id", "value"),
    "actions": ("id", "state"),
    "corrections": ("subject", "for", "corrected", "reason"),
}
"""The heads without which a sheet can't be read."""


def checksum(plan: str, unit: str, period: str, rows: list[str]) -> str:
    """A digest of what a form is for and of the rows that it asks for."""
    return sha256("\n".join((plan, unit, period, *rows)).encode()).hexdigest()
