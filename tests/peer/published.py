"""Published methods: Statistics Canada's, and the German Sustainable Development Strategy's."""

from fractions import Fraction as F

from tests.peer.core import Case

DIGITS = 70
"""Of roots, more than the text asks for; ratios are then rounded to its forty decimals."""


def root(x: F, n: int) -> F:
    """The n-th root of a positive fraction."""
    big = x.numerator * 10 ** (DIGITS * n) // x.denominator
    low, high = 0, 1 << (big.bit_length() // n + 1)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle**n <= big else (low, middle - 1)
    return F(low, 10**DIGITS)


def rounded(x: F) -> F:
    return F(round(x * 10**40), 10**40)


def level(c: Case) -> str:
    if c.t.method == "statcan":
        c.r["pace_ratio"] = ratio(c)
    if c.final:
        return c.deadline()
    return statcan(c) if c.t.method == "statcan" else dns(c)


def ratio(c: Case) -> F | None:
    """r = a/b, actual over required growth a year, compound where all are positive."""
    start = c.pts[0].end if c.prov else c.t.t0
    t, n, v, T = (c.j.end - start) // 12, (c.t.t1 - start) // 12, c.j.value, c.T
    assert T is not None
    if c.v0 is None or c.v0 == T or c.is_met(c.v0) or not t:
        return None
    if min(c.v0, v, T) <= 0:
        return rounded(((v - c.v0) / t) / ((T - c.v0) / n))
    return rounded((root(v / c.v0, t) - 1) / (root(T / c.v0, n) - 1))


def statcan(c: Case) -> str:
    if c.is_met(c.j.value):
        return c.by("statcan", "achieved")
    if c.v0 is None:
        return c.by("no_baseline", "not_assessable")
    if c.prov and c.j.end == c.pts[0].end:
        return c.by("provisional", "not_assessable")
    if c.is_met(c.v0):
        return c.by("statcan", "worsening")
    if c.v0 == c.T:
        return c.by("rule3", "at_risk" if c.d * (c.j.value - c.v0) >= 0 else "worsening")
    r = c.r["pace_ratio"]
    for cut, status in ((F("0.95"), "on_track"), (F("0.60"), "at_risk"), (F(0), "off_track")):
        if r >= cut:
            return c.by("statcan", status)
    return c.by("statcan", "worsening")


def trend(c: Case) -> str:
    """statcan's verdict on what keeps rising or falling; *c* has a value for a full year."""
    v, v0, d = c.j.value, c.s.start, 1 if c.t.direction == "up" else -1
    years = (c.j.end - c.t.t0) // 12
    if v0 is None or min(v, v0) <= 0:
        return c.by("statcan", "not_assessable")
    a = rounded(root(v / v0, years) - 1) * d
    cuts = ((F("0.01"), "on_track"), (F("0.005"), "at_risk"), (F(0), "off_track"))
    status = next((status for cut, status in cuts if a >= cut), "worsening")
    if c.final:
        status = "achieved" if status == "on_track" else "missed"
    return c.by("statcan", status)


def dns(c: Case) -> str:
    v, p, T = c.j.value, c.j.end, c.T
    assert T is not None
    years = [c.s.closed(p - 12 * k) for k in (range(0, 6, 5) if c.t.keep else range(6))]
    before = years[-1]
    if any(x is None for x in years) or before is None:
        return c.by("dns", "not_assessable")
    slope = (v - before) / 5
    ahead, is_met = slope * c.d, c.is_met(v)
    if c.t.keep or is_met:
        good, bad = ("on_track", "at_risk") if is_met else ("off_track", "worsening")
        return c.by("dns", good if ahead >= 0 else bad)
    if ahead <= 0:
        return c.by("dns", "worsening")
    miss = c.d * (T - (v + slope * F(c.t.t1 - p, 12)))
    for cut, status in ((F("0.05"), "on_track"), (F("0.2"), "at_risk")):
        if miss <= cut * abs(T - v):
            return c.by("dns", status)
    return c.by("dns", "off_track")
