"""The landing value (预计完成值): a random walk with drift, carried on to T1, with an 80 % band.

L = v + (v - v0)/(periods elapsed)·(periods left); the band is L ± t80(n-1)·s·√(h(1 + h/n)) for
n increments of standard deviation s and h periods left.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import lcm

from qstrong.assess.core import direction
from qstrong.model.kinds import Pathed, limits_of, meets
from qstrong.model.plan import Plan
from qstrong.model.steps.reach import Band, Landing, LandingValue, Outlook
from qstrong.model.terms.exact import Exact, minus
from qstrong.timeline.comparable import points_of
from qstrong.timeline.owed import last_month
from qstrong.timeline.path import reached
from qstrong.timeline.values import Baseline, Point
from qstrong.timeline.vintages import Vintage

T80 = """3.078 1.886 1.638 1.533 1.476 1.440 1.415 1.397 1.383 1.372 1.363 1.356 1.350 1.345 1.341
1.337 1.333 1.330 1.328 1.325 1.323 1.321 1.319 1.318 1.316 1.315 1.314 1.313 1.311 1.310
1.309 1.309 1.308 1.307 1.306 1.306 1.305 1.304 1.304 1.303 1.303 1.302 1.302 1.301 1.301
1.300 1.300 1.299 1.299 1.299 1.298 1.298 1.298 1.297 1.297 1.297 1.297 1.296 1.296 1.296
""".split()  # noqa: SIM905 (a table reads better so)
"""Student's t, two-sided 80 %, for 1, 2, … degrees of freedom."""
NORMAL80 = Decimal("1.2815515655446")
"""The same of the normal distribution, which it comes near to."""
FEWEST_INCREMENTS = 4


def t80(freedom: int) -> Decimal:
    """Two-sided 80 % quantile of Student's t for *freedom* degrees of freedom, to three decimals.

    Beyond the table by Fisher's expansion about the normal quantile, which is exact there to these decimals.
    """
    if freedom <= len(T80):
        return Decimal(T80[freedom - 1])
    z, n = NORMAL80, Decimal(freedom)
    more = (z**3 + z) / (4 * n) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * n**2)
    return (z + more).quantize(Decimal("0.001"))


def landing(
    plan: Plan, target: Pathed, point: Point, base: Baseline | None, vintage: Vintage
) -> LandingValue | None:
    """The landing value of a judged value that has a baseline, before T1.

    None where there is no pace to go by. Periods are those of the target's frequency.
    """
    if base is None or point.last <= base.last or point.last >= last_month(plan):
        return None
    step = _step(target)
    elapsed, left = Fraction(point.last - base.last, step), Fraction(last_month(plan) - point.last, step)
    central = Fraction(point.value) + left * Fraction(minus(point.value, base.value)) / elapsed
    values = {base.last: base.value} | {one.last: one.value for one in points_of(plan, target, vintage)}
    steps = _increments(values, base.last, point.last, step) if isinstance(target.frequency, str) else []
    middle = to_decimal(central)
    band = _band(target, steps, left, middle)
    clipped = _clip(target, middle)
    result = central if clipped == middle else Fraction(clipped)
    low, high = (band.low, band.high) if band else (None, None)
    when = point.last - point.period.shift
    found = Landing(result, low, high, _outlook(target, low, high), len(steps), when)
    return LandingValue(point.value, base.value, elapsed, left, central, found, band)


def _step(target: Pathed) -> int:
    """How long the periods are that a landing value goes by: months where values come in some years only."""
    return target.months if isinstance(target.frequency, str) else 1


def _band(target: Pathed, increments: Sequence[Exact], left: Fraction, middle: Decimal) -> Band | None:
    """L ± t80(n-1)·s·√(h(1 + h/n)), within the limits that the plan states."""
    n = len(increments)
    if n < FEWEST_INCREMENTS:
        return None
    spread = variance(increments)
    half = band_half(spread, n, left)
    low, high = _clip(target, middle - half), _clip(target, middle + half)
    clipped = (low, high) != (middle - half, middle + half)
    return Band(t80(n - 1), spread, n, low, high, clipped)


def to_decimal(share: Fraction) -> Decimal:
    """*share* to the 28 digits of the decimal context."""
    return Decimal(share.numerator) / Decimal(share.denominator)


def _increments(values: Mapping[int, Exact], first: int, last: int, step: int) -> list[Exact]:
    """From period to period; none where the series has a gap."""
    months = list(range(first, last + 1, step))
    if months[-1] != last or any(month not in values for month in months):
        return []
    return [minus(values[right], values[left]) for left, right in pairwise(months)]


def band_half(spread: Fraction, n: int, left: Fraction) -> Decimal:
    """t80(n-1)·s·√(h(1 + h/n)), of *n* increments whose variance is *spread*."""
    return t80(n - 1) * to_decimal(spread * left * (1 + left / n)).sqrt()


def variance(increments: Sequence[Exact]) -> Fraction:
    """s², of a sample: (n·Σx² - (Σx)²)/(n(n - 1)), the increments brought to one denominator."""
    parts = [one.as_integer_ratio() for one in increments]
    common = lcm(*(bottom for _, bottom in parts))
    whole = [top * (common // bottom) for top, bottom in parts]
    n = len(whole)
    return Fraction(n * sum(one * one for one in whole) - sum(whole) ** 2, n * (n - 1) * common**2)


def _clip(target: Pathed, value: Decimal) -> Decimal:
    """Within the limits that the plan states; natural ones are of what is filed, not of what is computed."""
    low, high = (None, None) if target.limits == "natural" else limits_of(target)
    value = value if low is None else max(value, low)
    return value if high is None else min(value, high)


def _outlook(target: Pathed, low: Decimal | None, high: Decimal | None) -> Outlook:
    """In words: the whole band meets the target, contains it, or falls short of it."""
    if low is None or high is None:
        return "insufficient"
    if meets(target, low if direction(target.op) > 0 else high):
        return "on_course"
    return "uncertain" if low <= reached(target) <= high else "short"
