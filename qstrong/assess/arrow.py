"""The arrow: which way, and how fast, a target has been going of late."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import partial

from qstrong.assess.core import direction, divided, towards
from qstrong.assess.verdict import NO_ARROW, Arrow
from qstrong.model.kinds import Pathed, meets
from qstrong.model.plan import AnyTarget, Plan
from qstrong.model.shapes.later import Later
from qstrong.model.terms.exact import Exact, minus
from qstrong.timeline.comparable import Series, same_last_year
from qstrong.timeline.owed import last_month
from qstrong.timeline.values import Baseline, Point
from qstrong.timeline.vintages import Vintage


def pace_arrow(recent: Fraction, required: Fraction) -> Arrow:
    """The recent pace over the required one (both per year, positive is better): ≥ 1 ↑, ≥ 0.5 ↗, ≥ 0 →."""
    if recent < 0:
        return "↓"
    if recent >= required:
        return "↑"
    return "↗" if 2 * recent >= required else "→"


def arrow_to_target(plan: Plan, target: Pathed, series: Series) -> Later[Arrow]:
    """From the youngest value at least 12 months older, else from the oldest one, to the judged one."""
    assert target.value is not None
    met = meets(target, series.points[-1].value)
    return arrow_towards(plan, target, series, target.value, direction(target.op), met=met)


def arrow_towards(
    plan: Plan, target: AnyTarget, series: Series, goal: Exact, sign: int, *, met: bool
) -> Later[Arrow]:
    """The same towards *goal*, which lies upwards where *sign* is +1.

    The two values are chosen at once: a series needn't be kept for an arrow that nobody may look at.
    """
    point, before = series.points[-1], _older(series)
    if before is None or point.last == last_month(plan):
        return NO_ARROW
    return Later(partial(_arrow_from, before, point, plan, target, goal, sign, met=met))


def _older(series: Series) -> Point | Baseline | None:
    """The value from which an arrow goes; None where there is none before the judged one."""
    *earlier, point = series.points
    base = series.baseline if series.baseline and series.baseline.origin != "provisional" else None
    oldest = base or (earlier[0] if earlier else None)
    return next((one for one in reversed(earlier) if one.last <= point.last - 12), oldest)


def _arrow_from(
    before: Point | Baseline,
    point: Point,
    plan: Plan,
    target: AnyTarget,
    goal: Exact,
    sign: int,
    *,
    met: bool,
) -> Arrow:
    change, end = towards(sign, point.value, before.value), last_month(plan)
    if met:
        return "↑" if change >= 0 else "↓"
    if minus(max(change, -change), reporting_unit(target)) <= 0:
        return "→"
    gap = towards(sign, goal, point.value)
    return pace_arrow(divided(change, point.last - before.last), divided(gap, end - point.last))


def sign_arrow(plan: Plan, target: AnyTarget, month: int, change: Exact | None) -> Arrow:
    """The sign of the last annual change, whichever way is better, of the value that ends with *month*."""
    if change is None or month == last_month(plan):
        return "•"
    if minus(max(change, -change), reporting_unit(target)) <= 0:
        return "→"
    return "↑" if change > 0 else "↓"


def annual_arrow(plan: Plan, target: AnyTarget, vintage: Vintage, point: Point) -> Later[Arrow]:
    """The sign of the change against last year's value for the same months."""
    return Later(partial(_annual, plan, target, vintage, point))


def _annual(plan: Plan, target: AnyTarget, vintage: Vintage, point: Point) -> Arrow:
    before = same_last_year(target, vintage, point.entry) if point.entry else None
    value = point.entry.value if point.entry else None
    change = None if before is None or value is None else minus(value, before)
    return sign_arrow(plan, target, point.last, change)


def reporting_unit(target: AnyTarget) -> Decimal:
    """The last decimal that the target's values are reported with, in its unit of measure."""
    return Decimal(1).scaleb(-target.decimals)
