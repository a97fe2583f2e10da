"""Two reports to what changed between them, and why: of two days, or of two states of the data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeVar

from qstrong.assess.assess import assess
from qstrong.assess.report import ActionVerdict, Report, TargetReport
from qstrong.assess.verdict import WORST_FIRST, Status
from qstrong.model.period import Period
from qstrong.model.plan import Plan
from qstrong.model.shapes.value import Fielded, dataclass
from qstrong.model.terms.exact import Exact
from qstrong.timeline.course import whole
from qstrong.timeline.values import Entry

if TYPE_CHECKING:
    from qstrong.timeline.edits.walk import Edit

ChangeReason = Literal[
    "new", "gone", "target", "baseline", "responsibilities", "method",
    "new_data", "revision", "withdrawn", "pending", "errors", "time",
]  # fmt: skip
"""`new_data`: a period without a value has one now; `revision`: its value is another; `pending`: a note why
there is none; `errors`: they hide a value, or did; `time`: only the day is another."""
ActionWhy = Literal["new", "gone", "edited", "report", "withdrawn", "time"]
Direction = Literal["better", "worse"]
Sort = Literal["new", "changed", "withdrawn"]
_Key = TypeVar("_Key")

RANK: dict[Status, int] = {
    "achieved": 0, "on_track": 1, "at_risk": 2, "off_track": 3, "overdue": 4, "worsening": 4, "missed": 4,
}  # fmt: skip
"""From the best; what isn't assessed is neither better nor worse."""
RESPONSIBILITIES = frozenset({"reporters", "tasks"})
BASELINE = frozenset({"baseline", "history", "provisional_baseline"})


@dataclass(frozen=True, slots=True)
class TargetChange:
    """One target that stands otherwise, or is another one, than before."""

    id: str
    before: TargetReport | None
    """None: there was no such target."""
    after: TargetReport | None
    why: tuple[ChangeReason, ...]
    """Everything that differs between the two; `time` where nothing does but the day."""
    edited: tuple[str, ...] = ()
    """The keys of targets.yaml that differ."""

    @property
    def direction(self) -> Direction | None:
        """Better or worse by the order of statuses; None where neither is said."""
        if self.before is None or self.after is None:
            return None
        return better_or_worse(self.before.status, self.after.status)

    @property
    def moved(self) -> bool:
        """Whether the status is another one."""
        return self.before is None or self.after is None or self.before.status != self.after.status


@dataclass(frozen=True, slots=True)
class ObservationChange:
    """What one unit says of one indicator's period, before and after; None where it says nothing."""

    unit: str
    indicator: str
    period: Period
    before: Entry | None
    after: Entry | None
    edited: tuple[str, ...] = ()
    """The keys that differ, where it is there on both sides."""

    @property
    def sort(self) -> Sort:
        """New, changed or withdrawn."""
        if self.before is None:
            return "new"
        return "withdrawn" if self.after is None else "changed"


@dataclass(frozen=True, slots=True)
class ActionChange:
    """One action that stands otherwise than before."""

    id: str
    before: ActionVerdict | None
    after: ActionVerdict | None
    why: tuple[ActionWhy, ...]

    @property
    def moved(self) -> bool:
        """Whether the status or its label is another one."""
        if self.before is None or self.after is None:
            return True
        return (self.before.status, self.before.label) != (self.after.status, self.after.label)


class Comparison:
    """Two reports and what changed between them, listed when it is asked for; counts are the reports' own."""

    def __init__(self, before: Report, after: Report) -> None:
        self.before, self.after = before, after

    @cached_property
    def targets(self) -> tuple[TargetChange, ...]:
        """In the plan's order, those that are gone last."""
        return tuple(_targets(self.before, self.after))

    @cached_property
    def observations(self) -> tuple[ObservationChange, ...]:
        """By indicator in the plan's order, then by unit and period."""
        return tuple(_observations(self.before, self.after))

    @cached_property
    def actions(self) -> tuple[ActionChange, ...]:
        """In the plan's order, those that are gone last."""
        return tuple(_actions(self.before, self.after))

    @cached_property
    def plan(self) -> tuple[Edit, ...]:
        """What changed in the plan itself."""
        from qstrong.timeline.edits.walk import plan_edits

        return plan_edits(whole(self.before.dataset), whole(self.after.dataset))

    @cached_property
    def alone(self) -> Comparison | None:
        """What that does by itself: what was filed before, under the plan of now. None without edits."""
        if not self.plan:
            return None
        old, new = whole(self.before.dataset), whole(self.after.dataset)
        stays = old.plan.as_of == new.plan.as_of  # else the plan itself sets the day
        day = (self.before if stays else self.after).as_of
        return Comparison(self.before, assess(replace(new, filings=old.filings, voids=old.voids), day))

    @cached_property
    def moves(self) -> tuple[TargetChange, ...]:
        """The targets with another status, the worst of now first; those that are gone last."""
        last = len(WORST_FIRST)
        moved = _targets(self.before, self.after, moved=True)
        return tuple(sorted(moved, key=lambda change: change.after.rank if change.after else last))

    @property
    def better(self) -> tuple[TargetChange, ...]:
        """The targets whose status is a better one."""
        return tuple(change for change in self.targets if change.direction == "better")

    @property
    def worse(self) -> tuple[TargetChange, ...]:
        """The targets whose status is a worse one."""
        return tuple(change for change in self.targets if change.direction == "worse")


def better_or_worse(before: Status, after: Status) -> Direction | None:
    """Better or worse; None for the same rank, and where one of them isn't assessed."""
    if before not in RANK or after not in RANK or RANK[before] == RANK[after]:
        return None
    return "better" if RANK[after] < RANK[before] else "worse"


