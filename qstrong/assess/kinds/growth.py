"""Verdicts for growth: a rate to reach in every year."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from qstrong.assess.arrow import annual_arrow
from qstrong.assess.kinds.compound import judge_compound
from qstrong.assess.landing import to_decimal
from qstrong.assess.opening import opening_steps
from qstrong.assess.verdict import Status, Verdict
from qstrong.model.period import Period
from qstrong.model.plan import GrowthTarget, Plan, satisfies
from qstrong.model.shapes.value import dataclass
from qstrong.model.steps.step import Rule, Step
from qstrong.model.steps.years import GrowthNeeded, GrowthYears, YearRate
from qstrong.model.terms.exact import Exact, minus
from qstrong.model.terms.settings import Method
from qstrong.timeline.comparable import Series
from qstrong.timeline.owed import first_month, last_month
from qstrong.timeline.values import Point


@dataclass(frozen=True, slots=True)
class Years:
    """The rates of a growth target: closed years by year, and the running year's latest rate."""

    closed: dict[int, Exact]
    running: Point | None
    missing: bool
    """A year before the latest one with a rate has no full-year value."""


def judge_growth(target: GrowthTarget, plan: Plan, series: Series) -> Verdict:
    """Every year at or above the rate g: closed years as the plan's word says, the running one nearly.

    Over the whole period, on average or in all, it is another matter.
    """
    if target.over != "year":
        return judge_compound(target, plan, series)
    point = series.points[-1]
    years = rates(plan, series)
    status, label = _growth_status(plan.method, target, years, final=point.last == last_month(plan))
    table = tuple(
        YearRate(Period(year, 12, 1, plan.shift), rate, _grows(target, rate))
        for year, rate in years.closed.items()
    )
    running = (years.running.period, years.running.value) if years.running else None
    goal = Fraction(target.value)
    shares = (plan.method.on_track * goal, plan.method.at_risk * goal)
    steps: list[Step] = [
        *opening_steps(target, point, None),
        GrowthYears(table, running, target.value, shares),
    ]
    closed, whole = tuple(years.closed.values()), (last_month(plan) - first_month(plan)) // 12
    if closed and len(closed) < whole and not years.missing:
        rate = required_growth(closed, target.value, whole - len(closed))
        steps.append(GrowthNeeded(closed, target.value, whole, "year", rate))
    steps.append(Rule("growth", label, plan.method))
    return Verdict(
        status=status,
        label=label,
        basis="growth",
        point=point,
        gap=None if years.missing else minus(target.value, point.value),
        going=annual_arrow(plan, target, series.vintage, point),
        steps=tuple(steps),
    )


def rates(plan: Plan, series: Series) -> Years:
    """The rates within the plan up to the judged one; a year is closed once its full-year value is there."""
    first, latest = first_month(plan), series.points[-1]
    closed = {
        _year(month): rate for month, rate in sorted(series.past.items()) if first < month < latest.last
    }
    closed |= {_year(point.last): point.value for point in series.points if point.last % 12 == 0}
    running = latest if latest.last % 12 else None
    missing = any(year not in closed for year in range(_year(first) + 1, _year(latest.last)))
    return Years(closed, running, missing)


def _year(month: int) -> int:
    """The year of the plan's calendar in which that month lies."""
    return (month - 1) // 12


def _grows(target: GrowthTarget, rate: Exact) -> bool:
    return satisfies(rate, target.op, target.value)


def _growth_status(method: Method, target: GrowthTarget, years: Years, *, final: bool) -> tuple[Status, str]:
    if years.missing:
        return "not_assessable", "not_assessable.year_missing"
    all_met = all(_grows(target, rate) for rate in years.closed.values())
    if final:
        return ("achieved", "achieved.deadline") if all_met else ("missed", "missed")
    known = [Fraction(rate) for rate in years.closed.values()]
    goal = Fraction(target.value)
    if years.running:
        known.append(Fraction(years.running.value))
        all_met = all_met and known[-1] >= method.on_track * goal
    if all_met:
        return "on_track", "on_track.growth"
    fair = min(known) >= method.at_risk * goal
    return ("at_risk", "at_risk.growth") if fair else ("off_track", "off_track.growth")


def required_growth(closed: Sequence[Exact], target: Decimal, left: int) -> Decimal:
    """补齐增速: the rate (%) that the years left need for the compound growth of *target* (%) a year.

    ((1+g)^N/∏(1+g_y))^(1/(N-k)) - 1, g as a share.
    """
    goal = (1 + target / 100) ** (len(closed) + left)
    for rate in closed:
        goal /= 1 + to_decimal(Fraction(rate)) / 100
    return (goal ** (Decimal(1) / left) - 1) * 100
