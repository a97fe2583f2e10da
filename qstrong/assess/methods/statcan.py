"""Statistics Canada's and Eurostat's method: actual over required compound growth, from the baseline.

a = (v/v0)^(1/t) - 1 over b = (T/v0)^(1/n) - 1, t and n in years; where one of v0, v, T isn't above 0, by
differences. Cuts at 95 %, 60 % and 0. Source: Statistics Canada, Sustainable Development Goals progress.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

from qstrong.assess.core import Ruling
from qstrong.assess.reach import Case, Decided, at_the_line
from qstrong.assess.verdict import Status
from qstrong.model.kinds import meets
from qstrong.model.steps.years import GrowthPace, GrowthRatio
from qstrong.model.terms.exact import Exact, quotient
from qstrong.timeline.comparable import Series
from qstrong.timeline.owed import last_month

ON_TRACK, AT_RISK = Fraction(95, 100), Fraction(60, 100)
DIGITS, PLACES = 50, 40


def decide_statcan(case: Case, _: Series) -> Decided:
    """The word of the ratio r = a/b; a value that meets the target has achieved it."""
    base, point = case.baseline, case.point
    step = _growth_ratio(case)
    compared, ratio = ((step,), step.ratio) if step else ((), None)
    if case.met:
        return Ruling("achieved", "achieved", "statcan"), compared, ratio
    if base is None:
        return Ruling("not_assessable", "not_assessable.no_baseline", "no_baseline"), (), None
    if base.last == point.last:
        return Ruling("not_assessable", "not_assessable.first_value", "provisional"), (), None
    if meets(case.target, base.value):
        return Ruling("worsening", "worsening", "statcan"), (), None
    if ratio is None:
        return at_the_line(case, base), (), None
    return Ruling(status := _status(ratio), status, "statcan"), compared, ratio


def _growth_ratio(case: Case) -> GrowthRatio | None:
    """r = a/b; None without a way from a baseline to T, or time spent on it."""
    base, value, last = case.baseline, case.point.value, case.point.last
    if base is None or base.last == last or case.done is None:
        return None
    spent, whole = (last - base.last) // 12, (last_month(case.plan) - base.last) // 12
    actual, required = paces(base.value, value, case.goal, spent, whole)
    by_root = min(base.value, value, case.goal) > 0
    return GrowthRatio(
        GrowthPace(base.value, value, spent, by_root, actual),
        GrowthPace(base.value, case.goal, whole, by_root, required),
        rounded_ratio(actual / required),
    )


def _status(ratio: Fraction) -> Status:
    if ratio >= ON_TRACK:
        return "on_track"
    if ratio >= AT_RISK:
        return "at_risk"
    return "off_track" if ratio >= 0 else "worsening"


def paces(start: Exact, value: Exact, goal: Exact, spent: int, whole: int) -> tuple[Fraction, Fraction]:
    """a and b: growth per year so far, over *spent* years, and the one that is needed over the *whole*."""
    if min(start, value, goal) > 0:
        return growth(start, value, spent), growth(start, goal, whole)
    first = Fraction(start)
    return (Fraction(value) - first) / spent, (Fraction(goal) - first) / whole


def growth(start: Exact, value: Exact, years: int) -> Fraction:
    """(v/v0)^(1/t) - 1, the root with 50 significant digits."""
    wide = Context(prec=DIGITS, rounding=ROUND_HALF_EVEN)
    share = Fraction(value) / Fraction(start)
    if years == 1:
        return share - 1
    more = Context(prec=DIGITS + 20)
    root = more.power(quotient(share, DIGITS + 20), more.divide(Decimal(1), Decimal(years)))
    return Fraction(wide.plus(root)) - 1


def rounded_ratio(ratio: Fraction) -> Fraction:
    """*ratio* to the 40 decimals with which it is compared."""
    return Fraction(round(ratio * 10**PLACES), 10**PLACES)
