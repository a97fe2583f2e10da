"""What happened to the data, and when: commits, and what they did to what was filed."""

from __future__ import annotations

from datetime import date, datetime

from qstrong.model.filing import Filed, Observation
from qstrong.model.period import Period
from qstrong.model.shapes.value import dataclass


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit. Times are the author's and the committer's own, with their offsets."""

    sha: str
    authored: datetime
    committed: datetime
    author: str
    subject: str

    @property
    def day(self) -> date:
        """The day on which it was committed, where that was done."""
        return self.committed.date()


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of a filing that a commit added, changed or took out (`old` or `new` is None then)."""

    commit: Commit
    path: str
    """From the data folder."""
    unit: str
    filing: Period
    period: Period
    """The one that the entry is for."""
    old: Filed | None
    new: Filed | None
    filed: date | None = None
    """The filing's own date; None where it was taken out."""

    @property
    def subject(self) -> str:
        """The indicator's or the action's id."""
        entry = self.new or self.old
        assert entry
        return entry.indicator if isinstance(entry, Observation) else entry.action
