"""Comparable series: values that may be held against a target, the baseline, last year's figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from decimal import Decimal
from typing import cast

from qstrong.model.kinds import (
    Goal,
    allows_provisional,
    baseline_of,
    has_path,
    has_rates,
    is_relative,
    may_be_provisional,
    may_be_relative,
    meets,
    method_of,
    of,
)
from qstrong.model.period import grain
from qstrong.model.plan import AnyTarget, Figure, LevelTarget, Plan, RangeTarget, RecordTarget
from qstrong.model.shapes.value import dataclass
from qstrong.model.terms.exact import Exact, minus, plus
from qstrong.timeline.owed import first_month, last_month, own_plan
from qstrong.timeline.path import Corner, corners
from qstrong.timeline.values import Baseline, Entry, Point, YearAgo
from qstrong.timeline.vintages import Vintage


@dataclass(frozen=True, slots=True)
class Series:
    """What there is to judge one target by."""

    target: AnyTarget
    """The target, its goal worked out where that is relative to the baseline."""
    points: tuple[Point, ...]
    """Comparable values within the plan, of the target's frequency or coarser, by period."""
    beside: tuple[Entry, ...]
    """Values after the last of them that judge nothing."""
    baseline: Baseline | None
    vintage: Vintage
    """What counts of all that was filed."""
    past: Mapping[int, Exact] = field(default_factory=dict)
    """What the history says of full years, by their last months: see `past_until`."""
    past_until: int = 0
    """The later of T0 and the plan's start: the history serves up to this month."""


def series(plan: Plan, target: AnyTarget, vintage: Vintage) -> Series:
    """The comparable values of *target* and its baseline, of what counts in *vintage*."""
    start = first_month(own := own_plan(plan, target))
    found = points_of(plan, target, vintage)
    latest = found[-1].last if found else start
    beside = tuple(entry for month, entry in vintage.every_judged() if month > latest)
    baseline = _baseline(own, target, vintage, found)
    until = max(first_month(plan), start)
    past = of_past(target, vintage, until)
    return Series(with_goal(target, baseline), found, beside, baseline, vintage, past, until)


def with_goal(target: AnyTarget, baseline: Baseline | None) -> AnyTarget:
    """*target* with T worked out, where its goal is relative to the baseline; none without that."""
    if not may_be_relative(target) or target.change is None:
        return target
    goal = target.change.goal(baseline.value) if baseline else None
    return replace(target, value=cast("Decimal | None", goal))  # a fraction, of a baseline that is computed


def by_whole_years(plan: Plan, target: AnyTarget) -> bool:
    """Whether only full years' values judge it: published methods, and growth over the whole period."""
    return method_of(plan, target) != "default" or (has_rates(target) and target.over != "year")


def points_of(plan: Plan, target: AnyTarget, vintage: Vintage) -> tuple[Point, ...]:
    """The comparable values of *target* within its own T0 and T1, by period."""
    own = own_plan(plan, target)
    return tuple(_points(plan, target, vintage, first_month(own), last_month(own)))


def _points(plan: Plan, target: AnyTarget, vintage: Vintage, start: int, end: int) -> Iterator[Point]:
    least = 12 if by_whole_years(plan, target) else target.months
    as_filed = target.computed is not None or not of(target).judged or target.measure != "flow_ytd"
    for month, entry in vintage.every_judged():
        if start < month <= end and grain(month) >= least:
            point = _as_it_is(entry) if as_filed else comparable(target, vintage, entry)
            if point:
                yield point


def _as_it_is(entry: Entry) -> Point:
    value = entry.value
    assert value is not None
    return Point(entry.period, value, entry)


def comparable(target: AnyTarget, vintage: Vintage, entry: Entry) -> Point | None:
    """*entry* as it is, or as trailing twelve months; None where last year's figures are wanting."""
    if target.measure != "flow_ytd" or grain(entry.last) == 12:
        return _as_it_is(entry)
    before = year_before(target, vintage, entry)
    if before is None:
        return None
    return Point(entry.period, minus(plus(before.ytd, before.total), before.same), entry, before)


