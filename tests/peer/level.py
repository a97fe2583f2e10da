"""level and increment: the path, and rules 0 to 7."""

import itertools
from fractions import Fraction as F

from tests.peer import published
from tests.peer.core import Case, judge, met, pace
from tests.peer.outlook import arrow, landing


def level(c: Case) -> str:
    if c.t.method != "default":
        c.pts = [x for x in c.pts if x.end % 12 == 0]
    c.baseline()
    if c.T is None:
        return no_goal(c)
    if c.keep:
        c.flags.add("keep")
    if c.lost:
        c.flags.add("lost")
    e = figures(c)
    arrow(c, c.T, c.d, met=c.is_met(c.j.value))
    if c.t.method != "default":
        return published.level(c)
    landing(c)
    return rules(c, e)


def no_goal(c: Case) -> str:
    """A goal relative to a baseline that isn't there, or that nothing can be reckoned from."""
    return c.by("no_baseline", "not_assessable")


def figures(c: Case) -> F | None:
    """Completion, expected, gap and the rest; the expected completion, for the rules."""
    assert c.T is not None
    v, p, T, r = c.j.value, c.j.end, c.T, c.r
    running = not c.is_met(v) and not c.final
    r["gap"] = c.d * (T - v)
    if running:
        r["required_pace"] = (T - v) * F(12, c.t.t1 - p)
    if c.d > 0 and T > 0 and v >= 0:
        r["attainment"] = v / T
    if c.v0 is None or c.v0 == T or c.keep:
        return None
    comp, e = (v - c.v0) / (T - c.v0), expected(c, p)
    r["completion"] = comp
    if e is not None and c.t.method == "default":
        r["expected"] = e
        pace(c, comp, e, running=running)
    return e


def expected(c: Case, p: int) -> F | None:
    e = share_of_way(c, p)
    if c.prov and e is not None:
        eb = share_of_way(c, c.pts[0].end)
        assert eb is not None
        return (e - eb) / (1 - eb) if eb != 1 else F(1)
    return e


def share_of_way(c: Case, i: int) -> F | None:
    """e(p) = (path(p) - v0)/(T - v0), or 序时进度; of counted increments the whole ones."""
    t, T = c.t, c.T
    assert T is not None
    if t.stones:
        return None if c.v0 is None else (path(c, i) - c.v0) / (T - c.v0)
    e = F(i - t.t0, t.t1 - t.t0)
    if t.kind == "increment" and t.count:
        return F(i == t.t1) if single(c) else F(int(T * e)) / T
    return e


def single(c: Case) -> bool:
    """A single step, due at the deadline."""
    counted = c.t.kind == "increment" and c.t.count and not c.t.stones
    return counted and c.T is not None and c.m["single_step"] >= c.T


def path(c: Case, i: int) -> F:
    """Straight lines by months through T0 (where there is a baseline), the milestones and T1."""
    assert c.T is not None
    nodes = [*([(c.t.t0, c.v0)] if c.v0 is not None else []), *c.t.stones, (c.t.t1, c.T)]
    for (a, x), (b, y) in itertools.pairwise(nodes):
        if a <= i <= b:
            z = x + (y - x) * F(i - a, b - a)
            return F(z.numerator // z.denominator) if c.t.count else z
    raise ValueError(i)


def rules(c: Case, e: F | None) -> str:
    v, p, t = c.j.value, c.j.end, c.t
    if c.final:
        return c.deadline()
    if c.keep:
        return c.by("rule0", "on_track" if c.is_met(v) else "off_track")
    if c.is_met(v):
        return c.by("rule1", "achieved")
    if c.v0 is None:
        return without_baseline(c)
    if c.prov and p == c.pts[0].end:
        return c.by("provisional", "not_assessable")
    if e is None:
        return rule3(c)
    if single(c):
        left = t.t1 - p > 3 * c.m["single_step_quarters"]
        return c.by("single_step", "on_track" if left else "at_risk")
    return judge(c, c.r["completion"], e, F(p - t.t0, t.t1 - t.t0))


def rule3(c: Case) -> str:
    assert c.v0 is not None
    return c.by("rule3", "at_risk" if c.d * (c.j.value - c.v0) >= 0 else "worsening")


def without_baseline(c: Case) -> str:
    if c.met_before:
        return c.by("rule2", "off_track")
    if not c.t.stones or c.j.end < c.t.stones[0][0]:
        return c.by("no_baseline", "not_assessable")
    v, w = c.j.value, path(c, c.j.end)
    if met(c.t.op, v, w):
        return c.by("milestones", "on_track")
    return c.by("milestones", "at_risk" if c.d * (w - v) <= c.m["path_short"] * abs(w) else "off_track")
