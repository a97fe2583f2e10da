"""Wanted figures (补报数): what nobody owes, yet without which there is no verdict."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from qstrong.model.period import Period, grain
from qstrong.model.plan import AnyTarget, GrowthTarget, LevelTarget, Plan, RecordTarget, TrendTarget
from qstrong.timeline.comparable import Series, best_before, known, same_last_year
from qstrong.timeline.owed import dues, first_month, last_month, own_or_coarser
from qstrong.timeline.vintages import Vintage

Why = Literal["baseline", "record", "year", "last_year", "same_months"]

TREND_WINDOW = 3
"""So many steps of a trend count."""


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


def wanted(plan: Plan, target: AnyTarget, vintage: Vintage, series: Series, day: date) -> tuple[Wanted, ...]:
    """What is wanted of the first of *target*'s reporters by *day*: once its period has ended, each once."""
    owed = {due.period.last for due in dues(plan, target)}
    found: dict[int, Wanted] = {}
    for month, why in _lacking(plan, target, vintage, series, day):
        period = Period.ending(month, grain(month))
        if target.reporters and month not in owed and period.end <= day:
            found.setdefault(month, Wanted(target.id, period, target.reporters[0], why))
    return tuple(found.values())


def _lacking(
    plan: Plan, target: AnyTarget, vintage: Vintage, series: Series, day: date
) -> Iterator[tuple[int, Why]]:
    """The last months of periods without a value, and what it is lacking for."""
    start = first_month(plan)
    settled = series.baseline is not None and series.baseline.origin != "provisional"
    if isinstance(target, LevelTarget) and not settled:
        if not (target.keep or target.provisional_baseline or plan.method.provisional_baseline):
            yield start, "baseline"
    elif isinstance(target, RecordTarget) and not settled and best_before(plan, target, vintage) is None:
        yield start, "record"
    elif isinstance(target, GrowthTarget | TrendTarget):
        years = {point.last for point in series.points} | ({start} if settled else set())
        yield from ((month, "year") for month in _years(plan, target, day) if month not in years)
    if target.measure == "flow_ytd":
        yield from _year_before(plan, target, vintage)


def _years(plan: Plan, target: GrowthTarget | TrendTarget, day: date) -> list[int]:
    """The full years that have to be there: of growth all after T0, of a trend those of its last steps."""
    start = first_month(plan)
    ended = [month for month in range(start, last_month(plan) + 1, 12) if Period.ending(month, 12).end <= day]
    return ended[1:] if isinstance(target, GrowthTarget) else ended[-TREND_WINDOW - 1 :]


def _year_before(plan: Plan, target: AnyTarget, vintage: Vintage) -> Iterator[tuple[int, Why]]:
    """Of the latest value, where it accumulates over a part of a year, what it lacks to be comparable."""
    start, end = first_month(plan), last_month(plan)
    inside = [month for month in vintage.values if start < month <= end and own_or_coarser(target, month)]
    entry = vintage.judged(max(inside)) if inside else None
    if entry and grain(entry.last) < 12:
        total = (entry.last - 1) // 12 * 12
        if known(target, vintage, total) is None:
            yield total, "last_year"
        if same_last_year(target, vintage, entry) is None:
            yield entry.last - 12, "same_months"
