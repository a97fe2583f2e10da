"""Wanted figures (补报数): what nobody owes, yet without which there is no verdict."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from qstrong.model.dataset import Dataset
from qstrong.model.index import index
from qstrong.model.kinds import allows_provisional, is_relative, method_of, of
from qstrong.model.period import Period, grain
from qstrong.model.plan import (
    AnyTarget,
    GrowthTarget,
    IncrementTarget,
    LevelTarget,
    Plan,
    RangeTarget,
    RecordTarget,
    TrendTarget,
    WatchTarget,
)
from qstrong.model.shapes.table import row
from qstrong.model.shapes.value import dataclass
from qstrong.timeline.comparable import Series, best_before, by_whole_years, full_years, known, same_last_year
from qstrong.timeline.computed import part_at, parts_of, vintages
from qstrong.timeline.course import answering, whole
from qstrong.timeline.owed import dues, first_month, last_month, own_or_coarser, own_plan

Why = Literal["baseline", "record", "year", "last_year", "same_months"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A figure that is wanted of `unit`: never owed, never late, and in no coverage.

    `why`: v0 (baseline), T0's value where no earlier one is known to be surpassed (record), a full year of
    growth or trend (year), last year's total (last_year) and its value for the same months (same_months).
    """

    target: str
    period: Period
    unit: str
    why: Why


def wanted(dataset: Dataset, target: AnyTarget, series: Series, day: date) -> tuple[Wanted, ...]:
    """What is wanted of the first of *target*'s reporters by *day*: once its period has ended, each once.

    Of a computed target the parts are wanted, at T0. *dataset*: that which holds on the day.
    """
    plan = dataset.plan
    own = own_plan(plan, target)
    lacking = (*LACKING[type(target)](series.target, plan, series, day), *_year_before(plan, target, series))
    if target.computed:
        start = first_month(own)
        some = parts_of(dataset, target) if any(month == start for month, _ in lacking) else ()
        asked = [(part, start, why) for part in some for month, why in lacking if month == start]
    else:
        asked = [(target, month, why) for month, why in lacking]
    if not asked:
        return ()
    found: dict[tuple[str, int], Wanted] = {}
    known = vintages(dataset, day).of
    for one, month, why in asked:
        period = Period.ending(month, grain(month), plan.shift)
        lacks = not target.computed or part_at(one, known[one.id], month) is None
        units = answering(whole(dataset), one.reporters, day)
        if units and lacks and period.end <= day and not _is_owed(dataset, one, month):
            found.setdefault((one.indicator, month), Wanted(one.indicator, period, units[0], why))
    return tuple(found.values())


def _is_owed(dataset: Dataset, target: AnyTarget, month: int) -> bool:
    """Whether any target that is judged on the same indicator owes the period that ends with *month*."""
    family = index(dataset).judged_on[target.indicator]
    return any(due.period.last == month for one in family for due in dues(dataset.plan, one))


Lacking = Iterator[tuple[int, Why]]
"""The last months of periods without a value, and what it is lacking for."""


def _settled(series: Series) -> bool:
    return series.baseline is not None and series.baseline.origin != "provisional"


def _baseline(target: LevelTarget | RangeTarget, plan: Plan, series: Series, day: date) -> Lacking:
    method = method_of(plan, target)
    if method == "dns":
        yield from _last_six(target, plan, series, day)
    if method == "dns" and not is_relative(target):
        return
    always = method == "statcan" or is_relative(target)
    if not _settled(series) and (always or not (target.keep or allows_provisional(plan, target))):
        yield first_month(own_plan(plan, target)), "baseline"


def _last_six(target: LevelTarget | RangeTarget, plan: Plan, series: Series, day: date) -> Lacking:
    """The years that the change over five years needs, up to the judged one's, else the latest that ended."""
    own = own_plan(plan, target)
    start, end = first_month(own), last_month(own)
    ended = [month for month in range(start, end + 1, 12) if Period.ending(month, 12, plan.shift).end <= day]
    latest = series.points[-1].last if series.points else max(ended, default=start)
    there = full_years(series)
    needed = (latest - 60, latest) if target.keep else range(latest - 60, latest + 1, 12)
    yield from ((month, "year") for month in needed if month not in there)


def _record(target: RecordTarget, plan: Plan, series: Series, _: date) -> Lacking:
    if not _settled(series) and best_before(plan, target, series.vintage) is None:
        yield first_month(own_plan(plan, target)), "record"


def _years(target: AnyTarget, plan: Plan, series: Series, day: date, ended: slice) -> Lacking:
    """Of the full years from T0's on that have ended by *day*, those of *ended* that have no value."""
    own = own_plan(plan, target)
    start = first_month(own)
    every = range(start, last_month(own) + 1, 12)
    years = [month for month in every if Period.ending(month, 12, plan.shift).end <= day]
    there = {point.last for point in series.points} | ({start} if _settled(series) else set())
    there |= series.past.keys()
    if not isinstance(target.frequency, str):
        years = [month for month in years if month == start]
    yield from ((month, "year") for month in years[ended] if month not in there)


def _growth(target: GrowthTarget, plan: Plan, series: Series, day: date) -> Lacking:
    return _years(target, plan, series, day, slice(1, None))


def _trend(target: TrendTarget, plan: Plan, series: Series, day: date) -> Lacking:
    if method_of(plan, target) == "statcan":
        if not _settled(series):
            yield first_month(own_plan(plan, target)), "baseline"
        return
    yield from _years(target, plan, series, day, slice(-plan.method.trend_window - 1, None))


def _nothing(_target: AnyTarget, _plan: Plan, _series: Series, _day: date) -> Lacking:
    """It starts from 0, or isn't judged."""
    return iter(())


LACKING = dict(
    [
        row(LevelTarget, _baseline),
        row(RangeTarget, _baseline),
        row(GrowthTarget, _growth),
        row(IncrementTarget, _nothing),
        row(TrendTarget, _trend),
        row(RecordTarget, _record),
        row(WatchTarget, _nothing),
    ]
)


def _year_before(plan: Plan, target: AnyTarget, series: Series) -> Lacking:
    """Of the latest value, where it accumulates over a part of a year, what it lacks to be comparable."""
    if target.measure != "flow_ytd" or not of(target).judged or target.computed:
        return
    if by_whole_years(plan, target):
        return
    own, vintage = own_plan(plan, target), series.vintage
    start, end = first_month(own), last_month(own)
    inside = [month for month in vintage.values if start < month <= end and own_or_coarser(target, month)]
    entry = vintage.judged(max(inside)) if inside else None
    if entry and grain(entry.last) < 12:
        total = (entry.last - 1) // 12 * 12
        if known(target, vintage, total) is None:
            yield total, "last_year"
        if same_last_year(target, vintage, entry) is None:
            yield entry.last - 12, "same_months"
