"""The columns of a form's sheets."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """A column: the key of its word and of what is filled in, its width in characters."""

    key: str
    width: int
    fill: bool = False


VALUES = (
    Field("id", 9),
    Field("name", 14),
    Field("uom", 7),
    Field("goal", 8),
    Field("last", 13),
    Field("for", 8),
    Field("value", 9, fill=True),
    Field("last_year", 8, fill=True),
    Field("flag", 7, fill=True),
    Field("pending", 10, fill=True),
    Field("source", 9, fill=True),
    Field("note", 12, fill=True),
    Field("cause", 12, fill=True),
    Field("measures", 12, fill=True),
    Field("owner", 7, fill=True),
    Field("measures_by", 10, fill=True),
    Field("request", 9, fill=True),
    Field("evidence", 9, fill=True),
)
"""An indicator's row. Narrow, so that A4 across prints it in a size that can be read."""
ACTIONS = (
    Field("id", 6),
    Field("title_of_action", 21),
    Field("goal", 8),
    Field("due", 10),
    Field("was", 8),
    Field("state", 8, fill=True),
    Field("quantity", 8, fill=True),
    Field("progress", 22, fill=True),
    Field("on", 10, fill=True),
    Field("cause", 12, fill=True),
    Field("measures", 12, fill=True),
    Field("owner", 7, fill=True),
    Field("measures_by", 10, fill=True),
    Field("request", 9, fill=True),
    Field("evidence", 10, fill=True),
)
CORRECTIONS = (
    Field("subject", 34, fill=True),
    Field("for", 10, fill=True),
    Field("corrected", 14, fill=True),
    Field("reason", 40, fill=True),
    Field("source", 24, fill=True),
)
"""A correction of an earlier period: which of the unit's indicators, for when, and why."""

SIGN_AT: dict[tuple[Field, ...], tuple[int, ...]] = {VALUES: (1, 5, 9, 12, 15), ACTIONS: (1, 5, 8, 10, 13)}
"""Where a sheet is signed: the columns of who fills in, reviews, approves, of the day, and of the seal."""
