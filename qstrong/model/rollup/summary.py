"""One plan's summary: what a table of many plans says of it; it equals what the plan's own status says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from qstrong.model.base import Text
from qstrong.model.period import Period
from qstrong.model.shapes.value import dataclass
from qstrong.model.terms.course import Op
from qstrong.model.terms.exact import Exact

SUMMARY = 1
"""The version of what a summary holds: one that was kept by another version isn't read."""

Unread = Literal["folder", "git", "data", "day", "failed", "lost"]
"""Why a plan has no summary: there is no such folder; git can't give it; its own files have an error; the
period that the table is asked for isn't one of its calendar; the program failed; its worker was lost."""


@dataclass(frozen=True, slots=True)
class UnreadPlan:
    """Why one plan can't be summed up, with what the reader is told of it."""

    reason: Unread
    detail: Text = Text()
    """Where a problem of the data is meant its message, else what else there is to say."""
    code: str = ""
    """The problem's code, where it is one; of git what it couldn't do."""
    where: str = ""
    """The file and line."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Targets taken together, as the plan's own method has it."""

    counts: Mapping[str, int]
    """By status."""
    data_counts: Mapping[str, int]
    """By state of the data."""
    assessable: int
    due: int
    reported: int
    total: int
    colour: str
    """red, yellow, green, grey"""
    mean_completion: Fraction | None = None
    """A secondary figure: only for an order that is asked for."""
    completions: int = 0
    """How many completions that mean is of."""


@dataclass(frozen=True, slots=True)
class GroupSummary:
    """One group of a plan's targets."""

    id: str
    title: Text
    counted: Counted


@dataclass(frozen=True, slots=True)
class TargetSummary:
    """Where one target stands; each field as the plan's own status has it."""

    id: str
    name: Text
    theme: str | None
    group: str | None
    kind: str
    op: Op | None
    goal: Decimal | None
    between: tuple[Decimal, Decimal] | None
    uom: Text
    """Empty where there is none."""
    measure: str
    decimals: int
    binding: bool
    method: str
    value: Exact | None
    """The judged value; an older one where `last_status` isn't None."""
    period: Period | None
    """Of the value, in the plan's calendar."""
    completion: Fraction | None
    attainment: Fraction | None
    status: str
    label: str
    """Refines the status for its word."""
    last_status: str | None
    data: str
    flags: tuple[str, ...]
    before: str | None = None
    """Its status at the close of the plan's filing before; None where there was none."""

    @property
    def fresh(self) -> bool:
        """Whether the value is the one that counts, not an older one that stands in for it."""
        return self.value is not None and self.last_status is None


@dataclass(frozen=True, slots=True)
class MissingUnit:
    """A unit that hasn't filed all that it owes with the filing in hand, from its due day on."""

    unit: str
    name: Text
    period: Period
    due: date
    values: int
    """How many values of it aren't there."""
    days_late: int | None


@dataclass(frozen=True, slots=True)
class LastFiling:
    """What was filed last by the day."""

    period: Period
    filed: date
    unit: str


@dataclass(frozen=True, slots=True)
class Summary:
    """One plan on one day. `unread` is None where there is more to say than that it can't be read."""

    as_of: date
    unread: UnreadPlan | None = None
    plan: str = ""
    """The id that the plan's own data give it."""
    title: Text = Text()
    start: date | None = None
    end: date | None = None
    synthetic: bool = False
    data_id: str = ""
    language: str | None = None
    overall: Counted | None = None
    groups: tuple[GroupSummary, ...] = ()
    targets: tuple[TargetSummary, ...] = ()
    """Those that are in force on the day, in the plan's order; empty where the table needs none."""
    filings: int = 0
    """How many filings there are by the day."""
    last: LastFiling | None = None
    missing: tuple[MissingUnit, ...] = ()
    owing: int = 0
    """How many units owe something with the latest filing that is due."""
    period: Period | None = None
    """That filing; None where none is due yet."""
    errors: int = 0
    warnings: int = 0
    previous: date | None = None
    """The day on which the filing before the latest closed: what `before` is of."""
