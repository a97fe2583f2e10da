"""What a form and its reader agree on: the hidden sheet, the lists, the keys that are asked for."""

from __future__ import annotations

from qstrong.model.filing import Flag, State

SCHEMA = "1"
HIDDEN = "_qstrong"
FLAGS: tuple[Flag, ...] = ("final", "preliminary", "revised")
STATES: tuple[State, ...] = ("not_started", "in_progress", "done", "suspended")
SIGNED = ("highlights", "prepared_by", "reviewed_by", "approved_by", "filed")
"""Keys of the filing itself, asked for below the indicators; column A says `@` and the key."""
NUMBERS = ("value", "last_year", "quantity")
DAYS = ("measures_by", "on", "filed")
