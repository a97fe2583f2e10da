"""The arithmetic's first lines, the same for all kinds."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from qstrong.model.kinds import may_be_relative
from qstrong.model.plan import AnyTarget
from qstrong.model.steps.step import (
    ComputedValue,
    GoalOfBaseline,
    JudgedValue,
    KnownBaseline,
    NoBaseline,
    Step,
    TrailingYear,
    YearOnYear,
)
from qstrong.timeline.values import Baseline, Point


def opening_steps(target: AnyTarget, point: Point, baseline: Baseline | None) -> Iterator[Step]:
    """The judged value, how it was made comparable, and the baseline where there is one."""
    yield _value(target, point)
    if year := point.ttm:
        yield TrailingYear(year.ytd, year.total, year.same, point.value)
        if year.same:
            second = Fraction(year.total) * Fraction(year.ytd) / Fraction(year.same)
            yield YearOnYear(year.ytd, year.total, year.same, second)
    if baseline:
        yield KnownBaseline(baseline.value, baseline.last - point.period.shift, baseline.origin)


def _value(target: AnyTarget, point: Point) -> Step:
    """v: as filed, or of its parts."""
    how, entry = target.computed, point.entry
    if how is None or entry is None:
        return JudgedValue(point.period, point.value, target.uom)
    times = how.times if how.ratio else None
    return ComputedValue(point.period, entry.parts, times, point.value, target.uom, target.decimals)


def goal_steps(target: AnyTarget, baseline: Baseline | None) -> Iterator[Step]:
    """How T follows from the baseline, where it does; that there is none."""
    if baseline is None:
        yield NoBaseline()
    elif may_be_relative(target) and target.change and target.value is not None:
        yield GoalOfBaseline(target.change, baseline.value, target.value)