def _both(old: Mapping[_Key, object], new: Mapping[_Key, object]) -> Iterator[_Key]:
    """The keys of *new*, then those that only *old* has."""
    yield from new
    yield from (key for key in old if key not in new)


def _targets(before: Report, after: Report, *, moved: bool = False) -> Iterator[TargetChange]:
    """The targets that stand otherwise; where *moved* those alone that have another status."""
    old = {one.target.id: one for one in before.targets}
    new = {one.target.id: one for one in after.targets}
    method = _method(before.dataset.plan) != _method(after.dataset.plan)
    for name in _both(old, new):
        one, two = old.get(name), new.get(name)
        if one is None or two is None:
            yield TargetChange(name, one, two, ("new",) if one is None else ("gone",))
        elif not moved or one.status != two.status:
            edited = _differing(one.target, two.target)
            if edited or _standing(one) != _standing(two):
                yield TargetChange(name, one, two, tuple(_why(one, two, edited, method=method)), edited)


def _method(plan: Plan) -> tuple[object, ...]:
    """What of the plan the verdicts depend on."""
    return plan.method, plan.start, plan.end, plan.filing


def _standing(one: TargetReport) -> tuple[object, ...]:
    """What a reader of a target's row sees."""
    point = one.verdict.point
    return one.status, one.label, one.data, one.last_status, point and (point.last, point.value), one.baseline


def _why(
    one: TargetReport, two: TargetReport, edited: tuple[str, ...], *, method: bool
) -> Iterator[ChangeReason]:
    declared = set(edited) & BASELINE
    if set(edited) - BASELINE - RESPONSIBILITIES:
        yield "target"
    if declared or (one.baseline and two.baseline and one.baseline.value != two.baseline.value):
        yield "baseline"
    if set(edited) & RESPONSIBILITIES:
        yield "responsibilities"
    if method:
        yield "method"
    found = tuple(_data(one, two))
    yield from found
    due = one.due != two.due and two.data in ("not_reported", "pending")
    if due or not (edited or method or found):
        yield "time"


def _data(one: TargetReport, two: TargetReport) -> Iterator[ChangeReason]:
    """What differs between the values that count: those filed, and what was made of them."""
    old, new = _values(one), _values(two)
    if new.keys() - old.keys():
        yield "new_data"
    if any(old[month] != new[month] for month in old.keys() & new.keys()):
        yield "revision"
    if old.keys() - new.keys():
        yield "withdrawn"
    if two.pending and (one.pending is None or one.pending.observation != two.pending.observation):
        yield "pending"
    if (one.data == "invalid") != (two.data == "invalid"):
        yield "errors"


def _values(one: TargetReport) -> dict[int, tuple[Exact | None, Exact | None]]:
    """Each period's value with its 上年同期, by the period's last month."""
    return {entry.last: (entry.value, entry.observation.last_year) for entry in one.entries}


def _differing(one: Fielded, two: Fielded, but: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The keys of two values from files that differ; of two classes also those that one of them hasn't."""
    names = dict.fromkeys(field.name for each in (one, two) for field in fields(each))
    return tuple(
        name.rstrip("_")
        for name in names
        if name not in but and getattr(one, name, None) != getattr(two, name, None)
    )


def _observations(before: Report, after: Report) -> Iterator[ObservationChange]:
    old, new = _said(before), _said(after)
    order = {target.id: k for k, target in enumerate((*after.dataset.targets, *before.dataset.targets))}
    for unit, indicator, last in sorted(_both(old, new), key=lambda key: (order.get(key[1], -1), *key)):
        one, two = old.get((unit, indicator, last)), new.get((unit, indicator, last))
        there = two or one
        assert there is not None
        but = frozenset({"period"})  # the same one may be written in two ways
        edited = _differing(one.observation, two.observation, but) if one and two else ()
        if edited or one is None or two is None:
            yield ObservationChange(unit, indicator, there.period, one, two, edited)


def _said(report: Report) -> dict[tuple[str, str, int], Entry]:
    """What each unit says of each period by the report's day: the entry that was filed last."""
    found: dict[tuple[str, str, int], Entry] = {}
    filings = sorted(report.dataset.filings, key=lambda filing: (filing.filed, filing.period.last))
    for filing in filings:
        if filing.filed <= report.as_of:
            for index, observation in enumerate(filing.observations):
                entry = Entry(filing, index, observation)
                found[filing.unit, observation.indicator, entry.last] = entry
    return found


def _actions(before: Report, after: Report) -> Iterator[ActionChange]:
    old = {one.action.id: one for one in before.actions}
    new = {one.action.id: one for one in after.actions}
    for name in _both(old, new):
        one, two = old.get(name), new.get(name)
        if one is None or two is None:
            yield ActionChange(name, one, two, ("new",) if one is None else ("gone",))
        elif (one.action, one.units) != (two.action, two.units) or _state(one) != _state(two):
            yield ActionChange(name, one, two, tuple(_action_why(one, two)))


def _state(one: ActionVerdict) -> tuple[object, ...]:
    return one.status, one.label, one.state, one.quantity, one.on, one.near, one.stale


def _action_why(one: ActionVerdict, two: ActionVerdict) -> Iterator[ActionWhy]:
    edited = (one.action, one.units) != (two.action, two.units)
    old = {unit: report for unit, (_, report) in one.reports.items()}
    new = {unit: report for unit, (_, report) in two.reports.items()}
    if edited:
        yield "edited"
    if any(old.get(unit) != report for unit, report in new.items()):
        yield "report"
    if old.keys() - new.keys():
        yield "withdrawn"
    if not edited and old == new:
        yield "time"
