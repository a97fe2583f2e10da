"""The arrow: which way, and how fast, a target has been going of late."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from qstrong.assess.core import direction
from qstrong.assess.report import Arrow
from qstrong.model.kinds import Pathed
from qstrong.model.plan import AnyTarget, Plan
from qstrong.timeline.comparable import Series, meets, same_last_year
from qstrong.timeline.owed import last_month
from qstrong.timeline.values import Point
from qstrong.timeline.vintages import Vintage


def pace_arrow(recent: Fraction, required: Fraction) -> Arrow:
    """The recent pace over the required one (both per year, positive is better): ≥ 1 ↑, ≥ 0.5 ↗, ≥ 0 →."""
    if recent < 0:
        return "↓"
    if recent >= required:
        return "↑"
    return "↗" if 2 * recent >= required else "→"


def arrow_to_target(plan: Plan, target: Pathed, series: Series) -> Arrow:
    """From the youngest value at least 12 months older, else from the oldest one, to the judged one."""
    point, end = series.points[-1], last_month(plan)
    older = [(earlier.last, earlier.value) for earlier in series.points[:-1]]
    if series.baseline and series.baseline.origin != "provisional":
        older.insert(0, (series.baseline.last, series.baseline.value))
    if not older or point.last == end:
        return "•"
    month, value = next((known for known in reversed(older) if known[0] <= point.last - 12), older[0])
    change = direction(target.op) * (point.value - value)
    if meets(target, point.value):
        return "↑" if change >= 0 else "↓"
    if abs(change) <= reporting_unit(target):
        return "→"
    gap = direction(target.op) * (target.value - point.value)
    return pace_arrow(Fraction(change) / (point.last - month), Fraction(gap) / (end - point.last))


def sign_arrow(plan: Plan, target: AnyTarget, month: int, change: Decimal | None) -> Arrow:
    """The sign of the last annual change, whichever way is better, of the value that ends with *month*."""
    if change is None or month == last_month(plan):
        return "•"
    if abs(change) <= reporting_unit(target):
        return "→"
    return "↑" if change > 0 else "↓"


def annual_arrow(plan: Plan, target: AnyTarget, vintage: Vintage, point: Point) -> Arrow:
    """The sign of the change against last year's value for the same months."""
    before = same_last_year(target, vintage, point.entry) if point.entry else None
    value = point.entry.observation.value if point.entry else None
    change = None if before is None or value is None else value - before
    return sign_arrow(plan, target, point.last, change)


def reporting_unit(target: AnyTarget) -> Decimal:
    """The last decimal that the target's values are reported with, in its unit of measure."""
    return Decimal(1).scaleb(-target.decimals)
