"""Duties: what each unit owes with one of the plan's filings, and what came of it by a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from qstrong.model.filing import Filing
from qstrong.model.period import Period
from qstrong.timeline.values import Due


@dataclass(frozen=True, slots=True)
class Owed:
    """One indicator's period that a unit owes with a filing: filed, pending, void, or missing."""

    target: str
    due: Due
    state: str
    """reported, pending, invalid or missing."""


@dataclass(frozen=True, slots=True)
class Duty:
    """What one unit owes with the filing for `period`, due on `day`, closing on `close`."""

    unit: str
    period: Period
    day: date
    close: date
    owed: tuple[Owed, ...]
    filing: Filing | None
    """What it filed for that period by the as-of day."""
    broken: bool
    """A filing is there, but nothing of it could be read."""
    days_late: int | None
    """Filed: days after the due day; not filed: days past it by the as-of day; None where neither."""
    actions: tuple[str, ...]
    """The actions that it answers for."""
