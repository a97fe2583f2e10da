"""The arithmetic's first lines, the same for all kinds."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from qstrong.model.plan import AnyTarget
from qstrong.model.steps import JudgedValue, KnownBaseline, Step, TrailingYear, YearOnYear
from qstrong.timeline.values import Baseline, Point


def opening_steps(target: AnyTarget, point: Point, baseline: Baseline | None) -> Iterator[Step]:
    """The judged value, how it was made comparable, and the baseline where there is one."""
    yield JudgedValue(point.period, point.value, target.uom)
    if year := point.ttm:
        yield TrailingYear(year.ytd, year.total, year.same, point.value)
        if year.same:
            second = Fraction(year.total) * Fraction(year.ytd) / Fraction(year.same)
            yield YearOnYear(year.ytd, year.total, year.same, second)
    if baseline:
        yield KnownBaseline(baseline.value, baseline.last - point.period.shift, baseline.origin)
