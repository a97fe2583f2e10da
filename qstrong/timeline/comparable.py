"""Comparable series: values that may be held against a target, the baseline, last year's figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from qstrong.model.kinds import Pathed, baseline_of, has_path, may_be_provisional
from qstrong.model.period import MONTHS, grain
from qstrong.model.plan import AnyTarget, Figure, LevelTarget, Plan, RecordTarget, satisfies
from qstrong.timeline.owed import first_month, last_month, own_or_coarser
from qstrong.timeline.path import Corner, corners
from qstrong.timeline.values import Baseline, Entry, Point, YearAgo
from qstrong.timeline.vintages import Vintage


@dataclass(frozen=True, slots=True)
class Series:
    """What there is to judge one target by."""

    points: tuple[Point, ...]
    """Comparable values within the plan, of the target's frequency or coarser, by period."""
    beside: tuple[Entry, ...]
    """Values after the last of them that judge nothing."""
    baseline: Baseline | None
    vintage: Vintage
    """What counts of all that was filed."""


def series(plan: Plan, target: AnyTarget, vintage: Vintage) -> Series:
    """The comparable values of *target* and its baseline, of what counts in *vintage*."""
    start, end = first_month(plan), last_month(plan)
    points = tuple(_points(target, vintage, start, end))
    latest = points[-1].last if points else start
    later = (vintage.judged(month) for month in vintage.values if month > latest)
    beside = tuple(entry for entry in later if entry is not None)
    return Series(points, beside, _baseline(plan, target, vintage, points), vintage)


def _points(target: AnyTarget, vintage: Vintage, start: int, end: int) -> Iterator[Point]:
    for month in vintage.values:
        entry = vintage.judged(month)
        if entry and start < month <= end and own_or_coarser(target, month):
            point = _comparable(target, vintage, entry)
            if point:
                yield point


def _comparable(target: AnyTarget, vintage: Vintage, entry: Entry) -> Point | None:
    """*entry* as it is, or as trailing twelve months; None where last year's figures are wanting."""
    value = entry.observation.value
    assert value is not None
    if target.measure != "flow_ytd" or grain(entry.last) == 12:
        return Point(entry.period, value, entry)
    before = year_before(target, vintage, entry)
    if before is None:
        return None
    return Point(entry.period, before.ytd + before.total - before.same, entry, before)


def year_before(target: AnyTarget, vintage: Vintage, entry: Entry) -> YearAgo | None:
    """Last year's total and 上年同期 for a year-to-date value, None where one of them is unknown."""
    value = entry.observation.value
    total = known(target, vintage, entry.period.year * 12)
    same = same_last_year(target, vintage, entry)
    if value is None or total is None or same is None:
        return None
    return YearAgo(value, total, same)


def same_last_year(target: AnyTarget, vintage: Vintage, entry: Entry) -> Decimal | None:
    """上年同期: the observation's own `last_year`, else filed, else from the history, else the baseline."""
    own = entry.observation.last_year
    return own if own is not None else known(target, vintage, entry.last - 12)


def known(target: AnyTarget, vintage: Vintage, month: int) -> Decimal | None:
    """The value for the period that ends with *month*: filed, else from the history, else the baseline."""
    entry = vintage.judged(month)
    if entry:
        return entry.observation.value
    return next((figure.value for figure in figures(target) if figure.period.last == month), None)


def figures(target: AnyTarget) -> tuple[Figure, ...]:
    """What targets.yaml declares: the history, then the baseline."""
    declared = baseline_of(target)
    return (*target.history, declared) if declared else target.history


def before_plan(plan: Plan, target: AnyTarget, vintage: Vintage) -> tuple[tuple[int, Decimal], ...]:
    """Every value known for periods that end by T0, with their last months: declared and filed."""
    start = first_month(plan)
    entries = [vintage.judged(month) for month in vintage.values if month <= start]
    filed = [(entry.last, entry.observation.value) for entry in entries if entry]
    declared = [(figure.period.last, figure.value) for figure in figures(target)]
    known_values = [*declared, *((month, value) for month, value in filed if value is not None)]
    return tuple((month, value) for month, value in known_values if month <= start)


def best_before(plan: Plan, target: RecordTarget, vintage: Vintage) -> Decimal | None:
    """The highest value known up to T0 of the same kind of period: of a year-to-date flow, full years."""
    kind = 12 if target.measure == "flow_ytd" else MONTHS[target.frequency]  # trailing twelve months: a year
    earlier = (value for month, value in before_plan(plan, target, vintage) if grain(month) >= kind)
    return max(earlier, default=None)


def _baseline(plan: Plan, target: AnyTarget, vintage: Vintage, points: tuple[Point, ...]) -> Baseline | None:
    """v0: by the plan (0), declared, filed, from the history, or provisional where that is allowed."""
    start = first_month(plan)
    if target.measure == "since_plan":
        return Baseline(Decimal(0), start, "plan")
    if declared := baseline_of(target):
        return Baseline(declared.value, start, "declared")
    entry = vintage.judged(start)
    if entry and entry.observation.value is not None:
        return Baseline(entry.observation.value, start, "filed")
    for figure in target.history:
        if figure.period.last == start:
            return Baseline(figure.value, start, "history")
    return _provisional(plan, target, points) if may_be_provisional(target) else None


def _provisional(plan: Plan, target: LevelTarget, points: tuple[Point, ...]) -> Baseline | None:
    allowed = target.provisional_baseline or plan.method.provisional_baseline
    if not allowed or is_kept(target, None) or not points or meets(target, points[0].value):
        return None
    return Baseline(points[0].value, points[0].last, "provisional")


def is_kept(target: Pathed, baseline: Baseline | None) -> bool:
    """Whether it is to be held rather than reached: so declared, or met by a baseline, no provisional one."""
    declared: bool = getattr(target, "keep", False)
    met = baseline is not None and baseline.origin != "provisional" and meets(target, baseline.value)
    return declared or met


def path_of(plan: Plan, target: AnyTarget, baseline: Baseline | None) -> tuple[Corner, ...]:
    """The corners of what is expected of *target*; none where nothing is, or nothing but to hold it."""
    if not has_path(target) or is_kept(target, baseline) or not (baseline or target.milestones):
        return ()
    return corners(plan, target, baseline)


def meets(target: Pathed, value: Decimal) -> bool:
    """Whether *value* meets the target exactly as the plan's word says: > and < are strict."""
    return satisfies(value, target.op, target.value)
