"""The report: what the method says of a plan on a day. Every output is a function of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from qstrong.assess.verdict import BEHIND, STALE, WORST_FIRST, Colour, Status, Verdict
from qstrong.model.base import Text
from qstrong.model.dataset import Dataset
from qstrong.model.filing import ActionReport, Filing, Observation, State
from qstrong.model.plan import AnyTarget, Plan
from qstrong.model.shapes.value import dataclass
from qstrong.model.task import Action
from qstrong.model.terms.exact import Exact
from qstrong.timeline.comparable import path_of, points_of
from qstrong.timeline.conflicts import Conflict, conflicts
from qstrong.timeline.course import GoalBefore
from qstrong.timeline.path import Corner
from qstrong.timeline.state import DataState
from qstrong.timeline.values import Baseline, Due, Entry, Point
from qstrong.timeline.vintages import Vintage
from qstrong.timeline.wanted import Wanted


@dataclass(frozen=True, slots=True)
class TargetReport:
    """Where one target stands. `verdict` is of the judged value, old or not; `status` is what counts.

    Where the value that is owed isn't there, `status` is not_assessable and `last_status` the verdict's.
    """

    target: AnyTarget
    data: DataState
    status: Status
    label: str
    last_status: Status | None
    verdict: Verdict
    due: Due | None
    """The latest owed period."""
    next_due: Due | None
    """What falls due next."""
    plan: Plan
    vintage: Vintage = field(compare=False, repr=False)
    """What counts on the day."""
    beside: tuple[Entry, ...] = ()
    """Values later than the judged one that judge nothing: not comparable, or for after T1."""
    others: tuple[Entry, ...] = ()
    """Other reporters' values for the judged period that differ."""
    pending: Entry | None = None
    baseline: Baseline | None = None
    """v0, also where nothing is judged, or the kind has no use for it but to show it."""
    wanted: tuple[Wanted, ...] = ()
    """What nobody owes, yet without which there is no verdict."""

    revised: GoalBefore | None = None
    """What the goal was before its latest revision up to the day."""
    shown: ShownBeside | None = None
    """The latest filed value that isn't comparable, where it is later than the judged one."""

    @property
    def series(self) -> tuple[Point, ...]:
        """Comparable values within the plan, by period: what charts show."""
        return points_of(self.plan, self.target, self.vintage)

    @property
    def path(self) -> tuple[Corner, ...]:
        """The corners of the expected path; empty without a baseline and milestones."""
        return path_of(self.plan, self.target, self.baseline)

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """What was filed otherwise than it is known, and which judges."""
        return conflicts(self.plan, self.target, self.vintage)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every value that counts, of all periods, by period: what the table of observations shows."""
        judged = map(self.vintage.judged, self.vintage.values)
        return tuple(entry for entry in judged if entry)

    @property
    def filed(self) -> Exact | None:
        """The number as filed, where the judged value is another: a trailing twelve months'."""
        point = self.verdict.point
        return point.ttm.ytd if point and point.ttm else None

    @property
    def judged_as(self) -> Literal["filed", "ttm", "computed"] | None:
        """What the judged value is; None where nothing is judged."""
        if self.verdict.point is None:
            return None
        if self.target.computed:
            return "computed"
        return "filed" if self.filed is None else "ttm"

    @property
    def rank(self) -> int:
        """Its place by status where the worst stands first, from 0."""
        silent = self.status == "not_assessable" and self.data == "not_reported"
        return WORST_FIRST.index("not_reported" if silent else self.status)

    @property
    def said(self) -> Observation | None:
        """What was filed with the judged value; None where it wasn't filed, or nothing is judged."""
        point = self.verdict.point
        return point.entry.observation if point and point.entry else None

    @property
    def stale(self) -> bool:
        """Whether it was behind when last judged, and what is owed isn't there: silence clears nothing."""
        return self.last_status in BEHIND and self.data in STALE

    @property
    def was_behind(self) -> bool:
        """Whether it was behind (未达序时进度) when it was last judged."""
        return (self.last_status or self.status) in BEHIND


