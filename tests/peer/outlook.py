"""The arrow and the landing value."""

import itertools
import math
from fractions import Fraction as F
from functools import cache
from typing import Any

from tests.peer.core import Case, met

T80 = dict(
    enumerate(
        """3.078 1.886 1.638 1.533 1.476 1.440 1.415 1.397 1.383 1.372 1.363 1.356 1.350 1.345 1.341 1.337 1.333
1.330 1.328 1.325 1.323 1.321 1.319 1.318 1.316 1.315 1.314 1.313 1.311 1.310 1.309 1.309 1.308 1.307 1.306 1.306 1.305 1.304
1.304 1.303 1.303 1.302 1.302 1.301 1.301 1.300 1.300 1.299 1.299 1.299""".split(),
        1,
    )
)


@cache
def t80(freedom: int) -> F:
    """From the table; beyond it the value up to which Student's density comes to 90 %, to three decimals."""
    if freedom in T80:
        return F(T80[freedom])
    shape = -(freedom + 1) / 2
    whole = math.exp(math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2)) / math.sqrt(freedom * math.pi)
    x, area, step = 0.0, 0.5, 1e-5
    while area < 0.9:
        area += whole * (1 + (x + step / 2) ** 2 / freedom) ** shape * step
        x += step
    return F(f"{x:.3f}")


def arrow(c: Case, T: F, d: int, *, met: bool) -> None:
    """The change per year over the required pace, towards *T*, which lies in direction *d*."""
    p, v = c.j.end, c.j.value
    real = c.v0 is not None and not c.prov
    series: list[Any] = [(c.t.t0, c.v0)] if real else []
    series += [(x.end, x.value) for x in c.pts]
    if c.final or len(series) < 2:
        return
    old = [x for x in series[:-1] if p - x[0] >= 12]
    a, x = old[-1] if old else series[0]
    ch = d * (v - x) * F(12, p - a)
    if met:
        c.r["arrow"] = "↑" if ch >= 0 else "↓"
    elif abs(v - x) <= c.t.unit:
        c.r["arrow"] = "→"
    else:
        need = d * (T - v) / F(c.t.t1 - p, 12)
        c.r["arrow"] = "↓" if ch < 0 else "↑" if ch >= need else "↗" if ch >= need / 2 else "→"


def sign_arrow(ch: F, unit: F) -> str:
    return "→" if abs(ch) <= unit else "↑" if ch > 0 else "↓"


def annual_arrow(c: Case) -> None:
    """The sign of the last annual change."""
    now, before = c.j.obs.value, c.s.last_year(c.j.obs)
    if not c.final and now is not None and before is not None:
        c.r["arrow"] = sign_arrow(now - before, c.t.unit)


def root(x: F) -> F:
    """The square root of a fraction, to some 30 digits."""
    return F(math.isqrt(x.numerator * 10**80 // x.denominator), 10**40)


def clip(c: Case, x: F) -> F:
    low, high = c.t.stated
    x = x if low is None else max(x, low)
    return x if high is None else min(x, high)


def landing(c: Case) -> None:
    """Where it ends at the pace so far; of a frequency in years by months, without a band."""
    t, p, v = c.t, c.j.end, c.j.value
    start = c.pts[0].end if c.prov else t.t0
    if c.v0 is None or c.keep or c.final or p <= start:
        return
    step = 1 if t.often else t.step
    h, n = F(t.t1 - p, step), F(p - start, step)
    L = v + h * (v - c.v0) / n
    have = {x.end: x.value for x in c.pts} | {start: c.v0}
    if t.often or n.denominator != 1 or n < 4 or any(e not in have for e in range(start, p + 1, step)):
        found = {"value": clip(c, L), "low": None, "high": None, "verdict": "insufficient"}
    else:
        found = band(c, L, h, [have[e] for e in range(start, p + 1, step)])
    c.r["landing"] = found


def band(c: Case, L: F, h: F, xs: list[F]) -> dict[str, Any]:
    assert c.T is not None
    inc = [b - a for a, b in itertools.pairwise(xs)]
    n = len(inc)
    mean = sum(inc, F(0)) / n
    var = sum(((x - mean) ** 2 for x in inc), F(0)) / (n - 1)
    w = t80(n - 1) * root(var * h * (1 + h / n))
    low, high = clip(c, L - w), clip(c, L + w)
    if met(c.t.op, low if c.d > 0 else high, c.T):
        verdict = "on_course"
    else:
        verdict = "uncertain" if low <= c.T <= high else "short"
    return {"value": clip(c, L), "low": low, "high": high, "verdict": verdict}
