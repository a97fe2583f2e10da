"""The year's own view (年度): how far a target has come within one year. It gives no status."""

from __future__ import annotations

from fractions import Fraction

from qstrong.assess.kinds.increment import whole_ones
from qstrong.assess.report import TargetReport
from qstrong.model.kinds import Pathed, comes_whole, has_path, has_rates
from qstrong.model.period import Period, grain
from qstrong.model.plan import Plan, is_count
from qstrong.model.shapes.value import dataclass
from qstrong.model.terms.exact import Exact
from qstrong.timeline.comparable import is_kept
from qstrong.timeline.owed import first_month, last_month, own_plan
from qstrong.timeline.path import corners, on_path


@dataclass(frozen=True, slots=True)
class YearView:
    """One year of a target, in its unit of measure; what isn't known, or there isn't, is None."""

    year: Period
    value: Exact | None
    """The year's latest: comparable; of a year-to-date flow as it was filed."""
    period: Period | None
    start: Fraction | None
    """S: what the path expects at the end of the year before; a flow and growth have none."""
    goal: Fraction | None
    """G: what the path expects at the year's end; of growth the rate of every year."""
    completion: Fraction | None
    """(v - S)/(G - S), of a year-to-date flow v/G; None for growth."""

    @property
    def elapsed(self) -> Fraction | None:
        """The share of the year's months that had passed at the data's end."""
        return Fraction(self.period.last - self.year.last + 12, 12) if self.period else None


def year_of(period: Period) -> Period:
    """The plan's year in which *period* ends."""
    return Period.ending(-(-period.last // 12) * 12, 12, period.shift)


def years_of(plan: Plan) -> tuple[Period, ...]:
    """The plan's years, from that which T0 is the eve of, or in, to T1's."""
    first, last = year_of(Period.ending(first_month(plan) + 1, 1, plan.shift)), last_month(plan)
    return tuple(
        Period.ending(month, 12, plan.shift) for month in range(first.last, -(-last // 12) * 12 + 1, 12)
    )


def year_view(plan: Plan, one: TargetReport, year: Period) -> YearView | None:
    """The *year* of a target; None for what has no goal for a year, and for years outside of its own time."""
    own, target = own_plan(plan, one.target), one.target
    if not first_month(own) < year.last < last_month(own) + 12:
        return None
    if has_rates(target):
        value, period = _filed(one, year)
        rate = Fraction(target.value)
        return None if target.over == "total" else YearView(year, value, period, None, rate, None)
    if not has_path(target) or target.value is None or is_kept(target, one.baseline):
        return None
    goal = _expected(own, one, target, year.last)
    if target.measure == "flow_ytd":
        value, period = _filed(one, year)
        return YearView(year, value, period, None, goal, _share(value, Fraction(0), goal))
    start = _expected(own, one, target, year.last - 12)
    point = next((point for point in reversed(one.series) if _within(point.last, year)), None)
    value, period = (point.value, point.period) if point else (None, None)
    return YearView(year, value, period, start, goal, _share(value, start, goal))


def _within(month: int, year: Period) -> bool:
    return year.last - 12 < month <= year.last


def _filed(one: TargetReport, year: Period) -> tuple[Exact | None, Period | None]:
    """The year's latest value as it was filed, and its period."""
    least = 12 if one.target.computed else one.target.months  # a sum's within a year are no year-to-date ones
    for entry in reversed(one.entries):
        if _within(entry.last, year) and grain(entry.last) >= least and entry.value is not None:
            return entry.value, entry.period
    return None, None


def _share(value: Exact | None, start: Fraction | None, goal: Fraction | None) -> Fraction | None:
    """How much of the year's way is done; None where it has no length."""
    if value is None or start is None or goal is None or goal == start:
        return None
    return (Fraction(value) - start) / (goal - start)


def _expected(own: Plan, one: TargetReport, target: Pathed, month: int) -> Fraction | None:
    """What the path expects at the end of *month*: v0 up to T0, T from T1 on."""
    month = min(max(month, first_month(own)), last_month(own))
    counted = whole_ones(own, target, month) if comes_whole(target) else None
    if counted is not None:
        return counted
    path, base = corners(own, target, one.baseline), one.baseline
    if base and base.origin == "provisional":  # it begins where the first value stands
        path = ((base.last, Fraction(base.value)), *(corner for corner in path[1:] if corner[0] > base.last))
        month = max(month, base.last)
    return on_path(path, month, count=is_count(target) and bool(target.milestones))
