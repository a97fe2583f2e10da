"""trend, record, watch, range."""

import itertools
from fractions import Fraction as F

from tests.peer import published
from tests.peer.core import Case, judge, pace
from tests.peer.folder import Target
from tests.peer.level import expected
from tests.peer.outlook import annual_arrow, arrow, sign_arrow
from tests.peer.series import Series


def trend(c: Case) -> str | None:
    if c.t.method == "statcan":
        c.pts = [x for x in c.pts if x.end % 12 == 0]
        if not c.pts:
            return None
    t, j = c.t, c.j
    d = 1 if t.direction == "up" else -1
    steps = full_steps(c)
    if (running := running_step(c)) is not None:
        steps.append((j.end, running))
    if not c.final and steps:
        c.r["arrow"] = sign_arrow(steps[-1][1], t.unit)
    if t.method == "statcan":
        return published.trend(c)
    if not steps or steps[-1][0] != j.end:
        return c.by("trend", "not_assessable")
    out = sign_of([d * x for _, x in steps], t.unit)
    if c.final:
        out = "achieved" if out == "on_track" else "missed"
    return c.by("trend", out)


def full_steps(c: Case) -> list[tuple[int, F]]:
    """Between full years' values: of consecutive years, or where they come every few years of those there are."""
    t = c.t
    have = [(e, x) for e in range(t.t0, c.j.end + 1, 12) if (x := c.s.closed(e)) is not None]
    steps = [(e, x - y) for (a, y), (e, x) in itertools.pairwise(have) if t.often is not None or e - a == 12]
    return steps[-int(c.m["trend_window"]) :]


def running_step(c: Case) -> F | None:
    """For a year that isn't closed: the latest year-to-date value against the same period a year before."""
    o = c.j.obs
    if c.j.end % 12 == 0 or o.value is None:
        return None
    before, e = o.last_year, o.end - 12
    if before is None and e in c.s.vals:
        before = c.s.vals[e].value
    if before is None and e <= c.s.old:
        before = c.s.hist.get(e)
    return None if before is None else o.value - before


def sign_of(s: list[F], unit: F) -> str:
    adverse = [x for x in s if x < -unit]
    if not adverse and s[-1] > unit:
        return "on_track"
    if len(adverse) >= 2 or (s[-1] < -unit and sum(s) < -unit):
        return "off_track"
    return "at_risk"


def record(c: Case) -> str:
    t, v = c.t, c.j.value
    annual_arrow(c)
    best = best_known(t, c.s)
    if not best:
        return c.by("record", "not_assessable")
    b = max(best)
    if v > b or v == b == t.limits[1]:
        return c.by("record", "achieved")
    return c.by("record", "missed" if c.final else "off_track")


def best_known(t: Target, s: Series) -> list[F]:
    """What is known up to T0, of the same kind of period."""
    size = 12 if t.measure == "flow_ytd" else t.step
    best = [o.value for e, o in s.vals.items() if e <= t.t0 and e % size == 0 and o.value is not None]
    best += [x for e, x in s.hist.items() if e <= t.t0 and e % size == 0]
    if t.t0 % size == 0:
        best += [x for x in (s.start, s.of_parts) if x is not None]
    return best


def watch(c: Case) -> str:
    annual_arrow(c)
    return c.by("watch", "not_assessable")


def between(c: Case) -> str:
    """range: a value to be within two bounds, or to come within them."""
    t, v = c.t, c.j.value
    assert t.between is not None
    low, high = t.between
    c.baseline()
    if c.keep:
        c.flags.add("keep")
    if c.lost:
        c.flags.add("lost")
    c.r["gap"] = max(low - v, v - high, F(0))
    arrow(c, low if v < low else high, 1 if v < low else -1, met=False)
    if c.is_met(v) and c.r["arrow"] != "•":
        c.r["arrow"] = "→"
    e = towards(c)
    if c.final:
        return c.deadline()
    if c.v0 is None or c.keep:
        return c.by("rule0", "on_track" if c.is_met(v) else "off_track")
    if c.is_met(v):
        return c.by("rule1", "achieved")
    if c.prov and c.j.end == c.pts[0].end:
        return c.by("provisional", "not_assessable")
    if e is None:
        return c.by("range", "off_track")
    pace(c, c.r["completion"], e, running=True)
    assert c.T is not None
    c.r["required_pace"] = (c.T - v) * F(12, t.t1 - c.j.end)
    return judge(c, c.r["completion"], e, F(c.j.end - t.t0, t.t1 - t.t0))


def towards(c: Case) -> F | None:
    """The way from a baseline outside to the nearer bound; None of a value beyond the other one, or without a way."""
    if c.v0 is None or c.keep:
        return None
    assert c.t.between is not None
    low, high = c.t.between
    v = c.j.value
    c.T, beyond = (low, v > high) if c.v0 < low else (high, v < low)
    if beyond:
        return None
    e = expected(c, c.j.end)
    c.r["completion"], c.r["expected"] = (v - c.v0) / (c.T - c.v0), e
    return e