def year_before(target: AnyTarget, vintage: Vintage, entry: Entry) -> YearAgo | None:
    """Last year's total and 上年同期 for a year-to-date value, None where one of them is unknown."""
    value = entry.value
    total = known(target, vintage, (entry.last - 1) // 12 * 12)
    same = same_last_year(target, vintage, entry)
    if value is None or total is None or same is None:
        return None
    return YearAgo(value, total, same)


def same_last_year(target: AnyTarget, vintage: Vintage, entry: Entry) -> Exact | None:
    """上年同期: the observation's own `last_year`, else filed, else from the history, else the baseline."""
    own = entry.observation.last_year
    return own if own is not None else known(target, vintage, entry.last - 12)


def known(target: AnyTarget, vintage: Vintage, month: int) -> Exact | None:
    """The value for the period that ends with *month*: filed, else from the history, else the baseline."""
    entry = vintage.judged(month)
    if entry:
        return entry.value
    return declared(target, vintage, month)


def declared(target: AnyTarget, vintage: Vintage, month: int) -> Exact | None:
    """The value of that period without regard to what was filed for it itself."""
    stated = (figure.value for figure in figures(target) if figure.period.last == month)
    return next(stated, vintage.figures.get(month))


def figures(target: AnyTarget) -> tuple[Figure, ...]:
    """What targets.yaml declares: the history, then the baseline."""
    stated = baseline_of(target)
    return (*target.history, stated) if stated else target.history


def before_plan(plan: Plan, target: AnyTarget, vintage: Vintage) -> tuple[tuple[int, Exact], ...]:
    """Every value known for periods that end by T0, with their last months: declared and filed."""
    start = first_month(own_plan(plan, target))
    filed = [(entry.last, entry.value) for month, entry in vintage.every_judged() if month <= start]
    stated: list[tuple[int, Exact]] = [(figure.period.last, figure.value) for figure in figures(target)]
    stated += vintage.figures.items()
    known_values = [*stated, *((month, value) for month, value in filed if value is not None)]
    return tuple((month, value) for month, value in known_values if month <= start)


def of_past(target: AnyTarget, vintage: Vintage, until: int) -> dict[int, Exact]:
    """What the history says of full years that end by the month *until*, by their last months.

    Where the target's own T0 lies before the plan's, it gives closed years, steps and the years of a method.
    """
    stated: list[tuple[int, Exact]] = [(one.period.last, one.value) for one in reversed(target.history)]
    stated += vintage.figures.items()
    return {month: value for month, value in stated if month <= until and grain(month) == 12}


def full_years(series: Series) -> dict[int, Exact]:
    """Every full year's value that a method of years looks at, by its last month: history, T0's, filed."""
    found = dict(series.past)
    for month in series.vintage.values:
        entry = series.vintage.judged(month)
        if entry and entry.value is not None and grain(month) == 12:
            found[month] = entry.value
    if series.baseline and series.baseline.origin != "provisional":
        found[series.baseline.last] = series.baseline.value
    return found


def best_before(plan: Plan, target: RecordTarget, vintage: Vintage) -> Exact | None:
    """The highest value known up to T0 of the same kind of period: of a year-to-date flow, full years."""
    kind = 12 if target.measure == "flow_ytd" else target.months  # trailing twelve months: a year
    earlier = (value for month, value in before_plan(plan, target, vintage) if grain(month) >= kind)
    return max(earlier, default=None)


def _baseline(plan: Plan, target: AnyTarget, vintage: Vintage, points: tuple[Point, ...]) -> Baseline | None:
    """v0: by the plan (0), declared, filed, from the history, or provisional where that is allowed."""
    start = first_month(plan)
    if not of(target).judged:
        return None
    if target.measure == "since_plan":
        return Baseline(Decimal(0), start, "plan")
    if stated := baseline_of(target):
        return Baseline(stated.value, start, "declared")
    if target.computed and start in vintage.figures:
        return Baseline(vintage.figures[start], start, "history")
    entry = vintage.judged(start)
    if entry and entry.value is not None:
        return Baseline(entry.value, start, "filed")
    for figure in target.history:
        if figure.period.last == start:
            return Baseline(figure.value, start, "history")
    return _provisional(plan, target, points) if may_be_provisional(target) else None


def _provisional(plan: Plan, target: LevelTarget | RangeTarget, points: tuple[Point, ...]) -> Baseline | None:
    method = method_of(plan, target)
    allowed = allows_provisional(plan, target) and method != "dns" and not is_relative(target)
    kept = target.keep and method == "default"
    if not allowed or kept or not points or meets(target, points[0].value):
        return None
    return Baseline(points[0].value, points[0].last, "provisional")


def is_kept(target: Goal, baseline: Baseline | None, *, declared: bool = True) -> bool:
    """Whether it is to be held rather than reached: so declared, or met by a baseline, no provisional one."""
    stated: bool = declared and getattr(target, "keep", False)
    met = baseline is not None and baseline.origin != "provisional" and meets(target, baseline.value)
    return stated or met


def path_of(plan: Plan, target: AnyTarget, baseline: Baseline | None) -> tuple[Corner, ...]:
    """The corners of what is expected of *target*; none where nothing is, or nothing but to hold it."""
    if not has_path(target) or target.value is None or is_kept(target, baseline):
        return ()
    return corners(plan, target, baseline) if baseline or target.milestones else ()
