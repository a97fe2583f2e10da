"""The German Sustainable Development Strategy's method: the mean change of the last five years, carried on.

d = (v - v of five years before)/5. Source: Destatis, indicator report on the Deutsche
Nachhaltigkeitsstrategie (weather symbols).
"""

from __future__ import annotations

from fractions import Fraction

from qstrong.assess.core import Ruling, direction
from qstrong.assess.reach import Case, Decided
from qstrong.assess.verdict import Status
from qstrong.model.steps.years import FiveYears
from qstrong.timeline.comparable import Series, full_years
from qstrong.timeline.owed import last_month

SUN, CLOUD = Fraction(5, 100), Fraction(20, 100)
YEARS = 5


def decide_dns(case: Case, series: Series) -> Decided:
    """The word of the trend of five years, and of where it would lead by T1."""
    known, last = full_years(series), case.point.last
    known[last] = case.point.value
    keep = bool(getattr(case.target, "keep", False))
    back = (YEARS, 0) if keep else range(YEARS, -1, -1)
    if any(last - 12 * years not in known for years in back):
        return Ruling("not_assessable", "not_assessable.no_five_years", "dns"), (), None
    value, goal = Fraction(case.point.value), Fraction(case.goal)
    sign = direction(case.target.op)
    trend = (value - Fraction(known[last - 12 * YEARS])) / YEARS
    left = Fraction(last_month(case.plan) - last, 12)
    landing = value + trend * left
    good = trend * sign >= 0
    compared = not keep and not case.met and trend * sign > 0
    step = FiveYears(
        known[last - 12 * YEARS],
        case.point.value,
        trend,
        left,
        landing if compared else None,
        case.goal,
        sign,
    )
    if keep:
        status: Status = (
            ("on_track" if good else "at_risk") if case.met else "off_track" if good else "worsening"
        )
    elif case.met:
        status = "on_track" if good else "at_risk"
    elif trend * sign <= 0:
        status = "worsening"
    else:
        short, way = sign * (goal - landing), abs(goal - value)
        status = "on_track" if short <= SUN * way else "at_risk" if short <= CLOUD * way else "off_track"
    return Ruling(status, _label(status, met=case.met, keep=keep), "dns"), (step,), None


def _label(status: Status, *, met: bool, keep: bool) -> str:
    """The word: the method looks at where five years lead, at no baseline and no share of the time."""
    if status == "worsening":
        return "worsening.away"
    if status == "at_risk" and met:
        return "at_risk.met"
    return f"{status}.keep" if keep else status
