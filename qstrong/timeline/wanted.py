"""Wanted figures (补报数): what nobody owes, yet without which there is no verdict."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from qstrong.model.period import Period, grain
from qstrong.model.plan import (
    AnyTarget,
    GrowthTarget,
    IncrementTarget,
    LevelTarget,
    Plan,
    RecordTarget,
    TrendTarget,
)
from qstrong.model.table import row
from qstrong.timeline.comparable import Series, best_before, known, same_last_year
from qstrong.timeline.owed import dues, first_month, last_month, own_or_coarser

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


def wanted(plan: Plan, target: AnyTarget, series: Series, day: date) -> tuple[Wanted, ...]:
    """What is wanted of the first of *target*'s reporters by *day*: once its period has ended, each once."""
    owed = {due.period.last for due in dues(plan, target)}
    found: dict[int, Wanted] = {}
    for month, why in (
        *LACKING[type(target)](target, plan, series, day),
        *_year_before(plan, target, series),
    ):
        period = Period.ending(month, grain(month))
        if target.reporters and month not in owed and period.end <= day:
            found.setdefault(month, Wanted(target.id, period, target.reporters[0], why))
    return tuple(found.values())


Lacking = Iterator[tuple[int, Why]]
"""The last months of periods without a value, and what it is lacking for."""


def _settled(series: Series) -> bool:
    return series.baseline is not None and series.baseline.origin != "provisional"


def _baseline(target: LevelTarget, plan: Plan, series: Series, _: date) -> Lacking:
    provisional = target.provisional_baseline or plan.method.provisional_baseline
    if not (_settled(series) or target.keep or provisional):
        yield first_month(plan), "baseline"


def _record(target: RecordTarget, plan: Plan, series: Series, _: date) -> Lacking:
    if not _settled(series) and best_before(plan, target, series.vintage) is None:
        yield first_month(plan), "record"


def _years(plan: Plan, series: Series, day: date, ended: slice) -> Lacking:
    """Of the full years from T0's on that have ended by *day*, those of *ended* that have no value."""
    start = first_month(plan)
    years = (month for month in range(start, last_month(plan) + 1, 12) if Period.ending(month, 12).end <= day)
    there = {point.last for point in series.points} | ({start} if _settled(series) else set())
    yield from ((month, "year") for month in list(years)[ended] if month not in there)


def _growth(_: GrowthTarget, plan: Plan, series: Series, day: date) -> Lacking:
    return _years(plan, series, day, slice(1, None))


def _trend(_: TrendTarget, plan: Plan, series: Series, day: date) -> Lacking:
    return _years(plan, series, day, slice(-plan.method.trend_window - 1, None))


def _nothing(_target: IncrementTarget, _plan: Plan, _series: Series, _day: date) -> Lacking:
    """It starts from 0."""
    return iter(())


LACKING = dict(
    [
        row(LevelTarget, _baseline),
        row(GrowthTarget, _growth),
        row(IncrementTarget, _nothing),
        row(TrendTarget, _trend),
        row(RecordTarget, _record),
    ]
)


def _year_before(plan: Plan, target: AnyTarget, series: Series) -> Lacking:
    """Of the latest value, where it accumulates over a part of a year, what it lacks to be comparable."""
    start, end, vintage = first_month(plan), last_month(plan), series.vintage
    inside = [month for month in vintage.values if start < month <= end and own_or_coarser(target, month)]
    entry = vintage.judged(max(inside)) if inside and target.measure == "flow_ytd" else None
    if entry and grain(entry.last) < 12:
        total = (entry.last - 1) // 12 * 12
        if known(target, vintage, total) is None:
            yield total, "last_year"
        if same_last_year(target, vintage, entry) is None:
            yield entry.last - 12, "same_months"
