"""What the timeline finds: values with where they come from, and what is due when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from datetime import date
from itertools import chain, repeat
from typing import Literal

from qstrong.model.filing import Filing, Observation
from qstrong.model.period import Period
from qstrong.model.shapes.rows import blanks, fill_field
from qstrong.model.shapes.value import dataclass
from qstrong.model.terms.exact import Exact

Origin = Literal["declared", "filed", "history", "plan", "provisional"]
RefusalReason = Literal[
    "unknown_indicator",
    "not_a_reporter",
    "repeated",
    "after_filed",
    "after_filing",
    "outside_limits",
    "negative",
    "last_year_outside_limits",
    "last_year_negative",
    "revised_without_reason",
    "differs_unflagged",
    "falls",
]


@dataclass(frozen=True, slots=True)
class Due:
    """A target's period, the plan's filing that it is due with, and that filing's due day."""

    period: Period
    filing: Period
    day: date


@dataclass(frozen=True, slots=True)
class Entry:
    """An observation where it stands: the `index`-th readable one of a filing."""

    filing: Filing
    index: int
    observation: Observation
    exact: Exact | None = None
    """The value, where it is computed of others' rather than filed."""
    parts: tuple[Exact, ...] = ()
    """What it is computed of: the parts' values in their order, as they are added or divided."""
    period: Period = field(init=False, compare=False, repr=False)
    """The period that it is for."""
    last: int = field(init=False, compare=False, repr=False)
    """The last month of its period."""

    def __post_init__(self) -> None:
        period = self.observation.period or self.filing.period
        object.__setattr__(self, "period", period)
        object.__setattr__(self, "last", period.last)

    @property
    def value(self) -> Exact | None:
        """The value in the target's unit of measure; None where it is pending."""
        return self.observation.value if self.exact is None else self.exact


def every_entry(filings: Sequence[Filing]) -> list[Entry]:
    """Every observation of the *filings* as an entry, filing by filing; made a field at a time."""
    where = [(one, k) for one in filings for k in range(len(one.observations))]
    said = list(chain.from_iterable(one.observations for one in filings))
    periods = [one.period or filing.period for (filing, _), one in zip(where, said, strict=True)]
    found: list[Entry] = blanks(Entry, len(said))
    fill_field(found, Entry, "filing", (filing for filing, _ in where))
    fill_field(found, Entry, "index", (k for _, k in where))
    fill_field(found, Entry, "observation", said)
    fill_field(found, Entry, "exact", repeat(None))
    fill_field(found, Entry, "parts", repeat(()))
    fill_field(found, Entry, "period", periods)
    fill_field(found, Entry, "last", (one.last for one in periods))
    return found


@dataclass(frozen=True, slots=True)
class Refusal:
    """An entry that doesn't count, why, and the entry that it clashes with, where there is one."""

    entry: Entry
    reason: RefusalReason
    other: Entry | None = None


@dataclass(frozen=True, slots=True)
class YearAgo:
    """How a year-to-date value became a full year's: `ytd + total - same`, all in the unit of measure."""

    ytd: Exact
    total: Exact
    """Last year's total."""
    same: Exact
    """上年同期: last year's value for the same months."""


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a target that can be compared, in its unit of measure."""

    period: Period
    value: Exact
    """The trailing twelve months' where `ttm` is set."""
    entry: Entry | None = None
    """The observation behind it; None for what targets.yaml declares."""
    ttm: YearAgo | None = None

    @property
    def last(self) -> int:
        """The last month of its period."""
        return self.period.last


@dataclass(frozen=True, slots=True)
class Baseline:
    """v0 and where it comes from. `last`: the month that it stands for (T0, but for provisional ones)."""

    value: Exact
    last: int
    origin: Origin