Incomparable = Literal["after_end", "finer", "no_last_year", "within_year"]
"""Why a filed value judges nothing: it is for after T1; of a finer frequency than the target's; accumulates
over a part of a year of which last year's figures are wanting; is for a part of a year, where full years are
judged."""


@dataclass(frozen=True, slots=True)
class ShownBeside:
    """A filed value, later than the judged one, that judges nothing."""

    entry: Entry
    reason: Incomparable


@dataclass(frozen=True, slots=True)
class WithdrawnReport:
    """A target that is in no report any more (已调出), as it stood on the day before."""

    target: AnyTarget
    on: date
    reason: Text
    last: TargetReport


def worst_first(targets: Iterable[TargetReport]) -> tuple[TargetReport, ...]:
    """*targets* as they need attention; those alike stay in the plan's order, in which they come."""
    return tuple(sorted(targets, key=lambda one: one.rank))


@dataclass(frozen=True, slots=True)
class ActionVerdict:
    """Where one action of a task stands: its own axis, counted apart from targets."""

    action: Action
    task: str
    units: tuple[str, ...]
    status: Status
    label: str
    """done, done_late, overdue, suspended, near, in_progress, not_started, not_reported, not_due, standing"""
    state: State | None
    """That of the least advanced of those that reported."""
    reports: Mapping[str, tuple[Filing, ActionReport]]
    """Each unit's latest report."""
    days: int | None = None
    """Days past the due day where overdue or done late, days left where it isn't done."""
    near: bool = False
    """临期: due within the method's near_days."""
    stale: bool = False
    """A standing action without a report for a year."""
    quantity: Decimal | None = None
    on: date | None = None
    """The day it was done."""


@dataclass(frozen=True, slots=True)
class Aggregate:
    """Targets taken together: counts, coverage, colour; never an average as the headline."""

    counts: Mapping[Status, int]
    data_counts: Mapping[DataState, int]
    reasons: Mapping[str, int]
    """Why targets aren't assessed, by label."""
    assessable: int
    due: int
    """How many of those that are judged owe something by now (截至本期应报)."""
    reported: int
    """Of them those whose latest owed value is there (有数)."""
    total: int
    colour: Colour
    reds: tuple[str, ...]
    """Ids of the red targets, in the plan's order."""
    shares: tuple[Fraction, ...]
    """The completions of those that have a status."""

    @property
    def mean_completion(self) -> Fraction | None:
        """Each clipped to 0…1; a secondary figure."""
        clipped = [min(max(share, Fraction(0)), Fraction(1)) for share in self.shares]
        return sum(clipped, Fraction(0)) / len(clipped) if clipped else None

    @property
    def completions(self) -> int:
        """How many completions that mean is of."""
        return len(self.shares)

    @property
    def assessed(self) -> int:
        """How many have a status: those assessable, and those that were reported before they were due."""
        return sum(n for status, n in self.counts.items() if status != "not_assessable")


@dataclass(frozen=True, slots=True)
class Report:
    """The whole: one for a dataset and a day."""

    dataset: Dataset
    as_of: date
    months: tuple[int, int]
    """Months of the plan that have ended by the as-of day, of how many."""
    targets: tuple[TargetReport, ...]
    actions: tuple[ActionVerdict, ...]
    overall: Aggregate
    groups: Mapping[str, Aggregate]
    units: Mapping[str, Aggregate]
    tasks: Mapping[str, Aggregate]
    sections: Mapping[str, Aggregate]
    baselines: tuple[int, int]
    """How many targets that need a baseline have one that isn't provisional, of how many."""
    withdrawn: tuple[WithdrawnReport, ...] = ()

    @property
    def time_progress(self) -> Fraction:
        """序时进度 of the plan: that of the last month that ended by the as-of day, between 0 and 1."""
        return Fraction(*self.months)
